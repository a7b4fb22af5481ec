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
    known = (
        Parameter("kind", "Kind", sort, kinds),
        Parameter("actor", "Actor", whose, actors, otherwise=NAMES.__contains__),
        Parameter("actor_kind", "Kind of actor", "What it is.", of_terms(vocabulary.ActorKind)),
        Parameter("domain", "Domain", "Of what sort.", of_terms(vocabulary.Domain)),
        Parameter("capability", "Capability", "To do what.", of_terms(vocabulary.Capability)),
        Parameter("proposition", "Proposition", "On what.", of_terms(vocabulary.Proposition)),
        Parameter("position", "Position", "Where one stands.", of_terms(vocabulary.Position)),
        Parameter("speaker", "Speaker", "Who is cited, as named.", {}, otherwise=bool),
        Parameter("source", "Source", "What is cited, by number.", {}, otherwise=number),
        Parameter("q", "Words", "In what it says.", several=False),
        Parameter("sort", "Order", "By its date.", DATES, several=False),
    )
    return tuple(parameter for parameter in known if parameter.name in TAKEN[listed])
