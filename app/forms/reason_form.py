"""The form with one button and a reason: its comment, and the revision that its page showed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from app.spine.recording import SubmissionKey
from app.spine.text import clean_text, count_hidden, describe_removal, remove_hidden

MAX_COMMENT = 2000  # characters of a comment
TOO_LONG = "At most 2,000 characters."


@dataclass(frozen=True)
class ReasonForm:
    """Why something is to be done.

    Attributes:
        base: The revision that the page showed.
        submission: A random name, so that the form counts once even if sent twice.
        hidden_count: How many characters that can't be seen were left out of the comment.
    """

    comment: str
    base: int
    submission: str
    hidden_count: int = 0

    @property
    def removal(self) -> str:
        """What was left out of the comment, in a sentence; "" for nothing."""
        return describe_removal(self.hidden_count)

    def fingerprint(self, *about: object) -> SubmissionKey:
        """The submission with a hash of the comment and of `about`, which identifies the page."""
        return SubmissionKey.of(self.submission, self.comment, about)

    def find_error(self, when_empty: str) -> str:
        """What is wrong with the comment, `when_empty` where there is none; "" if nothing is."""
        return find_comment_error(self.comment) if self.comment else when_empty


def find_comment_error(comment: str) -> str:
    """What is wrong with a comment; "" if nothing is."""
    try:
        return TOO_LONG if len(clean_text(comment)) > MAX_COMMENT else ""
    except ValueError as refusal:
        return str(refusal)


def new_reason_form(comment: str, base: int) -> ReasonForm:
    """A form to show for the first time, with a comment to begin with."""
    return ReasonForm(comment, base, token_urlsafe(16))


def parse_reason_form(texts: Mapping[str, str], newest: int) -> ReasonForm:
    """The form that was sent; without a base it is based on revision 0, before anything."""
    number = re.fullmatch("[0-9]{1,10}", texts.get("base", ""))
    typed = texts.get("comment", "")
    comment = remove_hidden(typed).replace("\r\n", "\n").strip()
    submission = remove_hidden(texts.get("submission", ""))[:60] or token_urlsafe(16)
    base = min(int(number[0]), newest) if number else 0
    return ReasonForm(comment, base, submission, count_hidden(typed))


def suggest_comment(lead: str, items: Sequence[str]) -> str:
    """A comment to begin with: `lead`, the items that fit, and how many more there are."""
    text = lead
    for number, each in enumerate(items):
        remaining = len(items) - number
        more = f"; {remaining} more."
        longer = f"{text}{': ' if text == lead else '; '}{each}"
        if len(longer) + len(more) > MAX_COMMENT:
            return f"{text}{more}"
        text = longer
    return f"{text}."
