"""Undoing a revision: what would go back and what not, and the button."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields, Number
from app.access.roles import Editor, Reader, require_role
from app.access.session import Db
from app.edits import reversals
from app.edits.edit_request import EditRequest
from app.forms.reason_form import suggest_comment
from app.models import Role
from app.queries import revisions, undo_preview
from app.queries.revisions import LogEntry
from app.queries.undo_preview import MAX_ROWS
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.not_found import NotFound
from app.routes.reason_pages import ReasonPage, reason_redraw, render_reason_page, submit_reason
from app.routes.redraws import redraw_by
from app.spine.moment import reading_session

router = APIRouter(prefix="/revisions", dependencies=[Depends(redirect_to_now)])
VERBS = {"added": "brought back", "changed": "changed back", "retracted": "taken away"}


@dataclass(frozen=True)
class UndoPage(ReasonPage):
    """The page on which a revision is undone, as far as it can be."""

    entry: LogEntry
    now: datetime

    @property
    def number(self) -> int:
        """The revision."""
        return self.entry.revision.number

    @property
    def role(self) -> Role:
        """What undoing it takes."""
        return self.entry.undo_role

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another revision."""
        return "undo", self.number

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Undo the revision; the one that does."""
        if changes := self.entry.account_changes:
            return reversals.undo_account_changes(
                engine, edit_request, self.number, changes, self.now
            )
        return reversals.undo(engine, edit_request, self.number)

    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page: three lists, and the button if anything would go back."""
        if self.entry.account_changes:
            return self.render_account_undo(request, attempt)
        number = self.number
        preview = undo_preview.show(db, number)
        context = {"number": number, "preview": preview, "most": MAX_ROWS, "done": VERBS}
        changes = [f"{each.label} {VERBS[each.verb]}" for each in preview.back]
        return render_reason_page(
            request,
            "revisions/undo.html",
            context | {"section": "Revisions"},
            attempt,
            suggestion=suggest_comment(f"Undoes r{number}", changes),
        )

    def render_account_undo(self, request: Request, attempt: Attempt) -> HTMLResponse:
        """The page of a revision that made or changed an account."""
        context = {"number": self.number, "entry": self.entry, "section": "Revisions"}
        return render_reason_page(
            request,
            "revisions/undo_account.html",
            context,
            attempt,
            suggestion=f"Undoes r{self.number}.",
        )


def undo_page(request: Request, db: Session, number: int) -> UndoPage:
    """The page on which a revision is undone.

    Raises:
        NotFound: When there is no such revision.
    """
    entry = revisions.find_entry(db, number)
    if entry is None:
        raise NotFound(f"There is no revision r{number}.")
    return UndoPage(entry, request.app.state.clock())


@router.get("/{number}/undo", name="undos.new")
def new(request: Request, number: Number, editor: Editor, db: Db) -> Response:
    """What undoing a revision would do, with the button."""
    page = undo_page(request, db, number)
    require_role(page.role)(request, editor)
    return page.render(request, db, NO_ATTEMPT)


@router.post("/{number}/undo", name="undos.create")
@redraw_by(
    reason_redraw(lambda request, db, _: undo_page(request, db, int(request.path_params["number"])))
)
def create(request: Request, number: Number, _reader: Reader, fields: FormFields) -> Response:
    """Undo a revision as far as the page said that it can be."""
    with reading_session(request.app.state.engine) as session:
        page = undo_page(request, session, number)
    return submit_reason(request, fields, page)
