"""The one table of the kinds of record: their words, their addresses, their pages, their parts."""

from dataclasses import dataclass
from typing import Literal

from app.models.actor import Actor
from app.models.assessment import Assessment
from app.models.attendance import Attendance
from app.models.check import Check
from app.models.circumstance import Circumstance
from app.models.citation import Citation
from app.models.condition import Condition
from app.models.event import Event
from app.models.link import Link
from app.models.membership import Membership
from app.models.passage import Passage
from app.models.pledge import Pledge
from app.models.source import Source
from app.models.stance import Stance
from app.models.step import Step
from app.spine.versioned import Versioned


@dataclass(frozen=True)
class Kind:
    """A kind of record. Countries and groups have pages apart and are one table, the actors.

    Attributes:
        noun: What data, code and addresses call one: `stance_id`, `new=step`.
        plural: What they call several: `/stances`, `stances.show`, `stances.csv`.
        page_noun: What pages call one, where that differs.
        page_plural: What pages call several, where that differs.
        title: What pages call the list; empty for the plural.
        record_object: What an editor records, behind “Record”; empty for the noun with its article.
        parts: The kinds of its parts, evidence apart.
        has_list: Whether there is a page of all of them.
        has_page: Whether one of them has a page.
        has_new_form: Whether an editor can record one by itself, at `/stances/new`.
        has_edit_form: Whether one has a form, at `/stances/3/edit`.
        is_part: Whether it is a part of something, and not a thing.
    """

    model: type[Versioned]
    noun: str
    plural: str
    article: Literal["a", "an"] = "a"
    page_noun: str = ""
    page_plural: str = ""
    title: str = ""
    record_object: str = ""
    parts: tuple[type[Versioned], ...] = ()
    has_list: bool = True
    has_page: bool = True
    has_new_form: bool = True
    has_edit_form: bool = True
    is_part: bool = False

    def __post_init__(self) -> None:
        """Fill what follows from the noun, so that every reader finds plain words."""
        defaults = {
            "page_noun": self.noun,
            "page_plural": self.plural,
            "title": self.plural.capitalize(),
            "record_object": self.with_article,
        }
        for name, words in defaults.items():
            if not getattr(self, name):
                object.__setattr__(self, name, words)

    @property
    def with_article(self) -> str:
        """As in “an event”."""
        return f"{self.article} {self.noun}"

    @property
    def key(self) -> str:
        """The name of what tells one from others in an address."""
        return "code" if self.model is Actor else f"{self.noun}_id"

    @property
    def path(self) -> str:
        """The path of the page of one, as routes spell it: `/stances/{stance_id}`."""
        return f"/{self.plural}/{{{self.key}}}"

    def route(self, action: str) -> str:
        """The name of a route: `stances.show`."""
        return f"{self.plural}.{action}"

    def count(self, number: int) -> str:
        """As in “1 step” and “2 steps”."""
        return f"{number} {self.noun if number == 1 else self.plural}"


COUNTRY = Kind(Actor, "country", "countries", parts=(Membership,), has_new_form=False)
GROUP = Kind(Actor, "group", "groups", parts=(Membership,))
SOURCE = Kind(Source, "source", "sources", parts=(Passage,))
PLEDGE = Kind(Pledge, "pledge", "pledges", parts=(Step, Condition))
STANCE = Kind(Stance, "stance", "stances", parts=(Condition,))
ASSESSMENT = Kind(Assessment, "assessment", "assessments", "an", parts=(Condition,))
EVENT = Kind(Event, "event", "events", "an", parts=(Attendance,))
CIRCUMSTANCE = Kind(
    Circumstance,
    "circumstance",
    "circumstances",
    page_noun="state of a condition",
    page_plural="states of conditions",
    title="State of conditions",
    record_object="the state of a condition",
)
CHECK = Kind(
    Check,
    "check",
    "checks",
    page_noun="search",
    page_plural="searches",
    title="Looked for",
    record_object="that somebody looked",
)
LINK = Kind(Link, "link", "links", title="Links between entries", has_list=False)
PASSAGE = Kind(
    Passage, "passage", "passages", has_new_form=False, has_edit_form=False, is_part=True
)


def pageless_kind(
    model: type[Versioned],
    noun: str,
    plural: str,
    article: Literal["a", "an"] = "a",
    *,
    parts: tuple[type[Versioned], ...] = (),
    is_part: bool = True,
) -> Kind:
    """A kind without addresses: a part is shown and edited with what it belongs to."""
    return Kind(
        model,
        noun,
        plural,
        article,
        parts=parts,
        has_list=False,
        has_page=False,
        has_new_form=False,
        has_edit_form=False,
        is_part=is_part,
    )


STEP = pageless_kind(Step, "step", "steps")
CONDITION = pageless_kind(Condition, "condition", "conditions")
ATTENDANCE = pageless_kind(Attendance, "attendance", "attendances", "an")
MEMBERSHIP = pageless_kind(Membership, "membership", "memberships")
CITATION = pageless_kind(Citation, "citation", "citations")
# What countries and groups are together, in files and in the record; it has no page.
ACTOR = pageless_kind(Actor, "actor", "actors", "an", parts=(Membership,), is_part=False)

# In the order in which seeds are read: what others name comes first.
THINGS = (ACTOR, SOURCE, PLEDGE, STANCE, ASSESSMENT, EVENT, CIRCUMSTANCE, CHECK, LINK)
PARTS = (STEP, CONDITION, ATTENDANCE, MEMBERSHIP, PASSAGE, CITATION)
KINDS = (COUNTRY, GROUP, *THINGS, *PARTS)
BY_PLURAL: dict[str, Kind] = {kind.plural: kind for kind in KINDS}
BY_NOUN: dict[str, Kind] = {kind.noun: kind for kind in KINDS}
BY_MODEL: dict[type[Versioned], Kind] = {kind.model: kind for kind in (*THINGS, *PARTS)}


def kind_of(row: Versioned) -> Kind:
    """The kind of a row; of an actor, whether it is a country or a group."""
    if isinstance(row, Actor):
        return COUNTRY if row.is_country else GROUP
    return BY_MODEL[type(row)]
