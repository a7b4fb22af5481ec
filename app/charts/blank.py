"""A cell without an offer: nothing found is a finding, not looked at is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.charts.rows import MatrixCheck, MatrixRefusal
from app.models.vocabulary import Capability, CheckResult, Domain
from app.rules.formatting import format_day
from app.spine.value import Term

EMPTY = (CheckResult.NOTHING, CheckResult.NOTHING_NEWER)


class BlankSign(Term):
    """The sign of a cell in which no offer stands."""

    NOTHING = "–", "looked for, nothing found"
    NOT_LOOKED = "·", "not looked at"
    ELSEWHERE = "…", "looked at, and nothing of it is on record here"
    DECLINES = "declines", "gives nothing of its own of the sort that the link names"


@dataclass(frozen=True)
class Blank:
    """A cell in which no offer stands.

    Attributes:
        words: What is known, for who can't see the sign.
        href: The address of the position by which the actor declines; else "".
    """

    sign: BlankSign
    words: str
    href: str = ""


def build_refusal(refusals: Sequence[MatrixRefusal]) -> Blank:
    """The cell of an actor that offers nothing in it, and declines to: by the first of these."""
    return Blank(BlankSign.DECLINES, refusal_words(refusals), refusals[0].href)


def refusal_words(refusals: Iterable[MatrixRefusal]) -> str:
    """What is declined, as far as is recorded."""
    return f"as recorded, declines {' and '.join(refusal.words for refusal in refusals)}"


def build_blank(
    checks: Iterable[MatrixCheck], domains: Sequence[Domain], capability: Capability | None
) -> Blank:
    """What is known of a cell without an offer, by the searches for that very cell.

    Args:
        checks: All of the actor's.
        domains: Those of the cell: each must have been looked for before it is “nothing found”.
        capability: That of the cell, if it is of one alone: a search of its domain is none of it.
    """
    latest: dict[Domain, MatrixCheck] = {}
    for check in sorted(checks, key=lambda each: each.checked_on):
        if check.domain in domains and check.capability == capability:
            latest[check.domain] = check
    gaps = [str(domain) for domain in domains if domain not in latest]
    if gaps:
        rest = f": {', '.join(gaps)}" if latest else ""
        return Blank(BlankSign.NOT_LOOKED, f"not looked at{rest}")
    days = ", ".join(dict.fromkeys(format_day(check.checked_on) for check in latest.values()))
    if all(check.found in EMPTY for check in latest.values()):
        return Blank(BlankSign.NOTHING, f"nothing found on {days}")
    return Blank(BlankSign.ELSEWHERE, f"looked at on {days}, and nothing of it is on record here")
