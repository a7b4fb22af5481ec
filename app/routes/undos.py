"""Undoing a revision: what would go back and what not, and the button."""

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields, Number
from app.access.roles import Editor, Reader, require_role
from app.access.session import Db
from app.edits import reversals
from app.forms.reason_form import suggest_comment
from app.models import Role
from app.queries import undo_preview
from app.queries.undo_preview import MOST, UndoPreview
from app.routes import reason_pages
from app.routes.form_submit import NO_ATTEMPT, Attempt
from app.routes.not_found import NotFound
from app.routes.reason_pages import ReasonAction, submit_reason

router = APIRouter(prefix="/revisions", dependencies=[Depends(redirect_to_now)])
VERBS = {"added": "brought back", "changed": "changed back", "retracted": "taken away"}


@router.get("/{number}/undo", name="undos.new")
def new(request: Request, number: Number, editor: Editor, db: Db) -> Response:
    """What undoing a revision would do, with the button."""
    require_role(role_for_undo(number))(request, editor)
    return render_undo(request, db, number, NO_ATTEMPT)


@router.post("/{number}/undo", name="undos.create")
def create(request: Request, number: Number, _reader: Reader, fields: FormFields) -> Response:
    """Undo a revision as far as it was said that it can be."""
    engine = request.app.state.engine
    if number > request.state.moment.number:
        raise missing_revision(number)
    action = ReasonAction(
        lambda signed: reversals.undo(engine, signed, number),
        lambda db, attempt: render_undo(request, db, number, attempt),
        ("undo", number),
        role_for_undo(number),
    )
    return submit_reason(request, fields, action)


def role_for_undo(number: int) -> Role:
    """What undoing a revision takes: the first one is most of the register."""
    return Role.ADMIN if number == 1 else Role.EDITOR


def missing_revision(number: int) -> HTTPException:
    """The answer where there is no such revision."""
    return NotFound(f"There is no revision r{number}.")


def render_undo(request: Request, db: Session, number: int, attempt: Attempt) -> HTMLResponse:
    """The page: three lists, and the button if anything would go back."""
    outcome = undo_preview.show(db, number)
    if outcome is None:
        raise missing_revision(number)
    context = {
        "number": number,
        "found": outcome,
        "most": MOST,
        "done": VERBS,
        "section": "Revisions",
    }
    suggestion = undo_comment(number, outcome)
    return reason_pages.render_reason_page(
        request, "revisions/undo.html", context, attempt, why=suggestion
    )


def undo_comment(number: int, outcome: UndoPreview) -> str:
    """What the comment says to begin with: what goes back."""
    return suggest_comment(
        f"Undoes r{number}", [f"{each.label} {VERBS[each.verb]}" for each in outcome.back]
    )
