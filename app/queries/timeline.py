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
from app.queries.choosing import Words
from app.queries.dated import TOLD, every
from app.queries.days import FIRST
from app.queries.records import by_then
from app.queries.tellers import said_by, tellers
from app.queries.things import Thing
from app.rules import naming
from app.rules.status import LOWEST, worded
from app.rules.value import ByThen

PAGE = 100
A_MONTH = timedelta(days=31)
ROUGHLY = "Only roughly dated"


@dataclass(frozen=True)
class Entry:
    """Something dated.

    Attributes:
        kind: What it is of: also step, which is no thing of its own.
        at: Its date as recorded; None of what has none, or was looked for on a plain day.
        last: The last day it may be of; None if nothing says when it was.
        words: What it is called by, by its kind.
        by: Who says so of a pledge or its step, where it is not its owner; else "".
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
    by: str

    @property
    def changes(self) -> list[str]:
        """What a step states, but for what says that nothing has come of it yet."""
        domain, *levels = self.words
        told = [word for word in levels if word not in LOWEST] or levels
        words = [worded(word, money=domain == Domain.FUNDING) for word in told]
        return [*words, *([str(self.quantity)] if self.quantity else [])]

    @property
    def day(self) -> tuple[str, bool, date | None, ByThen]:
        """What entries have in common that stand under one date."""
        told = f"{self.at.edtf} {self.at.basis}" if self.at else ""
        return told, self.kind == "check", self.last, self.by_then

    @property
    def month(self) -> str:
        """The month of its last possible day; "" of what has none."""
        return f"{MONTHS[self.last.month - 1]} {self.last.year}" if self.last else ""

    @property
    def section(self) -> str:
        """Its month; of what may be of days that lie more than a month apart, none."""
        at = self.at
        rough = at is not None and (at.earliest is None or at.latest - at.earliest > A_MONTH)
        return ROUGHLY if rough else self.month

    @property
    def name(self) -> str:
        """What it is called."""
        whose = self.thing.actor.name if self.thing.actor else ""
        match self.kind:
            case "stance":
                return naming.stance(whose, *self.words)
            case "assessment":
                kind, author, *of = self.words
                return naming.assessment(kind, author, self.quantity, "".join(of), whose)
            case "circumstance":
                return naming.circumstance(self.words[0], whose, self.words[1])
            case "check":
                return naming.check(whose, *self.words)
        return self.text


def show(
    session: Session, day: date, words: Words, newest_first: bool, page: int
) -> tuple[list[Entry], int]:
    """The entries of one page, by last possible day and then the first; and how many there are.

    What nothing dates comes last. Two statements.
    """
    found = every(day, words)
    count = session.exec(select(func.count()).select_from(found)).one()  # type: ignore[call-overload]
    paged: Any = select(found).order_by(*order(found, newest_first=newest_first))
    shown = paged.offset((page - 1) * PAGE).limit(PAGE).subquery()
    asked: Any = filled(shown).order_by(*order(shown, newest_first=newest_first))
    rows = session.exec(asked)
    return [entry(row) for row in rows], count[0]


def some(session: Session, day: date, ids: Sequence[int]) -> dict[int, Entry]:
    """These entries, by the id of their row: one statement."""
    found = every(day, {})
    asked: Any = filled(found).where(found.c.id.in_(ids))
    return {row.id: entry(row) for row in session.exec(asked)}


def filled(rows: Subquery) -> Select[Any]:
    """Entries, each with the actor whose it is and who says so."""
    asked: Select[Any] = select(rows, Actor, *tellers(rows.c.id, rows.c.actor_id))
    return asked.outerjoin(Actor, col(Actor.entity_id) == rows.c.actor_id)


def order(rows: Any, *, newest_first: bool) -> list[Any]:  # noqa: ANN401
    """What entries are ordered by."""
    days = (rows.c.latest, rows.c.earliest, rows.c.kind, rows.c.id)
    undated = case((rows.c.latest == FIRST, 1), else_=0)
    return [undated, *(column.desc() if newest_first else column for column in days)]


def by_month(found: Iterable[Entry]) -> list[tuple[str, list[list[Entry]]]]:
    """Entries in their order, by month and date; then those dated roughly, then those undated."""
    ordered = sorted(found, key=lambda entry: (not entry.month, entry.section == ROUGHLY))
    return [
        (section, [list(its) for _, its in groupby(these, lambda entry: entry.day)])
        for section, these in groupby(ordered, lambda entry: entry.section)
    ]


def entry(row: Any) -> Entry:  # noqa: ANN401
    """A row of the list."""
    words = tuple(w for w in (getattr(row, f"word_{i}") for i in range(TOLD)) if w)
    kind = "pledge" if row.kind == "step" else row.kind
    return Entry(
        row.kind,
        row.id,
        Thing(row.thing_id, kind, row.text or "", row.Actor),
        row.at,
        None if row.latest == FIRST else row.latest,
        by_then(row.counts, row.maybe),
        words,
        row.text or "",
        row.quantity,
        said_by(row.is_own, row.told_by) if kind == "pledge" else "",
    )
