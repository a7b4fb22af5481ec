"""What the first page shows: actors with their pledges, positions that wait, counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import Actor, Check, Stance
from app.models.vocabulary import ActorKind, Domain, Position, Proposition, Topic
from app.queries import actors
from app.queries.checks import checks
from app.queries.entries import Entry, load_entries, load_parts
from app.queries.links import unclear_pairs
from app.queries.offers import Offer, offers
from app.queries.pledge_filters import facet_counts
from app.queries.stances import newer_stances
from app.rules.check_status import latest_check
from app.rules.conditions import unmet_conditions
from app.rules.pledge_state import ByThen

COLUMNS = (Domain.LAND, Domain.AIR, Domain.SEA, Domain.FUNDING)
# What an actor may decline to give itself that a column is about.
PROPOSITIONS = dict.fromkeys((*COLUMNS, None)) | {
    Domain.LAND: Proposition.OWN_TROOPS,
    Domain.FUNDING: Proposition.OWN_MONEY,
}
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class ActorRow:
    """An actor and its pledges by column: one for each of the first four domains, then the rest.

    Attributes:
        checks: The last check of each column by the day; None where nobody has looked.
        refusals: By each column, the position by which the actor gives nothing of its own there.
    """

    actor: Actor
    cells: list[list[Offer]]
    checks: list[Check | None]
    refusals: list[Entry | None]


@dataclass(frozen=True)
class Overview:
    """The first page.

    Attributes:
        offers: All pledges.
        rows: All actors: countries before groups, those with pledges first, then by name.
        counts: By parameter of the list of pledges and word: how many of the pledges that are
            there on the day have it; under `by_then`, how many are there, possibly, and not yet.
        positions: The latest positions that hold only if something is met that is not.
        unclear_pairs: The ids of pledges, and others, of which it is unclear whether they add.
    """

    rows: list[ActorRow]
    offers: list[Offer]
    counts: Counts
    positions: list[Entry]
    unclear_pairs: list[tuple[int, int]]


def show(session: Session, day: date) -> Overview:
    """All actors with their pledges, countries first, and how many there are of each sort."""
    cells: dict[int, dict[Domain | None, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    all_offers = offers(session, day)
    for offer in all_offers:
        column = offer.pledge.domain if offer.pledge.domain in COLUMNS else None
        cells[offer.actor.entity_id][column].append(offer)

    def actor_order(actor: Actor) -> tuple[bool, bool, tuple[str, int]]:
        """Countries before groups; of each, those with pledges first; then by name."""
        return actor.kind != ActorKind.COUNTRY, actor.entity_id not in cells, actor.sort_key

    checks_by_topic = checks(session)
    columns = (*COLUMNS, None)

    def last_checks(actor: Actor) -> list[Check | None]:
        """What has been looked for; the last column is of several domains, and of no one check."""
        topics = [checks_by_topic.get((actor.entity_id, Topic(column)), []) for column in COLUMNS]
        return [*(latest_check(each, day) for each in topics), None]

    stances = current_stances(session, day)
    refusals = {
        (each.row.actor_id, each.row.proposition): each
        for each in stances
        if each.row.position is Position.DECLINES
    }
    rows = [
        ActorRow(
            actor,
            [cells[actor.entity_id][column] for column in columns],
            last_checks(actor),
            [refusals.get((actor.entity_id, PROPOSITIONS[column])) for column in columns],
        )
        for actor in sorted(actors.index(session), key=actor_order)
    ]
    word_counts = facet_counts(session, day, {"by_then": [ByThen.COUNTS]})
    positions = waiting_positions(session, stances)
    return Overview(rows, all_offers, word_counts, positions, unclear_pairs(session))


def current_stances(session: Session, day: date) -> list[Entry]:
    """Where each actor stands on the day, on each proposition: at most two statements."""
    stances = load_entries(session, day, Stance, None)
    newer = newer_stances(stances)
    return [r for r in stances if r.by_then == ByThen.COUNTS and r.id not in newer]


def waiting_positions(session: Session, stances: list[Entry]) -> list[Entry]:
    """Those of these positions that wait for a condition: at most three statements."""
    current = [each for each in stances if each.row.position is Position.SUPPORTS_IF]
    return [
        r
        for r in load_parts(session, Stance, current)
        if unmet_conditions(r.conditions, r.condition_states)
    ]
