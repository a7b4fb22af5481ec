"""What the first page reads."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import Actor, Check, Stance
from app.models.vocabulary import ActorKind, Domain, Position, Topic
from app.queries import actors
from app.queries.checks import checks
from app.queries.facets import counts
from app.queries.offers import Offer, offers
from app.queries.records import Record, filled, records
from app.queries.stances import superseded
from app.queries.values import values
from app.rules.looked import latest
from app.rules.value import ByThen
from app.rules.waiting import still_waited_for

COLUMNS = (Domain.LAND, Domain.AIR, Domain.SEA, Domain.FUNDING)
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Row:
    """An actor and its pledges by column: one for each of the first four domains, then the rest.

    Attributes:
        checks: The last check of each column by the day; None where nobody has looked.
    """

    actor: Actor
    cells: list[list[Offer]]
    checks: list[Check | None]


@dataclass(frozen=True)
class Overview:
    """The first page.

    Attributes:
        offers: All pledges.
        counts: How many pledges have each word, by parameter of their list.
        positions: The latest positions that hold only if something is met that is not.
    """

    rows: list[Row]
    offers: list[Offer]
    counts: Counts
    positions: list[Record]


def show(session: Session, day: date) -> Overview:
    """All actors with their pledges, countries first, and how many there are of each sort."""
    cells: dict[int, dict[Domain | None, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    found = offers(session, day)
    for offer in found:
        column = offer.pledge.domain if offer.pledge.domain in COLUMNS else None
        cells[offer.actor.entity_id][column].append(offer)

    def place(actor: Actor) -> tuple[bool, bool, str]:
        """Countries before groups; of each, those with pledges first; then by name."""
        return actor.kind != ActorKind.COUNTRY, actor.entity_id not in cells, actor.name

    made = checks(session)
    columns = (*COLUMNS, None)

    def looked(actor: Actor) -> list[Check | None]:
        """What has been looked for; the last column is of several domains, and of no one check."""
        topics = [made.get((actor.entity_id, Topic(column)), []) for column in COLUMNS]
        return [*(latest(each, day) for each in topics), None]

    rows = [
        Row(actor, [cells[actor.entity_id][column] for column in columns], looked(actor))
        for actor in sorted(actors.index(session), key=place)
    ]
    counted = counts(session, values(day), {})
    return Overview(rows, found, counted, positions(session, day))


def positions(session: Session, day: date) -> list[Record]:
    """The latest positions that wait for a condition: at most five statements."""
    every = records(session, day, Stance, None)
    moved = superseded(every)
    now = [
        each
        for each in every
        if each.by_then == ByThen.COUNTS
        and each.id not in moved
        and each.row.position is Position.SUPPORTS_IF
    ]
    return [r for r in filled(session, Stance, now) if still_waited_for(r.conditions, r.states)]
