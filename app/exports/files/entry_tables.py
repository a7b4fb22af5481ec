"""The tables of stances, assessments, events, circumstances, checks and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exports.files.columns import Field
from app.exports.files.shared_fields import (
    ACTOR,
    ACTOR_CODE,
    BY_THEN,
    CITATIONS,
    CONDITIONS,
    NAME,
    NO_DATE,
    PART_FIELDS,
    URL,
    Days,
    PartSubject,
    day_fields,
)
from app.exports.files.table import Table, kind_table
from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Condition,
    Event,
    Link,
    Stance,
    Versioned,
)
from app.models.kinds import BY_NOUN
from app.queries.entries import Entry
from app.rules.pledge_state import ByThen


@dataclass(frozen=True)
class EntrySubject:
    """What a row of a stance or the like is about: the entry on the day of the file.

    Attributes:
        name: What it is called; a link, by what it joins.
        site: The address at which readers reach the register.
    """

    entry: Entry
    name: str
    site: str

    @property
    def actor(self) -> Actor | None:
        """Whose it is, or whom it is about."""
        return self.entry.actor

    @property
    def by_then(self) -> ByThen:
        """Whether it is there on the day."""
        return self.entry.by_then

    @property
    def conditions(self) -> Sequence[Condition]:
        """All of them, limits too."""
        return self.entry.conditions

    @property
    def citation_count(self) -> int:
        """How many there are of it and of its parts."""
        return len(self.entry.citations)

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.site}/{BY_NOUN[self.entry.noun].plural}/{self.entry.id}"


def entry_days(subject: EntrySubject) -> Days:
    """The days that it may be of."""
    return subject.entry.first, subject.entry.last


ENTRY_FIELDS: tuple[Field[EntrySubject], ...] = (
    NAME,
    ACTOR,
    ACTOR_CODE,
    *day_fields("at", "Date", entry_days, "nothing says when it was"),
    BY_THEN,
    CITATIONS,
    URL,
)
IS_OWN = Field[EntrySubject](
    "is_own", bool, "Said for itself", "Whether somebody is cited who speaks for it.",
    value=lambda subject: subject.entry.is_own,
)  # fmt: skip
ENTRY_TABLES: dict[type[Versioned], Table[EntrySubject]] = {
    Stance: kind_table(
        Stance,
        "The position of an actor on a proposition at a date.",
        "conditions",
        "citations",
        computed=(IS_OWN, CONDITIONS, *ENTRY_FIELDS),
        meanings={
            "actor_id": "The actor whose position it is.",
            "proposition": "What the position is about.",
        },
        blanks={"at": NO_DATE},
    ),
    Assessment: kind_table(
        Assessment,
        "What somebody judges, estimates or asks for who offers nothing.",
        "conditions",
        "citations",
        computed=(CONDITIONS, *ENTRY_FIELDS),
        meanings={
            "kind": "Estimate, comparator, requirement, judgement or purpose.",
            "about_actor_id": "The actor that it judges or asks.",
            "domain": "Of what sort it speaks.",
            "capability": "Of what exactly it speaks.",
        },
        blanks={"at": NO_DATE, "about_actor_id": "it is about no single actor"},
    ),
    Event: kind_table(
        Event,
        "Something that happened.",
        "attendances",
        "citations",
        computed=ENTRY_FIELDS,
        meanings={"kind": "What sort of happening it was.", "place": "Where it was."},
        blanks={"at": NO_DATE},
    ),
    Circumstance: kind_table(
        Circumstance,
        "How it stood at a date with what offers wait for.",
        "citations",
        computed=ENTRY_FIELDS,
        meanings={"kind": "What is waited for.", "state": "How far it had come at that date."},
        blanks={"at": NO_DATE, "actor_id": "it is of the whole world"},
    ),
    Check: kind_table(
        Check,
        "That somebody looked.",
        computed=ENTRY_FIELDS,
        meanings={
            "actor_id": "The actor that was looked for.",
            "checked_on": "The day on which somebody looked.",
        },
    ),
    Link: kind_table(
        Link,
        "How two things bear on each other.",
        "citations",
        computed=(NAME, CITATIONS, URL),
        meanings={
            "from_id": "The thing that bears on the other.",
            "to_id": "The thing that it bears on.",
            "kind": "How it bears on it.",
            "note": "What should be known about it.",
        },
    ),
}
ATTENDANCE_FIELDS: tuple[Field[PartSubject], ...] = (
    *PART_FIELDS,
    Field("who", str, "Who", "The name of who was there.",
          value=lambda attendance: attendance.actor_name("actor_id")),
)  # fmt: skip
ATTENDANCE = kind_table(
    Attendance,
    "That an actor was at an event.",
    "citations",
    computed=ATTENDANCE_FIELDS,
    meanings={
        "actor_id": "The actor that was there.",
        "role": "In which part it was there.",
    },
)
