"""What is sent with a single button: why, and from which revision its page was drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from app.spine.recording import SubmissionKey

MAX_COMMENT = 2000  # characters of a comment
TOO_LONG = "At most 2,000 characters."


@dataclass(frozen=True)
class ReasonForm:
    """Why something is to be done.

    Attributes:
        base: The revision that the page was drawn from.
        submission: Random, drawn with the page.
    """

    comment: str
    base: int
    submission: str

    def fingerprint(self, *about: object) -> SubmissionKey:
        """What tells it from other forms, and from itself with other words; `about` is its page."""
        return SubmissionKey.of(self.submission, self.comment, about)

    def find_error(self, when_empty: str) -> str:
        """What is wrong with the comment; `when_empty` is said where there is none."""
        return (
            when_empty if not self.comment else TOO_LONG if len(self.comment) > MAX_COMMENT else ""
        )


def new_reason_form(comment: str, base: int) -> ReasonForm:
    """A fresh one, with a comment to begin with."""
    return ReasonForm(comment, base, token_urlsafe(16))


def parse_reason_form(texts: Mapping[str, str], newest: int) -> ReasonForm:
    """The one that was sent; one without a base was drawn before there was anything."""
    number = re.fullmatch("[0-9]{1,10}", texts.get("base", ""))
    comment = texts.get("comment", "").replace("\r\n", "\n").replace("\0", "").strip()
    submission = texts.get("submission", "").replace("\0", "")[:60] or token_urlsafe(16)
    return ReasonForm(comment, min(int(number[0]), newest) if number else 0, submission)


def suggest_comment(lead: str, items: Sequence[str]) -> str:
    """A comment to begin with: as much of what is told as fits, and how much more there is."""
    text = lead
    for number, each in enumerate(items):
        remaining = len(items) - number
        more = f"; {remaining} more."
        longer = f"{text}{': ' if text == lead else '; '}{each}"
        if len(longer) + len(more) > MAX_COMMENT:
            return f"{text}{more}"
        text = longer
    return f"{text}."
