"""What the addresses of the lists beside the pledges may ask for."""

from collections.abc import Mapping

from app.forms.asking import Parameter, number, of_terms
from app.models import Citation, parts, vocabulary
from app.models.country import NAMES
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
RESTING = {kind.noun(): kind.noun() for kind in parts.KINDS if Citation in parts.parts(kind)}
KINDS = {
    "assessments": of_terms(vocabulary.AssessmentKind),
    "events": of_terms(vocabulary.EventKind),
    "circumstances": {
        k: w for k, w in of_terms(vocabulary.ConditionKind).items() if k not in LIMITS
    },
    "timeline": ENTRIES,
    "citations": RESTING,
}
WHO, SAID = ("actor", "actor_kind"), ("speaker", "source", "q", "sort")
TAKEN = {
    "stances": (*WHO, "proposition", "position", *SAID),
    "assessments": ("kind", *WHO, "domain", "capability", *SAID),
    "events": ("kind", *WHO, *SAID),
    "circumstances": ("kind", *WHO, *SAID),
    "checks": (*WHO, "domain", "proposition", "q", "sort"),
    "citations": ("kind", "speaker", "source", "q"),
    "timeline": ("kind", *WHO, "domain", "capability", "proposition", "position", *SAID),
}


def parameters(listed: str, actors: Mapping[str, str]) -> tuple[Parameter, ...]:
    """What a list takes, by its name.

    Args:
        listed: One of TAKEN.
        actors: The names of the actors on record, by code; any other country may be asked for, too.
    """
    sort = "What it is for." if listed == "citations" else "What sort it is."
    whose = {"assessments": "Whom it is about.", "events": "Who was there."}.get(listed, "Whose.")
    kinds = KINDS.get(listed, {})
    supports = "What sort of entry the passage supports."
    known = (
        Parameter(
            "kind",
            "Kind",
            sort,
            kinds,
            label="Condition" if listed == "circumstances" else "",
            hint={"citations": supports, "circumstances": "What offers wait for."}.get(listed, ""),
        ),
        Parameter(
            "actor",
            "Actor",
            whose,
            actors,
            otherwise=NAMES.__contains__,
            label="Who",
            hint=WHOSE.get(listed, ""),
        ),
        Parameter(
            "actor_kind",
            "Kind of actor",
            "What it is.",
            of_terms(vocabulary.ActorKind),
            label="Countries or groups",
            hint="A country, or several as one.",
        ),
        Parameter(
            "domain",
            "Domain",
            "Of what sort.",
            of_terms(vocabulary.Domain),
            hint="On land, in the air, at sea, money and so on.",
        ),
        Parameter(
            "capability",
            "Capability",
            "To do what.",
            of_terms(vocabulary.Capability),
            hint="What it would do, such as air defence.",
        ),
        Parameter(
            "proposition",
            "Proposition",
            "On what.",
            of_terms(vocabulary.Proposition),
            label="Question",
            hint="What the position is about.",
        ),
        Parameter(
            "position",
            "Position",
            "Where one stands.",
            of_terms(vocabulary.Position),
            hint="From leading to opposing.",
        ),
        Parameter(
            "speaker",
            "Speaker",
            "Who is cited, as named.",
            {},
            otherwise=bool,
            hint="Who said it, as the source names them.",
        ),
        Parameter(
            "source",
            "Source",
            "What is cited, by number.",
            {},
            otherwise=number,
            hint="The number in the address of a source.",
        ),
        Parameter("q", "Words", "In what it says.", several=False, hint="Words that it contains."),
        Parameter("sort", "Order", "By its date.", DATES, several=False),
    )
    return tuple(parameter for parameter in known if parameter.name in TAKEN[listed])
