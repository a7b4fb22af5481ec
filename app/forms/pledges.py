"""What the address of the list of pledges may ask for."""

from collections.abc import Mapping

from app.forms.asking import Parameter, number, of_terms
from app.models import vocabulary
from app.models.country import NAMES
from app.models.quantity import Per
from app.models.unit import CURRENCIES, UNITS
from app.models.vocabulary import LIMITS
from app.rules.status import either
from app.spine.value import Term

YES_NO = {"yes": "yes", "no": "no"}
CONDITIONS = {
    "any": "any, limits aside",
    "none": "none, limits aside",
    **of_terms(vocabulary.ConditionKind),
}
SORTS = {
    "actor": "actor",
    "title": "title",
    "domain": "domain",
    "firmness": "how firm",
    "quantity": "how much",
    "evidence": "newest evidence",
    "announced": "announcement",
}
ORDERS = SORTS | {f"-{name}": f"{words}, reversed" for name, words in SORTS.items()}


def parameters(actors: Mapping[str, str]) -> tuple[Parameter, ...]:
    """What `/pledges` takes.

    Args:
        actors: The names of the actors on record, by code; any other country may be asked for, too.
    """
    return (
        Parameter(
            "actor",
            "Actor",
            "Whose pledge it is.",
            actors,
            otherwise=NAMES.__contains__,
            label="Who offers",
        ),
        Parameter(
            "actor_kind",
            "Kind of actor",
            "A country, or several as one.",
            of_terms(vocabulary.ActorKind),
            label="Countries or groups",
        ),
        Parameter("domain", "Domain", "What kind of contribution.", of_terms(vocabulary.Domain)),
        Parameter("capability", "Capability", "What it can do.", of_terms(vocabulary.Capability)),
        Parameter("bindingness", "How firm", "How firmly meant.", of_terms(vocabulary.Bindingness)),
        Parameter("readiness", "How ready", "How far prepared.", levels(vocabulary.Readiness)),
        Parameter("delivery", "How far", "How far it has come.", levels(vocabulary.Delivery)),
        Parameter(
            "standing",
            "Standing",
            "Whether it stands.",
            levels(vocabulary.Standing),
            label="Does it stand",
        ),
        Parameter("condition", "Has the condition", "Or the limit; met or not.", CONDITIONS),
        Parameter(
            "awaits",
            "Still waits for",
            "What it waits for that is not met on the day.",
            {k: w for k, w in of_terms(vocabulary.ConditionKind).items() if k not in LIMITS},
        ),
        Parameter("waiting", "Still waits", "Whether a condition is not met on the day.", YES_NO),
        Parameter("attribution", "Who says so", "Whose word.", of_terms(vocabulary.Attribution)),
        Parameter(
            "counted", "Counted", "Whether totals count it.", YES_NO, label="Counted in totals"
        ),
        Parameter("unit", "Unit", "What its quantity counts.", units()),
        Parameter("per", "How often", "Whether it comes once or again.", of_terms(Per)),
        Parameter("lately", "Unconfirmed lately", "Whether its evidence is old.", YES_NO),
        Parameter("speaker", "Speaker", "Who is cited for it, as named.", {}, otherwise=bool),
        Parameter("source", "Source", "What is cited for it, by number.", {}, otherwise=number),
        Parameter("q", "Words", "In its title, note, actor, or passages.", several=False),
        Parameter("sort", "Order", "By what it is ordered.", ORDERS, several=False),
    )


def levels(axis: type[Term]) -> dict[str, str]:
    """The levels of an axis, told as the status line tells them."""
    return {str(level): either(level) for level in axis}


def units() -> dict[str, str]:
    """What quantities count: units and currencies."""
    return {unit: unit for unit in (*UNITS, *sorted(CURRENCIES))}
