"""Stances, assessments, events, circumstances, checks and links, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, Date, Select, cast, false, func, literal, null, select
from sqlmodel import Session, col

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Condition,
    Event,
    Link,
    Stance,
    Versioned,
)
from app.models.vocabulary import CircumstanceState
from app.queries.choosing import WHOSE, Words, chosen
from app.queries.citations import Cited, by_part, citations
from app.queries.days import FIRST, dated
from app.queries.offers import conditioned
from app.queries.things import only
from app.rules import naming
from app.rules.value import ByThen

PAGE = 100
KINDS: tuple[type[Versioned], ...] = (Stance, Assessment, Event, Circumstance, Check, Link)
CONDITIONED = (Stance, Assessment)
SAME: dict[type[Versioned], tuple[str, ...]] = {  # what the rows of one sequence have in common
    Stance: ("actor_id", "proposition"),
    Circumstance: ("kind", "actor_id"),
    Check: ("actor_id", "topic"),
}


@dataclass(frozen=True)
class Record:
    """A thing with its parts.

    Attributes:
        actor: Whose it is, or whom it is about; None for nobody's.
        first: The first day it may be of; None if that is open, or it is of no day.
        last: The last day it may be of; None if it is of no day.
        by_then: Whether it is there on the day.
        states: How it stands on the day with each condition that is no limit, by its id.
        attended: Who was there.
        cited: The citations of it and of each of its parts, by the id of the part.
        today: The day.
    """

    row: Any
    actor: Actor | None
    first: date | None
    last: date | None
    by_then: ByThen
    today: date
    conditions: list[Condition] = field(default_factory=list)
    states: dict[int, CircumstanceState] = field(default_factory=dict)
    attended: list[tuple[Attendance, Actor]] = field(default_factory=list)
    cited: dict[int, list[Cited]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The id of the thing."""
        found: int = self.row.entity_id
        return found

    @property
    def noun(self) -> str:
        """What its kind is called."""
        return str(self.row.noun())

    @property
    def name(self) -> str:
        """What it is called."""
        return naming.name(self.row, self.actor)

    @property
    def dated(self) -> str:
        """Its date in a few words; that of its oldest source where it has none of its own."""
        if self.row.at:
            return str(self.row.at.short)
        return f"by {self.last.day} {self.last:%b %Y}" if self.last else "undated"

    @property
    def place(self) -> tuple[date, date, int]:
        """What records are ordered by: those without a date come first."""
        return self.last or FIRST, self.first or FIRST, self.id

    @property
    def citations(self) -> list[Cited]:
        """All its citations."""
        return [each for cited in self.cited.values() for each in cited]

    @property
    def newest(self) -> int:
        """The last revision that recorded it or a part of it that is still there."""
        parts: list[Versioned] = [self.row, *self.conditions]
        parts += [attendance for attendance, _ in self.attended]
        parts += [each.citation for each in self.citations]
        return max(part.since for part in parts)

    @property
    def is_own(self) -> bool:
        """Whether somebody is cited for it who speaks for the actor whose it is."""
        whose = self.actor.entity_id if self.actor else None
        its = self.cited.get(self.id, [])
        return whose is not None and any(each.citation.on_behalf_id == whose for each in its)

    def evidence(self, fact: str | None = None, part_id: int | None = None) -> list[Cited]:
        """The citations for a fact of it, or for a part of it; for all of it, without either."""
        its = self.cited.get(part_id or self.id, [])
        return [each for each in its if fact is None or each.citation.fact in (None, fact)]


def records(session: Session, day: date, kind: Any, ids: Select[Any] | None) -> list[Record]:  # noqa: ANN401
    """Things of a kind without their parts, the oldest first: one statement.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        kind: One of KINDS.
        ids: Ids of those asked for; all of them when None.
    """
    rows = placed(kind, day, ids)
    asked: Any = select(kind, Actor, rows.c.earliest, rows.c.latest, rows.c.counts, rows.c.maybe)
    asked = asked.join(rows, rows.c.entity_id == kind.entity_id)
    whose = col(Actor.entity_id) == WHOSE[kind] if kind in WHOSE else false()
    found = [
        Record(row, actor, known(first), known(last), by_then(counts, maybe), day)
        for row, actor, first, last, counts, maybe in session.exec(asked.outerjoin(Actor, whose))
    ]
    return sorted(found, key=lambda record: record.place)


def known(day: date | None) -> date | None:
    """A day; None for the one that stands before all others."""
    return None if day == FIRST else day


def by_then(counts: bool, maybe: bool) -> ByThen:
    """Whether a row is there on the day."""
    return ByThen.COUNTS if counts else ByThen.POSSIBLY if maybe else ByThen.NOT_YET


def placed(kind: Any, day: date, ids: Select[Any] | None) -> CTE:  # noqa: ANN401
    """The days of things: entity_id, earliest, latest, counts, maybe. A link is of no day."""
    if kind not in (Check, Link):
        return dated(kind, day, ids)
    on: Any = kind.checked_on if kind is Check else cast(null(), Date)
    found: Select[Any] = select(
        kind.entity_id,
        on.label("earliest"),
        on.label("latest"),
        (on <= day if kind is Check else literal(value=True)).label("counts"),
        literal(value=False).label("maybe"),
    )
    if ids is not None:
        found = found.where(kind.entity_id.in_(ids))
    return found.cte(f"dated_{kind.noun()}")


def filled(session: Session, kind: Any, bare: Sequence[Record]) -> list[Record]:  # noqa: ANN401
    """The same with their parts: a statement for the citations, and one for each kind of part."""
    if not bare:
        return []
    ids = only(kind, *(record.id for record in bare))
    cited = citations(session, ids)
    conditions: dict[int, list[Condition]] = {}
    states: dict[int, CircumstanceState] = {}
    if kind in CONDITIONED:
        conditions, states = conditioned(session, bare[0].today, ids)
    there = attended(session, ids) if kind is Event else {}
    return [
        replace(
            record,
            conditions=conditions.get(record.id, []),
            states=states,
            attended=there.get(record.id, []),
            cited=by_part(cited[record.id]),
        )
        for record in bare
    ]


def attended(session: Session, ids: Select[Any]) -> dict[int, list[tuple[Attendance, Actor]]]:
    """Who was at events, by event, in the order of their recording."""
    asked: Any = select(Attendance, Actor).join(Actor, col(Actor.entity_id) == Attendance.actor_id)
    asked = asked.where(col(Attendance.root_id).in_(ids)).order_by(col(Attendance.entity_id))
    found: dict[int, list[tuple[Attendance, Actor]]] = defaultdict(list)
    for attendance, actor in session.exec(asked):
        found[attendance.root_id].append((attendance, actor))
    return found


def show(session: Session, day: date, kind: Any, entity_id: int) -> Record | None:  # noqa: ANN401
    """One thing with its parts; None if it isn't in the register."""
    bare = records(session, day, kind, only(kind, entity_id))
    return next(iter(filled(session, kind, bare)), None)


def sequence(session: Session, record: Record) -> list[Record]:
    """It among those of the same actor on the same matter, oldest first; [] for other kinds."""
    kind: Any = type(record.row)
    same = [getattr(kind, name) == getattr(record.row, name) for name in SAME.get(kind, ())]
    if not same:
        return []
    return records(session, record.today, kind, select(kind.entity_id).where(*same))


def asked(session: Session, day: date, kind: Any, words: Words) -> list[Record]:  # noqa: ANN401
    """Those of a kind that an address asks for, without their parts, the oldest first."""
    return records(session, day, kind, select(kind.entity_id).where(*chosen(kind, words)))


def count(session: Session, kind: Any) -> int:  # noqa: ANN401
    """How many things of a kind there are."""
    counted: Any = select(func.count(kind.entity_id))
    return int(session.exec(counted).one()[0])


def latest_of_each(found: Iterable[Record]) -> list[tuple[Record | None, list[Record]]]:
    """For each matter: the record that holds on the day, and the others, the newest first.

    Args:
        found: Records of a kind of SAME, the oldest first.
    """
    matters: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for record in found:
        matters[tuple(getattr(record.row, name) for name in SAME[type(record.row)])].append(record)
    told = []
    for its in matters.values():
        there = [record for record in its if record.by_then == ByThen.COUNTS]
        holds = there[-1] if there else None
        told.append((holds, [record for record in reversed(its) if record is not holds]))
    return told
