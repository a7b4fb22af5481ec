"""What is worked out for a row beside what is recorded of it, by the noun of its kind."""

from datetime import date

from app.exports.files.columns import Field
from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Bindingness, Delivery, Readiness, Standing
from app.rules.pledge_state import ByThen, Exclusion

URL = Field("url", str, "Page", "The address of its page.")
ACTOR = Field("actor", str, "Actor", "The name of whose it is, or whom it is about.", "nobody's")
ACTOR_CODE = Field("actor_code", str, "Actor: code", "The code of that actor.", "nobody's")
CITATIONS = Field("citations", int, "Citations", "How many there are of it and of its parts.")
NAME = Field("name", str, "Name", "What its page is called.")
BY_THEN = Field("by_then", ByThen, "There on the day", "Whether it is there on the day.")
NO_SUCH_BOUND = "no date is recorded, or it has no such bound"


def day_fields(name: str, title: str, why: str = "no date is recorded") -> tuple[Field, Field]:
    """The first and the last day that a date may mean."""
    return (
        Field(
            f"{name}_earliest", date, f"{title}: first day", "The first it may be.", NO_SUCH_BOUND
        ),
        Field(f"{name}_latest", date, f"{title}: last day", "The last it may be.", why),
    )


ENTRY_FIELDS = (
    NAME,
    ACTOR,
    ACTOR_CODE,
    *day_fields("at", "Date", "nothing says when it was"),
    BY_THEN,
    CITATIONS,
    URL,
)
IS_OWN = Field("is_own", bool, "Said for itself", "Whether somebody is cited who speaks for it.")
CONDITIONS = Field("conditions", list, "Conditions", "What must hold first, and what limits it: "
                   "for what (or a limit), the kind, in words.", "none is recorded")  # fmt: skip
PART_FIELDS = (
    Field("part_of", str, "Part of: kind", "What kind of thing it is a part of."),
    Field("thing", str, "Thing", "What that thing is called."),
)
NOT_STATED = "no step that counts on the day states it"
PLEDGE_FIELDS = (
    ACTOR,
    ACTOR_CODE,
    Field("status_line", str, "Status", "How firm, how ready, how far, and what it waits for."),
    Field("bindingness", Bindingness, "How firm", "By the latest step that states it.", NOT_STATED),
    Field("readiness", Readiness, "How ready", "By the latest step that states it.", NOT_STATED),
    Field("delivery", Delivery, "How far", "By the latest step that states it.", NOT_STATED),
    Field("standing", Standing, "Standing", "By the latest step that states it.", NOT_STATED),
    Field("quantity", Quantity, "How much", "By the latest step that states it.", NOT_STATED),
    Field("attribution", Attribution, "Who says so", "Whose word it is.", NOT_STATED),
    Field("by_then", ByThen, "There on the day", "Whether it is there on the day."),
    Field("is_counted", bool, "Counted", "Whether totals count it."),
    Field("not_counted_because", Exclusion, "Not counted because", "Why no total counts it.",
          "totals count it"),
    Field("waits_for", str, "Waits for", "What must hold first and does not on the day.",
          "nothing on record holds it up on the day"),
    Field("limits", list, "Limits", "What limits it.", "no limit is recorded"),
    CONDITIONS,
    Field("evidence_on", date, "Evidence", "The last day on which its newest source may have come"
          " out.", "no dated source is cited"),
    Field("unconfirmed_lately", bool, "Unconfirmed lately", "Whether that is too long ago."),
    *day_fields("announced", "Announced"),
    *day_fields("due", "Due"),
    CITATIONS,
    URL,
)  # fmt: skip
COMPUTED_FIELDS: dict[str, tuple[Field, ...]] = {
    "pledge": PLEDGE_FIELDS,
    "stance": (IS_OWN, CONDITIONS, *ENTRY_FIELDS),
    "assessment": (CONDITIONS, *ENTRY_FIELDS),
    "event": ENTRY_FIELDS,
    "circumstance": ENTRY_FIELDS,
    "check": ENTRY_FIELDS,
    "link": (NAME, CITATIONS, URL),
    "actor": (
        Field("pledges", int, "Pledges", "How many are recorded of it."),
        URL,
    ),
    "source": (
        *day_fields("published", "Published"),
        Field("citations", int, "Citations", "How many rest on it."),
        URL,
    ),
    "step": (*PART_FIELDS, ACTOR, ACTOR_CODE, *day_fields("at", "Date")),
    "condition": (*PART_FIELDS, ACTOR, ACTOR_CODE),
    "attendance": (*PART_FIELDS, Field("who", str, "Who", "The name of who was there.")),
    "membership": (
        *PART_FIELDS,
        Field("member", str, "Member", "The name of who belongs to it."),
        *day_fields("began", "Began"),
        *day_fields("ended", "Ended", "not known to have ended"),
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
        ACTOR_CODE,
        *day_fields("at", "Date", "nothing says when it was")[1:],
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
