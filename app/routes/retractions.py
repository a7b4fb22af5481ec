"""Retracting a thing: it should not have been recorded. It can be brought back."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access import Db, Editor, Reader, Sent, now_only
from app.edits.returning import retract
from app.models import Citation
from app.queries.choices import whole
from app.routes import slips
from app.routes.finding import missing
from app.routes.headings import heading
from app.routes.places import PLACES, Place, Places
from app.routes.sending import OPENED, Attempt
from app.routes.slips import Button, answered

router = APIRouter(dependencies=[Depends(now_only)])
WHY = "Say why: whoever finds it gone will ask."


def add(places: Places) -> None:
    """Let things of a kind be retracted: `pledges.retract`."""
    which: Any = places.which

    @router.get(f"{places.prefix}/retract", name=f"{places.name}.retract")
    def new(request: Request, _editor: Editor, db: Db, key: which) -> HTMLResponse:
        """The page that asks why it is to go."""
        return drawn(request, db, places.place(request, db, key), OPENED)

    @router.post(f"{places.prefix}/retract", name=f"{places.name}.retracted")
    def create(request: Request, _reader: Reader, db: Db, sent: Sent, key: which) -> Response:
        """Retract it with its parts, or say what is wrong."""
        here, engine = places.place(request, db, key), request.app.state.engine
        button = Button(
            lambda signed: retract(engine, signed, here.row.entity_id),
            lambda now, attempt: drawn(request, now, here, attempt),
            ("retract", here.row.entity_id),
            why=WHY,
        )
        return answered(request, sent, button)


def drawn(request: Request, db: Session, here: Place, attempt: Attempt) -> HTMLResponse:
    """The page with the parts that would go, and the button.

    Raises:
        HTTPException: 410 when it is retracted already.
    """
    root_id, kind = here.row.entity_id, type(here.row)
    there = whole(db, root_id)
    if there is None or root_id not in there.facts:
        raise missing(db, kind, root_id)
    kinds = (there.entities[each].kind for each in there.facts if each != root_id)
    context = heading(db, kind, there) | {"here": here, "parts": Counter(kinds)}
    return slips.drawn(request, "forms/retract.html", context, attempt)


for each in PLACES:
    if each.kind is not Citation:
        add(each)
