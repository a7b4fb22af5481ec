"""What the address of the list of pledges may ask for."""

from app.forms.list_query import Parameter, actor_parameter, is_thing_number, term_choices
from app.models import vocabulary
from app.models.actor_names import ActorNames
from app.models.quantity import Per
from app.models.unit import CURRENCIES, UNITS
from app.models.vocabulary import LIMITS
from app.rules.needs import need_words
from app.rules.pledge_state import ByThen
from app.rules.status import level_words_of_any
from app.spine.value import Term

YES_NO = {"yes": "yes", "no": "no"}
CONDITIONS = {
    "any": "any, limits aside",
    "none": "none, limits aside",
    **term_choices(vocabulary.ConditionKind),
}
SORTS = {  # of each order: what it is by, and what comes first there and backwards
    "actor": ("actor", "A to Z", "Z to A"),
    "title": ("title", "A to Z", "Z to A"),
    "domain": ("domain", "land first", "land last"),
    "firmness": ("how firm", "weakest first", "firmest first"),
    "quantity": ("how much is offered, unit by unit", "least first", "most first"),
    "evidence": ("newest evidence", "oldest first", "newest first"),
    "announced": ("announcement", "oldest first", "newest first"),
}
ORDERS = {
    f"{sign}{name}": f"{by}: {ways[sign == '-']}"
    for sign in ("", "-")
    for name, (by, *ways) in SORTS.items()
}


def pledge_parameters(actors: ActorNames) -> tuple[Parameter, ...]:
    """What `/pledges` takes.

    Args:
        actors: The names of the actors on record; any other country may be asked for, too.
    """
    return (
        actor_parameter("Whose pledge it is.", actors, "Who offers"),
        Parameter(
            "actor_kind",
            "Kind of actor",
            "A country, or several as one.",
            term_choices(vocabulary.ActorKind),
            label="Countries or groups",
        ),
        Parameter(
            "domain", "Domain", "What kind of contribution.", term_choices(vocabulary.Domain)
        ),
        Parameter(
            "capability",
            "Capability",
            "What it can do, or what it meets a need for.",
            {str(each): need_words(each) for each in vocabulary.Capability},
        ),
        Parameter(
            "bindingness", "How firm", "How firmly meant.", term_choices(vocabulary.Bindingness)
        ),
        Parameter(
            "readiness", "How ready", "How far prepared.", level_choices(vocabulary.Readiness)
        ),
        Parameter(
            "delivery", "How far", "How far it has come.", level_choices(vocabulary.Delivery)
        ),
        Parameter(
            "standing",
            "Standing",
            "Whether it stands.",
            level_choices(vocabulary.Standing),
            label="Does it stand",
        ),
        Parameter("condition", "Has the condition", "Or the limit; met or not.", CONDITIONS),
        Parameter(
            "awaits",
            "Still waits for",
            "What it waits for that is not met on the day.",
            {k: w for k, w in term_choices(vocabulary.ConditionKind).items() if k not in LIMITS},
        ),
        Parameter("waiting", "Still waits", "Whether a condition is not met on the day.", YES_NO),
        Parameter(
            "attribution", "Who says so", "Whose word.", term_choices(vocabulary.Attribution)
        ),
        Parameter(
            "counted", "Counted", "Whether totals count it.", YES_NO, label="Counted in totals"
        ),
        Parameter(
            "unit",
            "Unit",
            "Of what is offered; if nothing says how much, of what is set aside or delivered.",
            unit_choices(),
        ),
        Parameter(
            "per", "How often", "Whether what is offered comes once or again.", term_choices(Per)
        ),
        Parameter(
            "instrument",
            "Instrument",
            "In what form the money comes, where it is stated.",
            term_choices(vocabulary.Instrument),
        ),
        Parameter(
            "by_then",
            "There by then",
            "Whether it was there on the day of the page.",
            term_choices(ByThen),
            label="Said by this day",
        ),
        Parameter("lately", "Unconfirmed lately", "Whether its evidence is old.", YES_NO),
        Parameter("speaker", "Speaker", "Who is cited for it, as named.", {}, accepts_other=bool),
        Parameter(
            "source",
            "Source",
            "What is cited for it, by number.",
            {},
            accepts_other=is_thing_number,
        ),
        Parameter("q", "Words", "In its title, note, actor, or passages.", is_repeatable=False),
        Parameter("sort", "Order", "By what it is ordered.", ORDERS, is_repeatable=False),
    )


def level_choices(axis: type[Term]) -> dict[str, str]:
    """The levels of an axis, in the words of the status line."""
    return {str(level): level_words_of_any(level) for level in axis}


def unit_choices() -> dict[str, str]:
    """What amounts count: units and currencies."""
    return {unit: unit for unit in (*UNITS, *sorted(CURRENCIES))}
