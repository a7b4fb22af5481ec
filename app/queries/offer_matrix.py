"""What the tile matrix shows: actors with their offers, searches and refusals by a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import Actor, Check, Stance
from app.models.vocabulary import Domain, Position, Proposition, Topic
from app.queries import actors
from app.queries.checks import checks
from app.queries.entries import Entry, load_entries
from app.queries.offers import Offer, offers
from app.queries.stances import newer_stances
from app.rules.pledge_state import ByThen

# What an actor may decline to give itself, and the domain that this is of.
REFUSED_DOMAINS: Mapping[Proposition, Domain] = {
    Proposition.OWN_TROOPS: Domain.LAND,
    Proposition.OWN_MONEY: Domain.FUNDING,
}


@dataclass(frozen=True)
class ActorOffers:
    """An actor with what is known of it by the day.

    Attributes:
        offers: Its pledges, also those that are not there yet.
        checks: The searches made by the day that were for one of the domains.
        refusals: The latest positions by which it gives nothing of its own of some sort.
    """

    actor: Actor
    offers: list[Offer]
    checks: list[Check]
    refusals: list[Entry]


def index(session: Session, day: date) -> list[ActorOffers]:
    """All actors by name: at most eight statements."""
    return group_offers(session, day, offers(session, day), current_stances(session, day))


def group_offers(
    session: Session, day: date, all_offers: Iterable[Offer], stances: Iterable[Entry]
) -> list[ActorOffers]:
    """All actors by name, with those of these offers and stances that are theirs: two statements.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        all_offers: All pledges.
        stances: Where each actor stands on the day, as `current_stances` finds it.
    """
    offers_by_actor: dict[int, list[Offer]] = defaultdict(list)
    for offer in all_offers:
        offers_by_actor[offer.actor.entity_id].append(offer)
    refusals: dict[int, list[Entry]] = defaultdict(list)
    for each in stances:
        if each.row.position is Position.DECLINES and each.row.proposition in REFUSED_DOMAINS:
            refusals[each.row.actor_id].append(each)
    checks_by_topic = checks(session)
    topics = [Topic(domain) for domain in Domain]
    return [
        ActorOffers(
            actor,
            offers_by_actor[actor.entity_id],
            [
                check
                for topic in topics
                for check in checks_by_topic.get((actor.entity_id, topic), ())
                if check.checked_on <= day
            ],
            refusals[actor.entity_id],
        )
        for actor in actors.index(session)
    ]


def current_stances(session: Session, day: date) -> list[Entry]:
    """Where each actor stands on the day, on each proposition: at most two statements."""
    stances = load_entries(session, day, Stance, None)
    newer = newer_stances(stances)
    return [r for r in stances if r.by_then == ByThen.COUNTS and r.id not in newer]
