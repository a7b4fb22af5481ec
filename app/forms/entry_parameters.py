"""What the addresses of the lists beside the pledges may ask for."""

from app.forms.list_query import Parameter, actor_parameter, is_thing_number, term_choices
from app.models import Citation, parts, vocabulary
from app.models.actor_names import ActorNames
from app.models.vocabulary import LIMITS

DATES = {"date": "oldest first", "-date": "newest first"}
ENTRIES = {
    "pledge": "pledge announced",
    "step": "step of a pledge",
    "stance": "stance",
    "assessment": "assessment",
    "event": "event",
    "circumstance": "circumstance",
    "source": "source published",
    "check": "check",
}
WHOSE = {
    "stances": "Whose position it is.",
    "assessments": "Whom it is about.",
    "events": "Who was there.",
    "circumstances": "Whose parliament or government it is.",
    "checks": "For whose offer or position somebody looked.",
    "timeline": "Whose entry it is, or whom it is about.",
}
CITED_KINDS = {
    kind.noun(): kind.noun() for kind in parts.KINDS if Citation in parts.part_kinds(kind)
}
KINDS = {
    "assessments": term_choices(vocabulary.AssessmentKind),
    "events": term_choices(vocabulary.EventKind),
    "circumstances": {
        k: w for k, w in term_choices(vocabulary.ConditionKind).items() if k not in LIMITS
    },
    "timeline": ENTRIES,
    "passages": CITED_KINDS,
}
ACTOR_PARAMETERS, STATEMENT_PARAMETERS = ("actor", "actor_kind"), ("speaker", "source", "q", "sort")
PARAMETERS_BY_LIST = {
    "stances": (*ACTOR_PARAMETERS, "proposition", "position", *STATEMENT_PARAMETERS),
    "assessments": ("kind", *ACTOR_PARAMETERS, "domain", "capability", *STATEMENT_PARAMETERS),
    "events": ("kind", *ACTOR_PARAMETERS, *STATEMENT_PARAMETERS),
    "circumstances": ("kind", *ACTOR_PARAMETERS, *STATEMENT_PARAMETERS),
    "checks": (*ACTOR_PARAMETERS, "domain", "proposition", "q", "sort"),
    "passages": ("kind", "speaker", "source", "q"),
    "timeline": (
        "kind",
        *ACTOR_PARAMETERS,
        "domain",
        "capability",
        "proposition",
        "position",
        *STATEMENT_PARAMETERS,
    ),
}


def entry_parameters(list_name: str, actors: ActorNames) -> tuple[Parameter, ...]:
    """What a list takes, by its name.

    Args:
        list_name: One of TAKEN.
        actors: The names of the actors on record; any other country may be asked for, too.
    """
    sort = "What it is for." if list_name == "passages" else "What sort it is."
    whose = {"assessments": "Whom it is about.", "events": "Who was there."}.get(
        list_name, "Whose."
    )
    kinds = KINDS.get(list_name, {})
    supports = "What sort of entry the passage supports."
    every_parameter = (
        Parameter(
            "kind",
            "Kind",
            sort,
            kinds,
            label="Condition" if list_name == "circumstances" else "",
            hint={"passages": supports, "circumstances": "What offers wait for."}.get(
                list_name, ""
            ),
        ),
        actor_parameter(whose, actors, "Who", WHOSE.get(list_name, "")),
        Parameter(
            "actor_kind",
            "Kind of actor",
            "What it is.",
            term_choices(vocabulary.ActorKind),
            label="Countries or groups",
            hint="A country, or several as one.",
        ),
        Parameter(
            "domain",
            "Domain",
            "Of what sort.",
            term_choices(vocabulary.Domain),
            hint="On land, in the air, at sea, money and so on.",
        ),
        Parameter(
            "capability",
            "Capability",
            "To do what.",
            term_choices(vocabulary.Capability),
            hint="What it would do, such as air defence.",
        ),
        Parameter(
            "proposition",
            "Proposition",
            "On what.",
            term_choices(vocabulary.Proposition),
            label="Question",
            hint="What the position is about.",
        ),
        Parameter(
            "position",
            "Position",
            "Where one stands.",
            term_choices(vocabulary.Position),
            hint="From leading to opposing.",
        ),
        Parameter(
            "speaker",
            "Speaker",
            "Who is cited, as named.",
            {},
            accepts_other=bool,
            hint="Who said it, as the source names them.",
        ),
        Parameter(
            "source",
            "Source",
            "What is cited, by number.",
            {},
            accepts_other=is_thing_number,
            hint="The number in the address of a source.",
        ),
        Parameter(
            "q", "Words", "In what it says.", is_repeatable=False, hint="Words that it contains."
        ),
        Parameter("sort", "Order", "By its date.", DATES, is_repeatable=False),
    )
    return tuple(
        parameter
        for parameter in every_parameter
        if parameter.name in PARAMETERS_BY_LIST[list_name]
    )
