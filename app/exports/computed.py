"""What is worked out for a row beside what is recorded of it, by the noun of its kind."""

from datetime import date

from app.exports.columns import Field
from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Bindingness, Delivery, Readiness, Standing
from app.rules.value import Beside, ByThen

URL = Field("url", str, "Page", "The address of its page.")
ACTOR = Field("actor", str, "Actor", "The name of whose it is, or whom it is about.", "nobody's")
CODE = Field("actor_code", str, "Actor: code", "The code of that actor.", "nobody's")
CITATIONS = Field("citations", int, "Citations", "How many there are of it and of its parts.")
NAME = Field("name", str, "Name", "What its page is called.")
BY_THEN = Field("by_then", ByThen, "There on the day", "Whether it is there on the day.")
OPEN = "no date is recorded, or it has no such bound"


def days(name: str, title: str, why: str = "no date is recorded") -> tuple[Field, Field]:
    """The first and the last day that a date may mean."""
    return (
        Field(f"{name}_earliest", date, f"{title}: first day", "The first it may be.", OPEN),
        Field(f"{name}_latest", date, f"{title}: last day", "The last it may be.", why),
    )


RECORD = (
    NAME,
    ACTOR,
    CODE,
    *days("at", "Date", "nothing says when it was"),
    BY_THEN,
    CITATIONS,
    URL,
)
OWN = Field("is_own", bool, "Said for itself", "Whether somebody is cited who speaks for it.")
CONDITIONS = Field("conditions", list, "Conditions", "What must hold first, and what limits it: "
                   "for what (or a limit), the kind, in words.", "none is recorded")  # fmt: skip
PART = (
    Field("part_of", str, "Part of: kind", "What kind of thing it is a part of."),
    Field("thing", str, "Thing", "What that thing is called."),
)
UNSTATED = "no step that counts on the day states it"
PLEDGE = (
    ACTOR,
    CODE,
    Field("status_line", str, "Status", "How firm, how ready, how far, and what it waits for."),
    Field("bindingness", Bindingness, "How firm", "By the latest step that states it.", UNSTATED),
    Field("readiness", Readiness, "How ready", "By the latest step that states it.", UNSTATED),
    Field("delivery", Delivery, "How far", "By the latest step that states it.", UNSTATED),
    Field("standing", Standing, "Standing", "By the latest step that states it.", UNSTATED),
    Field("quantity", Quantity, "How much", "By the latest step that states it.", UNSTATED),
    Field("attribution", Attribution, "Who says so", "Whose word it is.", UNSTATED),
    Field("by_then", ByThen, "There on the day", "Whether it is there on the day."),
    Field("is_counted", bool, "Counted", "Whether totals count it."),
    Field("not_counted_because", Beside, "Not counted because", "Why no total counts it.",
          "totals count it"),
    Field("waits_for", str, "Waits for", "What must hold first and does not on the day.",
          "nothing on record holds it up on the day"),
    Field("limits", list, "Limits", "What limits it.", "no limit is recorded"),
    CONDITIONS,
    Field("evidence_on", date, "Evidence", "The last day on which its newest source may have come"
          " out.", "no dated source is cited"),
    Field("unconfirmed_lately", bool, "Unconfirmed lately", "Whether that is too long ago."),
    *days("announced", "Announced"),
    *days("due", "Due"),
    CITATIONS,
    URL,
)  # fmt: skip
COMPUTED: dict[str, tuple[Field, ...]] = {
    "pledge": PLEDGE,
    "stance": (OWN, CONDITIONS, *RECORD),
    "assessment": (CONDITIONS, *RECORD),
    "event": RECORD,
    "circumstance": RECORD,
    "check": RECORD,
    "link": (NAME, CITATIONS, URL),
    "actor": (
        Field("pledges", int, "Pledges", "How many are recorded of it."),
        URL,
    ),
    "source": (
        *days("published", "Published"),
        Field("citations", int, "Citations", "How many rest on it."),
        URL,
    ),
    "step": (*PART, ACTOR, CODE, *days("at", "Date")),
    "condition": (*PART, ACTOR, CODE),
    "attendance": (*PART, Field("who", str, "Who", "The name of who was there.")),
    "membership": (
        *PART,
        Field("member", str, "Member", "The name of who belongs to it."),
        *days("began", "Began"),
        *days("ended", "Ended", "not known to have ended"),
    ),
    "citation": (
        Field("evidence_for", str, "Evidence for", "The kind of the row that it is for."),
        Field("thing_id", int, "Thing", "The id of the thing that it, or its row, is a part of."),
        Field("source", str, "Source", "The title of the source, or its publisher."),
        Field("on_behalf", str, "On behalf of", "The name of that actor.", "nobody is spoken for"),
        URL,
    ),
    "entry": (
        NAME,
        ACTOR,
        CODE,
        *days("at", "Date", "nothing says when it was")[1:],
        BY_THEN,
        Field(
            "said_by",
            str,
            "Said by",
            "Who says so of a pledge or its step, if not its owner.",
            "its owner says so, or it is of no pledge",
        ),
    ),
    "revision": (
        Field("rows", int, "Rows", "How many rows it changed."),
        URL,
    ),
}
