"""What is sent with a single button: why, and from which revision its page was drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

MOST = 2000  # characters of a comment


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

    def fingerprint(self, *about: object) -> str:
        """The SHA-256 of what was typed about something."""
        return sha256(repr((self.comment, about)).encode()).hexdigest()


def drawn(comment: str, base: int) -> Slip:
    """A fresh one, with a comment to begin with."""
    return Slip(comment, base, token_urlsafe(16))


def sent(typed: Mapping[str, str], newest: int) -> Slip:
    """The one that was sent; without a base it is taken to be drawn from the `newest` revision."""
    number = re.fullmatch("[0-9]{1,10}", typed.get("base", ""))
    comment = typed.get("comment", "").replace("\r\n", "\n").replace("\0", "").strip()
    submission = typed.get("submission", "").replace("\0", "")[:60] or token_urlsafe(16)
    return Slip(comment, min(int(number[0]), newest) if number else newest, submission)


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
