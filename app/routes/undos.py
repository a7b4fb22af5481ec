"""Undoing a revision: what would go back and what not, and the button."""

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access import Db, Editor, Number, Reader, Sent, needs, now_only
from app.edits import returning
from app.forms.slip import comment
from app.models import Role
from app.queries import undoing
from app.queries.undoing import MOST, Undoing
from app.routes import slips
from app.routes.finding import NotFound
from app.routes.sending import OPENED, Attempt
from app.routes.slips import Button, answered

router = APIRouter(prefix="/revisions", dependencies=[Depends(now_only)])
DONE = {"added": "brought back", "changed": "changed back", "retracted": "taken away"}


@router.get("/{number}/undo", name="undos.new")
def new(request: Request, number: Number, editor: Editor, db: Db) -> Response:
    """What undoing a revision would do, with the button."""
    needs(role(number))(request, editor)
    return drawn(request, db, number, OPENED)


@router.post("/{number}/undo", name="undos.create")
def create(request: Request, number: Number, _reader: Reader, sent: Sent) -> Response:
    """Undo a revision as far as it was said that it can be."""
    engine = request.app.state.engine
    if number > request.state.moment.number:
        raise absent(number)
    button = Button(
        lambda signed: returning.undo(engine, signed, number),
        lambda db, attempt: drawn(request, db, number, attempt),
        ("undo", number),
        role(number),
    )
    return answered(request, sent, button)


def role(number: int) -> Role:
    """What undoing a revision takes: the first one is most of the register."""
    return Role.ADMIN if number == 1 else Role.EDITOR


def absent(number: int) -> HTTPException:
    """The answer where there is no such revision."""
    return NotFound(f"There is no revision r{number}.")


def drawn(request: Request, db: Session, number: int, attempt: Attempt) -> HTMLResponse:
    """The page: three lists, and the button if anything would go back."""
    found = undoing.show(db, number)
    if found is None:
        raise absent(number)
    context = {"number": number, "found": found, "most": MOST, "done": DONE, "section": "Revisions"}
    why = words(number, found)
    return slips.drawn(request, "revisions/undo.html", context, attempt, why=why)


def words(number: int, found: Undoing) -> str:
    """What the comment says to begin with: what goes back."""
    return comment(f"Undoes r{number}", [f"{each.label} {DONE[each.verb]}" for each in found.back])
