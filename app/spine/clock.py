"""The two clocks: record time (`as_of`), what the register said; world time (`on`), a day."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

EARLIEST_DAY = date(1900, 1, 1)  # rules reckon back from a day, and no source is as old
DAY_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DAY_FIRST_PATTERN = "([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"  # as it is typed into forms


PAGE_PATTERN = "[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2} UTC"  # as pages show it
OFFSET_PATTERN = "[+-][0-9]{2}:[0-9]{2}$"
WHOLE_SECOND = timedelta(microseconds=999_999)
WHOLE_MINUTE = timedelta(seconds=59, microseconds=999_999)


def system_clock() -> datetime:
    """The instant it is, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Moment:
    """When a page shows the register, and on which day of the world.

    Attributes:
        number: The revision shown; 0 for the empty register before r1.
        made_at: When it was made (UTC); None for 0.
        as_of: What the reader asked for as record time; "" for now.
        on: The day the reader asked for as world time; None for none.
        today: The day that every rule takes for today.
    """

    number: int
    made_at: datetime | None
    as_of: str
    on: date | None
    today: date

    @property
    def is_now(self) -> bool:
        """Whether this is the register as it is, on the day it is."""
        return not self.as_of and self.on is None


def parse_as_of(text: str, now: datetime) -> int | datetime:
    """The revision number or the instant that `text` names; a date means its last one, UTC.

    Raises:
        ValueError: With a sentence for the reader, when it names neither, or a day after today.
    """
    if number := re.fullmatch(r"[rR]?([0-9]{1,9})", text):
        return int(number[1])
    try:
        moment = parse_instant(text)
    except (ValueError, OverflowError):
        raise ValueError(
            f"“{text}” is not a moment: give a revision like r12, a date like 2026-05-01 "
            "or 1/5/2026, or a time like 2026-05-01T12:00Z."
        ) from None
    if moment.date() < EARLIEST_DAY:
        raise ValueError(f"“{text}” is too long ago: give a date from 1900 on.")
    if moment > datetime.combine(now.astimezone(UTC), time.max, UTC):
        raise ValueError(f"“{text}” is yet to come: nothing can have been recorded by then.")
    return moment


def parse_instant(text: str) -> datetime:
    """The last instant of what an ISO 8601 date or time names, a page, or a date day first.

    A day, a minute and a second are meant whole: a page shows no more than the minute.
    """
    if day_first := re.fullmatch(DAY_FIRST_PATTERN, text):
        day, month, year = map(int, day_first.groups())
        return datetime.combine(date(year, month, day), time.max, UTC)
    if re.fullmatch(DAY_PATTERN, text):
        return datetime.combine(date.fromisoformat(text), time.max, UTC)
    if re.fullmatch(PAGE_PATTERN, text):
        moment = datetime.strptime(text, "%d %b %Y %H:%M %Z")  # noqa: DTZ007  (the zone comes next)
    else:
        moment = datetime.fromisoformat(mend_plus(text))
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if "." in text or "," in text:
        return moment
    has_seconds = text.count(":") - bool(re.search(OFFSET_PATTERN, mend_plus(text))) > 1
    return moment + (WHOLE_SECOND if has_seconds else WHOLE_MINUTE)


def mend_plus(text: str) -> str:
    """A time with the plus before its offset, which a bare one in an address turns to a space."""
    return re.sub(r"([T ][0-9]{2}:?[0-9:.,]*) ([0-9]{1,2}(:?[0-9]{0,2}))$", r"\1+\2", text)


def parse_on(text: str) -> date:
    """The day that `text` names.

    Raises:
        ValueError: With a sentence for the reader.
    """
    try:
        if re.fullmatch(DAY_PATTERN, text) and (day := date.fromisoformat(text)) >= EARLIEST_DAY:
            return day
    except ValueError:
        pass
    raise ValueError(f"“{text}” is not a day: give a date like 2026-05-01, from 1900 on.")


def today(record_time: int | datetime | None, made_at: datetime | None, now: datetime) -> date:
    """The day that every rule takes for today, unless the reader asked for another one (`on`).

    Args:
        record_time: What `as_of` named; None for now.
        made_at: When the revision shown was made.
        now: The clock.
    """
    if isinstance(record_time, datetime):
        return record_time.date()
    return made_at.date() if record_time is not None and made_at is not None else now.date()
