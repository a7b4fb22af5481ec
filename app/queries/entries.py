"""Stances, assessments, events, circumstances, checks and links, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, false, func, select
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
from app.queries.circumstances import load_conditions
from app.queries.citations import Evidence, citations, group_by_part
from app.queries.filters import OWNER_COLUMNS, Words, select_matches, word_pairs
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import FIRST, by_then, day_or_none, entry_days
from app.queries.things import select_ids
from app.rules import thing_names
from app.rules.pledge_state import ByThen
from app.spine.columns import column

PAGE = 100
KINDS: tuple[type[Versioned], ...] = (Stance, Assessment, Event, Circumstance, Check, Link)
Attendances = dict[int, list[tuple[Attendance, Actor]]]  # who was there, by event
KINDS_WITH_CONDITIONS = (Stance, Assessment)
# What the rows of one sequence have in common.
SEQUENCE_FIELDS: dict[type[Versioned], tuple[str, ...]] = {
    Stance: ("actor_id", "proposition"),
    Circumstance: ("kind", "actor_id"),
    Check: ("actor_id", "topic"),
}


@dataclass(frozen=True)
class Entry:
    """A thing of one of KINDS, on a day, with its parts where they were loaded.

    Attributes:
        row: Its version, of the class of its kind.
        actor: Whose it is, or whom it is about; None for nobody's.
        first: The first day it may be of; None if that is open, or it is of no day.
        last: The last day it may be of; None if it is of no day.
        by_then: Whether it is there on the day.
        condition_states: How it stands on the day with each condition that is no limit, by its id.
        attendances: Who was there, of an event.
        evidence_by_part: The citations of it and of each of its parts, by the id of the part.
        today: The day.
    """

    row: Any
    actor: Actor | None
    first: date | None
    last: date | None
    by_then: ByThen
    today: date
    conditions: list[Condition] = field(default_factory=list)
    condition_states: dict[int, CircumstanceState] = field(default_factory=dict)
    attendances: list[tuple[Attendance, Actor]] = field(default_factory=list)
    evidence_by_part: dict[int, list[Evidence]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The id of the entity."""
        entity_id: int = self.row.entity_id
        return entity_id

    @property
    def noun(self) -> str:
        """The noun of its kind, as data and addresses have it."""
        return str(self.row.noun())

    @property
    def name(self) -> str:
        """Its name, as the heading of its page has it."""
        return thing_names.thing_name(self.row, self.actor)

    @property
    def date_words(self) -> str:
        """Its date in a few words; that of its oldest source where it has none of its own."""
        if self.row.at:
            return str(self.row.at.short)
        return f"by {self.last.day} {self.last:%b %Y}" if self.last else "undated"

    @property
    def sort_key(self) -> tuple[date, date, int]:
        """What entries are ordered by: those without a date come first."""
        return self.last or FIRST, self.first or FIRST, self.id

    @property
    def citations(self) -> list[Evidence]:
        """All its citations and those of its parts, part by part."""
        return [each for evidence in self.evidence_by_part.values() for each in evidence]

    @property
    def last_revision(self) -> int:
        """The number of the newest revision that recorded it, or a part that is still there."""
        parts: list[Versioned] = [self.row, *self.conditions]
        parts += [attendance for attendance, _ in self.attendances]
        parts += [each.citation for each in self.citations]
        return max(part.since for part in parts)

    @property
    def is_own(self) -> bool:
        """Whether somebody is cited for it who speaks for the actor whose it is."""
        return bool(self.own_evidence)

    @property
    def own_evidence(self) -> list[Evidence]:
        """The citations for it that are the word of the actor whose it is."""
        owner_id = self.actor.entity_id if self.actor else None
        return [each for each in self.evidence() if each.is_word_of(owner_id)]

    def evidence(self, fact: str | None = None, part_id: int | None = None) -> list[Evidence]:
        """The citations for a fact of it, or for a part of it; for all of it, without either."""
        evidence = self.evidence_by_part.get(part_id or self.id, [])
        return [each for each in evidence if fact is None or each.is_about(fact)]


def load_entries(
    session: Session, day: date, kind: type[Versioned], ids: Select[int] | None
) -> list[Entry]:
    """Things of a kind without their parts, the oldest first: one statement.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        kind: One of KINDS.
        ids: Ids of those asked for; all of them when None.
    """
    rows = fetch_rows(session, select_entries(day, kind, ids))
    entries = [
        Entry(row, actor, day_or_none(first), day_or_none(last), by_then(counts, maybe), day)
        for row, actor, first, last, counts, maybe in rows
    ]
    return sorted(entries, key=lambda record: record.sort_key)


@lru_cache(maxsize=64)
def select_entries(
    day: date, kind: type[Versioned], ids: Select[int] | None
) -> Select[Versioned, Actor, date, date, bool, bool]:
    """Things of a kind with whose they are and their days."""
    rows = entry_days(kind, day, ids)
    query = select(kind, Actor, rows.c.earliest, rows.c.latest, rows.c.counts, rows.c.maybe)
    query = query.join(rows, rows.c.entity_id == col(kind.entity_id))
    is_owner = col(Actor.entity_id) == OWNER_COLUMNS[kind] if kind in OWNER_COLUMNS else false()
    return query.outerjoin(Actor, is_owner)


def load_parts(session: Session, kind: type[Versioned], bare: Sequence[Entry]) -> list[Entry]:
    """The same entries of one kind with their parts, in their order.

    A statement for the citations, and one for each kind of part; none for no entries.
    """
    if not bare:
        return []
    ids = select_ids(kind, *(entry.id for entry in bare))
    evidence = citations(session, ids)
    conditions: dict[int, list[Condition]] = {}
    states: dict[int, CircumstanceState] = {}
    if kind in KINDS_WITH_CONDITIONS:
        conditions, states = load_conditions(session, bare[0].today, ids)
    attendances = load_attendances(session, ids) if kind is Event else {}
    return [
        replace(
            entry,
            conditions=conditions.get(entry.id, []),
            condition_states=states,
            attendances=attendances.get(entry.id, []),
            evidence_by_part=group_by_part(evidence[entry.id]),
        )
        for entry in bare
    ]


def load_attendances(session: Session, ids: Select[int]) -> Attendances:
    """Who was at events, by event, in the order of recording: one statement."""
    by_event: Attendances = defaultdict(list)
    for attendance, actor in fetch_rows(session, select_attendances(ids)):
        by_event[attendance.root_id].append((attendance, actor))
    return by_event


@lru_cache(maxsize=64)
def select_attendances(ids: Select[int]) -> Select[Attendance, Actor]:
    """Who was at events, in the order of recording."""
    query = select(Attendance, Actor).join(Actor, col(Actor.entity_id) == Attendance.actor_id)
    return query.where(col(Attendance.root_id).in_(ids)).order_by(col(Attendance.entity_id))


def show(session: Session, day: date, kind: type[Versioned], entity_id: int) -> Entry | None:
    """One thing with its parts; None if it isn't in the register, and then in one statement."""
    bare = load_entries(session, day, kind, select_ids(kind, entity_id))
    return next(iter(load_parts(session, kind, bare)), None)


def sequence(session: Session, entry: Entry) -> list[Entry]:
    """An entry among those of the same matter, oldest first; [] for a kind without SEQUENCE_FIELDS.

    None of them has its parts.
    """
    kind: type[Versioned] = type(entry.row)
    conditions = [
        column(kind, name) == getattr(entry.row, name) for name in SEQUENCE_FIELDS.get(kind, ())
    ]
    if not conditions:
        return []
    return load_entries(session, entry.today, kind, select(col(kind.entity_id)).where(*conditions))


def filter_entries(session: Session, day: date, kind: type[Versioned], words: Words) -> list[Entry]:
    """Those of a kind that an address asks for, without their parts, the oldest first."""
    return load_entries(session, day, kind, select_matches(kind, word_pairs(words)))


def count_entries(session: Session, kind: type[Versioned]) -> int:
    """How many things of a kind there are, on whatever day."""
    return fetch_rows(session, select(func.count(col(kind.entity_id)))).one()[0]


def latest_of_each(entries: Iterable[Entry]) -> list[tuple[Entry | None, list[Entry]]]:
    """For each matter: the entry that holds on the day, if any, and the others, newest first.

    Args:
        entries: Entries of a kind of SEQUENCE_FIELDS, the oldest first.
    """
    matters: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        key = tuple(getattr(entry.row, name) for name in SEQUENCE_FIELDS[type(entry.row)])
        matters[key].append(entry)
    result = []
    for matter in matters.values():
        current = [entry for entry in matter if entry.by_then == ByThen.COUNTS]
        latest = current[-1] if current else None
        result.append((latest, [entry for entry in reversed(matter) if entry is not latest]))
    return result
