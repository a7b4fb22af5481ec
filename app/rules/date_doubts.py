"""Dates that can hardly be meant: they are asked about before they are saved."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.models.when import When

YEARS_AHEAD = 30
OLDEST_YEAR = 1900
# Years of other calendars as they are now, and by how much they are ahead of ours.
BUDDHIST, BUDDHIST_LEAD = range(2443, 2600), 543
HEBREW, HEBREW_LEAD = range(5660, 5900), 3760

PAST_FACTS = ("published", "retrieved_on", "checked_on")
# What comes before a fact, and what to say where it does not.
EARLIER_FACTS = {
    "retrieved_on": ("published", "It was read before it was published"),
    "due": ("announced", "It is due before it was announced"),
}


class DateDoubt(NamedTuple):
    """What is doubtful of a date: which fact, why and what to do, and the dates it is about."""

    fact: str
    sentence: str
    about: str


def doubt_dates(facts: Mapping[str, object], today: date) -> list[DateDoubt]:
    """What is doubtful of the dates of a row: one doubt a fact at most, in their order."""
    doubts = [
        doubt_year(name, value, today) or doubt_order(name, value, facts, today)
        for name, value in facts.items()
        if isinstance(value, When | date)
    ]
    return [doubt for doubt in doubts if doubt is not None]


def doubt_year(name: str, value: When | date, today: date) -> DateDoubt | None:
    """A year more than 30 years ahead, before 1900, or of another calendar."""
    for year in {end.year: end for end in date_ends(value) if end and end != date.max}:
        reason = f"{year} is before {OLDEST_YEAR}." if year < OLDEST_YEAR else ""
        if year > today.year + YEARS_AHEAD:
            reason = f"{year} is more than {YEARS_AHEAD} years ahead.{other_calendar(year)}"
        if reason:
            return DateDoubt(name, f"{reason} Mend the year if it is a slip.", date_text(value))
    return None


def other_calendar(year: int) -> str:
    """What year it is in ours, if it may be one of another calendar; else nothing."""
    for years, lead, calendar in (
        (BUDDHIST, BUDDHIST_LEAD, "Buddhist"),
        (HEBREW, HEBREW_LEAD, "Hebrew"),
    ):
        if year in years:
            return f" In the {calendar} calendar it is our {year - lead}."
    return ""


def doubt_order(
    name: str, value: When | date, facts: Mapping[str, object], today: date
) -> DateDoubt | None:
    """What was published, read or searched after today, read before published, due too early."""
    first, last = date_ends(value)
    if name in PAST_FACTS and first and first > today:
        return DateDoubt(name, "This is after today. Mend it if it is a slip.", date_text(value))
    other_name, sentence = EARLIER_FACTS.get(name, ("", ""))
    other = facts.get(other_name)
    if isinstance(other, When) and other.earliest and last < other.earliest:
        about = f"{date_text(value)} {other.edtf}"
        return DateDoubt(name, f"{sentence}, {other}. Mend one of the two if it is a slip.", about)
    return None


def related_facts(name: str) -> tuple[str, ...]:
    """A date and what it is compared with: a change of either is reason to ask."""
    return (name, EARLIER_FACTS[name][0]) if name in EARLIER_FACTS else (name,)


def date_ends(value: When | date) -> tuple[date | None, date]:
    """The first and the last day that a date may mean."""
    return (value.earliest, value.latest) if isinstance(value, When) else (value, value)


def date_text(value: When | date) -> str:
    """A date in EDTF."""
    return value.edtf if isinstance(value, When) else value.isoformat()
