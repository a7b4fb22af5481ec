"""How it is worked out, and what this is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access.session import Db
from app.models import vocabulary
from app.models.quantity import Per, Qualifier
from app.models.when import Basis
from app.rules import (
    actor_summary,
    check_status,
    conditions,
    difference,
    disagreement,
    identified_countries,
    narrowing,
    needs,
    notes,
    pledge_state,
    staleness,
    status,
    totals,
)
from app.spine.revision import Intent
from app.spine.verify import UNCOVERED
from app.templating.rendering import render_page

router = APIRouter()

RULES = (
    *pledge_state.RULES,
    totals.RULE,
    identified_countries.RULE,
    conditions.RULE,
    needs.RULE,
    notes.RULE,
    status.RULE,
    staleness.RULE,
    check_status.RULE,
    disagreement.RULE,
    narrowing.RULE,
    difference.RULE,
    actor_summary.RULE,
)
VOCABULARIES = (
    ("Bindingness", "How firmly it is meant, from the weakest up.", vocabulary.Bindingness),
    ("Readiness", "How far it is prepared.", vocabulary.Readiness),
    ("Delivery", "How far it has come.", vocabulary.Delivery),
    ("Standing", "Whether it still stands.", vocabulary.Standing),
    ("Attribution", "Who says so.", vocabulary.Attribution),
    ("Gate", "What waits for a condition.", vocabulary.Gate),
    ("Condition", "What must hold first, or what limits an offer.", vocabulary.ConditionKind),
    ("Circumstance", "Whether what is waited for has come about.", vocabulary.CircumstanceState),
    ("Beside", "Why a pledge is in no total.", pledge_state.Exclusion),
    ("Looked", "What is known where nothing is recorded.", check_status.CheckStatus),
    ("Domain", "The kind of contribution.", vocabulary.Domain),
    ("Capability", "What a contribution can do.", vocabulary.Capability),
    ("Instrument", "In what form money comes.", vocabulary.Instrument),
    ("Actor", "Who offers.", vocabulary.ActorKind),
    ("Membership", "What a member of a group is.", vocabulary.MembershipRole),
    ("Proposition", "What a stance is about.", vocabulary.Proposition),
    ("Position", "Where an actor stands on it.", vocabulary.Position),
    ("Assessment", "What an assessment gives.", vocabulary.AssessmentKind),
    ("Event", "What sort of event it was.", vocabulary.EventKind),
    ("Attendance", "What an actor did there.", vocabulary.AttendanceRole),
    ("Link", "How the first of two things bears on the second.", vocabulary.LinkKind),
    ("Quantity", "What a figure is said to be.", Qualifier),
    ("How often", "Whether a quantity comes once or again.", Per),
    ("Date", "How we know when it was.", Basis),
    ("Source", "What a source is.", vocabulary.SourceKind),
    ("Mode", "How a source gives what was said.", vocabulary.Mode),
    ("Reliability", "The Admiralty code for a source.", vocabulary.Reliability),
    ("Credibility", "The Admiralty code for what is said.", vocabulary.Credibility),
    ("Difference", "What became of a thing between two revisions.", difference.OutcomeKind),
    ("Intent", "What an edit means to do.", Intent),
)


@router.get("/method", name="method.show")
def show_method(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (for the banner)
    """The rules and the words, as the program itself holds them."""
    context = {"rules": RULES, "ladders": VOCABULARIES, "section": "Method"}
    context["uncovered"] = UNCOVERED
    return render_page(request, "method/show.html", context)


@router.get("/about", name="about.show")
def show_about(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (for the banner)
    """What this is, and what it is not."""
    return render_page(request, "about/show.html", {"section": "About"})
