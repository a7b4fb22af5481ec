"""How it is worked out, and what this is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db
from app.models import vocabulary
from app.queries import values
from app.rules import staleness, status, summary
from app.spine.revision import Intent
from app.templating import page

router = APIRouter()

RULES = (*values.RULES, status.RULE, staleness.RULE, summary.RULE)
LADDERS = (
    ("Bindingness", "How firmly it is meant, from the weakest up.", vocabulary.Bindingness),
    ("Readiness", "How far it is prepared.", vocabulary.Readiness),
    ("Delivery", "How far it has come.", vocabulary.Delivery),
    ("Standing", "Whether it still stands.", vocabulary.Standing),
    ("Attribution", "Who says so.", vocabulary.Attribution),
    ("Gate", "What waits for a condition.", vocabulary.Gate),
    ("Condition", "What must hold first, or what limits an offer.", vocabulary.ConditionKind),
    ("Domain", "The kind of contribution.", vocabulary.Domain),
    ("Capability", "What a contribution can do.", vocabulary.Capability),
    ("Actor", "Who offers.", vocabulary.ActorKind),
    ("Mode", "How a source gives what was said.", vocabulary.Mode),
    ("Reliability", "The Admiralty code for a source.", vocabulary.Reliability),
    ("Credibility", "The Admiralty code for what is said.", vocabulary.Credibility),
    ("Intent", "What an edit means to do.", Intent),
)


@router.get("/method", name="method.show")
def method(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (for the banner)
    """The rules and the words, as the program itself holds them."""
    context = {"rules": RULES, "ladders": LADDERS, "section": "Method"}
    return page(request, "method/show.html", context)


@router.get("/about", name="about.show")
def about(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (for the banner)
    """What this is, and what it is not."""
    return page(request, "about/show.html", {"section": "About"})
