"""All that is dated, as one list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Select,
    Subquery,
    case,
    func,
    select,
)
from sqlmodel import Session, col

from app.models import (
    Actor,
)
from app.models.edtf import MONTHS
from app.models.quantity import Quantity
from app.models.vocabulary import Domain
from app.models.when import When
from app.queries.attributions import attribution_columns, attribution_words
from app.queries.entries import by_then
from app.queries.filters import Words
from app.queries.row_dates import FIRST
from app.queries.things import Thing
from app.queries.timeline_rows import KINDS, WORD_COUNT, select_timeline
from app.rules import thing_names
from app.rules.pledge_state import ByThen
from app.rules.status import LOWEST_LEVEL_WORDS, level_words

PAGE = 100
MONTH_LENGTH = timedelta(days=31)
ROUGHLY = "Only roughly dated"
NOUNS = sorted(kind.noun() for kind in KINDS)  # the order of what is of the same days


@dataclass(frozen=True)
class TimelineEntry:
    """Something dated.

    Attributes:
        kind: What it is of: also step, which is no thing of its own.
        at: Its date as recorded; None of what has none, or was looked for on a plain day.
        last: The last day it may be of; None if nothing says when it was.
        words: What it is called by, by its kind.
        attribution: Who says so of a pledge or its step, where it is not its owner; else "".
        text: Its title, or in our words what it says.
    """

    kind: str
    id: int
    thing: Thing
    at: When | None
    last: date | None
    by_then: ByThen
    words: tuple[str, ...]
    text: str
    quantity: Quantity | None
    attribution: str

    @property
    def changes(self) -> list[str]:
        """What a step states, but for what says that nothing has come of it yet."""
        domain, *levels = self.words
        notable_levels = [word for word in levels if word not in LOWEST_LEVEL_WORDS] or levels
        words = [level_words(word, money=domain == Domain.FUNDING) for word in notable_levels]
        return [*words, *([str(self.quantity)] if self.quantity else [])]

    @property
    def date_key(self) -> tuple[str, bool, date | None, ByThen]:
        """What entries have in common that stand under one date."""
        date_text = f"{self.at.edtf} {self.at.basis}" if self.at else ""
        return date_text, self.kind == "check", self.last, self.by_then

    @property
    def month(self) -> str:
        """The month of its last possible day; "" of what has none."""
        return f"{MONTHS[self.last.month - 1]} {self.last.year}" if self.last else ""

    @property
    def section(self) -> str:
        """Its month; of what may be of days that lie more than a month apart, none."""
        at = self.at
        is_rough = at is not None and (
            at.earliest is None or at.latest - at.earliest > MONTH_LENGTH
        )
        return ROUGHLY if is_rough else self.month

    @property
    def name(self) -> str:
        """What it is called."""
        owner = self.thing.actor.name if self.thing.actor else ""
        match self.kind:
            case "stance":
                return thing_names.stance_name(owner, *self.words)
            case "assessment":
                kind, author, *of = self.words
                return thing_names.assessment_name(kind, author, self.quantity, "".join(of), owner)
            case "circumstance":
                return thing_names.circumstance_name(self.words[0], owner, self.words[1])
            case "check":
                return thing_names.check_name(owner, *self.words)
        return self.text


def show(
    session: Session, day: date, words: Words, newest_first: bool, page: int
) -> tuple[list[TimelineEntry], int]:
    """The entries of one page, by last possible day and then the first; and how many there are.

    What nothing dates comes last. Two statements.
    """
    timeline = select_timeline(day, words)
    count = session.exec(select(func.count()).select_from(timeline)).one()  # type: ignore[call-overload]
    page_query: Any = select(timeline).order_by(
        *timeline_order(timeline, newest_first=newest_first)
    )
    page_rows = page_query.offset((page - 1) * PAGE).limit(PAGE).subquery()
    query: Any = select_with_attribution(page_rows).order_by(
        *timeline_order(page_rows, newest_first=newest_first)
    )
    rows = session.exec(query)
    return [to_entry(row) for row in rows], count[0]


def load_timeline_entries(
    session: Session, day: date, ids: Sequence[int]
) -> dict[int, TimelineEntry]:
    """These entries, by the id of their row: one statement."""
    timeline = select_timeline(day, {})
    query: Any = select_with_attribution(timeline).where(timeline.c.id.in_(ids))
    return {row.id: to_entry(row) for row in session.exec(query)}


def select_with_attribution(rows: Subquery) -> Select[Any]:
    """Entries, each with the actor whose it is and who says so."""
    query: Select[Any] = select(rows, Actor, *attribution_columns(rows.c.id, rows.c.actor_id))
    return query.outerjoin(Actor, col(Actor.entity_id) == rows.c.actor_id)


def timeline_order(rows: Any, *, newest_first: bool) -> list[Any]:  # noqa: ANN401
    """What entries are ordered by."""
    kind_rank = case(*((rows.c.kind == noun, rank) for rank, noun in enumerate(NOUNS)))
    days = (rows.c.latest, rows.c.earliest, kind_rank, rows.c.id)
    is_undated = case((rows.c.latest == FIRST, 1), else_=0)
    return [is_undated, *(column.desc() if newest_first else column for column in days)]


def group_by_month(entries: Iterable[TimelineEntry]) -> list[tuple[str, list[list[TimelineEntry]]]]:
    """Entries in their order, by month and date; then those dated roughly, then those undated."""
    in_order = sorted(entries, key=lambda entry: (not entry.month, entry.section == ROUGHLY))
    return [
        (
            section,
            [list(group) for _, group in groupby(section_entries, lambda entry: entry.date_key)],
        )
        for section, section_entries in groupby(in_order, lambda entry: entry.section)
    ]


def to_entry(row: Any) -> TimelineEntry:  # noqa: ANN401
    """A row of the list."""
    words = tuple(w for w in (getattr(row, f"word_{i}") for i in range(WORD_COUNT)) if w)
    kind = "pledge" if row.kind == "step" else row.kind
    return TimelineEntry(
        row.kind,
        row.id,
        Thing(row.thing_id, kind, row.text or "", row.Actor),
        row.at,
        None if row.latest == FIRST else row.latest,
        by_then(row.counts, row.maybe),
        words,
        row.text or "",
        row.quantity,
        attribution_words(row.is_own, row.told_by) if kind == "pledge" else "",
    )
