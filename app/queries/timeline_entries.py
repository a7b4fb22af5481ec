"""The entries of the timeline: what is dated, what it is called, and the month it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from app.models.edtf import MONTHS
from app.models.quantity import Quantity
from app.models.step import AMOUNTS, amount_phrases
from app.models.vocabulary import Domain
from app.models.when import When
from app.queries.attributions import attribution_words
from app.queries.row_dates import by_then, day_or_none
from app.queries.things import Thing
from app.rules import thing_names
from app.rules.pledge_state import ByThen
from app.rules.status import LOWEST_LEVEL_WORDS, level_words

MONTH_LENGTH = timedelta(days=31)
ROUGHLY = "Only roughly dated"
WORD_COUNT = 5  # words in a row of the timeline that it is called by


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
        amounts: What a step states of AMOUNTS, by name.
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
    amounts: dict[str, Quantity]
    attribution: str

    @property
    def changes(self) -> list[str]:
        """What a step states, without the lowest levels, which say that nothing has come of it yet.

        All of its levels where there is no other.
        """
        domain, *levels = self.words
        notable_levels = [word for word in levels if word not in LOWEST_LEVEL_WORDS] or levels
        words = [level_words(word, money=domain == Domain.FUNDING) for word in notable_levels]
        return [*words, *amount_phrases({name: str(each) for name, each in self.amounts.items()})]

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
        """Its name: of a stance, assessment, circumstance or check in words, else its title."""
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


def group_by_month(entries: Iterable[TimelineEntry]) -> list[tuple[str, list[list[TimelineEntry]]]]:
    """Entries in their order, by section and then by date_key: [(section, [[entry, …], …]), …].

    The months come first, then ROUGHLY, then "" with what is undated.
    """
    in_order = sorted(entries, key=lambda entry: (not entry.month, entry.section == ROUGHLY))
    return [
        (
            section,
            [list(group) for _, group in groupby(section_entries, lambda entry: entry.date_key)],
        )
        for section, section_entries in groupby(in_order, lambda entry: entry.section)
    ]


def to_entry(row: Row[*tuple[Any, ...]]) -> TimelineEntry:
    """The entry that a row tells which has the columns of `timeline.select_with_attribution`."""
    words = tuple(w for w in (getattr(row, f"word_{i}") for i in range(WORD_COUNT)) if w)
    kind = "pledge" if row.kind == "step" else row.kind
    return TimelineEntry(
        row.kind,
        row.id,
        Thing(row.thing_id, kind, row.text or "", row.Actor),
        row.at,
        day_or_none(row.latest),
        by_then(row.counts, row.maybe),
        words,
        row.text or "",
        row.quantity,
        {name: amount for name in AMOUNTS if (amount := getattr(row, name))},
        attribution_words(row.is_own, row.told_by) if kind == "pledge" else "",
    )
