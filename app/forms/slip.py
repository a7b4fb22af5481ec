"""What is sent with a single button: why, and from which revision its page was drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from app.spine.recording import Submitted

MOST = 2000  # characters of a comment
TOO_LONG = "At most 2,000 characters."


@dataclass(frozen=True)
class Slip:
    """Why something is to be done.

    Attributes:
        base: The revision that the page was drawn from.
        submission: Random, drawn with the page.
    """

    comment: str
    base: int
    submission: str

    def form(self, *about: object) -> Submitted:
        """What tells it from other forms, and from itself with other words; `about` is its page."""
        return Submitted.of(self.submission, self.comment, about)

    def wrong(self, needed: str) -> str:
        """What is wrong with the comment; `needed` is said where there is none."""
        return needed if not self.comment else TOO_LONG if len(self.comment) > MOST else ""


def drawn(comment: str, base: int) -> Slip:
    """A fresh one, with a comment to begin with."""
    return Slip(comment, base, token_urlsafe(16))


def sent(typed: Mapping[str, str], newest: int) -> Slip:
    """The one that was sent; one without a base was drawn before there was anything."""
    number = re.fullmatch("[0-9]{1,10}", typed.get("base", ""))
    comment = typed.get("comment", "").replace("\r\n", "\n").replace("\0", "").strip()
    submission = typed.get("submission", "").replace("\0", "")[:60] or token_urlsafe(16)
    return Slip(comment, min(int(number[0]), newest) if number else 0, submission)


def comment(lead: str, told: Sequence[str]) -> str:
    """A comment to begin with: as much of what is told as fits, and how much more there is."""
    found = lead
    for number, each in enumerate(told):
        left = len(told) - number
        more = f"; {left} more."
        grown = f"{found}{': ' if found == lead else '; '}{each}"
        if len(grown) + len(more) > MOST:
            return f"{found}{more}"
        found = grown
    return f"{found}."
