"""The tables whose rows are no versions: what is dated, and the revisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.exports.files.columns import Field
from app.exports.files.shared_fields import (
    ACTOR,
    ACTOR_CODE,
    BASE,
    BY_THEN,
    NAME,
    URL,
    Days,
    day_fields,
)
from app.exports.files.table import Table
from app.models import Actor, Intent
from app.models.quantity import Quantity
from app.models.step import AMOUNT_WORDS, AMOUNTS
from app.models.when import When
from app.queries.revisions import LogEntry
from app.queries.timeline_entries import TimelineEntry
from app.rules.pledge_state import ByThen


@dataclass(frozen=True)
class TimelineSubject:
    """What a row of the timeline is about: a thing or a step, on the day of the file."""

    entry: TimelineEntry

    @property
    def name(self) -> str:
        """What the page of the thing is called."""
        return self.entry.name

    @property
    def actor(self) -> Actor | None:
        """Whose the thing is, or whom it is about."""
        return self.entry.thing.actor

    @property
    def by_then(self) -> ByThen:
        """Whether it is there on the day."""
        return self.entry.by_then


def timeline_days(subject: TimelineSubject) -> Days:
    """The last day that it may be of; files do not tell the first."""
    return None, subject.entry.last


def timeline_reasons(subject: TimelineSubject) -> Mapping[str, str]:
    """Why an entry says nothing of its date, or of who says so."""
    is_pledged = subject.entry.kind in ("pledge", "step")
    reasons = {"said_by": "its owner, or nobody is cited" if is_pledged else "it is of no pledge"}
    return reasons | ({"at": "it is of one day"} if subject.entry.kind == "check" else {})


NO_AMOUNT = "it states none"
TIMELINE_FIELDS: tuple[Field[TimelineSubject], ...] = (
    NAME,
    ACTOR,
    ACTOR_CODE,
    day_fields("at", "Date", timeline_days, "nothing says when it was")[1],
    BY_THEN,
    Field("said_by", str, "Said by", "Who says so of a pledge or its step, if not its owner.",
          "its owner says so, or it is of no pledge",
          value=lambda subject: subject.entry.attribution or None),
)  # fmt: skip
TIMELINE = Table(
    "timeline",
    "Something dated: a thing, or a step of a pledge.",
    (
        Field("kind", str, "Kind", "What it is of."),
        Field("id", int, "Id", "Its number here."),
        Field("thing_id", int, "Thing", "The id of the thing that it is, or is a part of."),
        BASE,
    ),
    (
        Field("at", When, "Date", "As recorded.", "no date: as old as its oldest source, or a day"),
        Field("text", str, "Text", "Its title, or in our words what it says."),
        Field("quantity", Quantity, "Quantity", "How much an assessment gives.", NO_AMOUNT),
        *(
            Field(name, Quantity, AMOUNT_WORDS[name].capitalize(), "By a step.", NO_AMOUNT)
            for name in AMOUNTS
        ),
    ),
    TIMELINE_FIELDS,
    row_reasons=timeline_reasons,
)


@dataclass(frozen=True)
class RevisionSubject:
    """What a row of a revision is about.

    Attributes:
        site: The address at which readers reach the register.
    """

    entry: LogEntry
    site: str

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.site}/revisions/{self.entry.revision.number}"


REVISION_FIELDS: tuple[Field[RevisionSubject], ...] = (
    Field("rows", int, "Rows", "How many rows it changed.",
          value=lambda subject: subject.entry.size),
    URL,
)  # fmt: skip
REVISION = Table(
    "revisions",
    "One edit of the register.",
    (Field("number", int, "Number", "Which edit it is: 1, 2, 3 … without a gap."),),
    (
        Field("made_at", datetime, "Made at", "When, UTC."),
        Field("intent", Intent, "Intent", "What the edit means to do."),
        Field("comment", str, "Comment", "Why, in the editor's words.", "none was left"),
        Field("undoes", int, "Undoes", "The revision that it takes back.", "it takes back none"),
        Field("account", str, "Account", "Who made it: a public handle."),
        Field("account_uid", str, "Account: uid", "The identity of the account, for the digest."),
        Field("body", str, "Body", "What its lines hash to."),
        Field("digest", str, "Digest", "What ties it to the revision before it."),
    ),
    REVISION_FIELDS,
)
