"""Bringing a thing back, from retraction or to an earlier version: what it does, and the button."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access import Db, Editor, Reader, Sent, now_only
from app.edits import returning as edits
from app.forms.slip import comment
from app.queries import returning
from app.queries.returning import MOST, Returning
from app.routes import slips
from app.routes.places import PLACES, Place, Places
from app.routes.sending import OPENED, Attempt
from app.routes.slips import Button, answered

router = APIRouter(dependencies=[Depends(now_only)])
BACK = {"added": "comes back", "changed": "changed back", "retracted": "goes"}
NAMED = 20  # revisions that a refusal names


def add(places: Places) -> None:
    """Let things of a kind be brought back: `pledges.restore` and `pledges.revert`."""
    prefix, name, place = places.prefix, places.name, places.place
    which: Any = places.which

    @router.get(f"{prefix}/restore", name=f"{name}.restore")
    def restoring(request: Request, _editor: Editor, db: Db, key: which) -> Response:
        """What bringing a thing back from retraction does, with the button."""
        return restore(request, db, place(request, db, key), OPENED)

    @router.post(f"{prefix}/restore", name=f"{name}.restored")
    def restored(request: Request, _reader: Reader, db: Db, sent: Sent, key: which) -> Response:
        """Bring a thing back from retraction, with the parts that went with it."""
        here, engine = place(request, db, key), request.app.state.engine
        button = Button(
            lambda signed: edits.restore(engine, signed, here.row.entity_id),
            lambda now, attempt: restore(request, now, here, attempt),
            ("restore", here.row.entity_id),
        )
        return answered(request, sent, button)

    @router.get(f"{prefix}/revert", name=f"{name}.revert")
    def reverting(
        request: Request, _editor: Editor, db: Db, key: which, to: Annotated[str, Query()] = ""
    ) -> Response:
        """What bringing a thing to an earlier version does, with the button."""
        here = place(request, db, key)
        if not to.strip():
            return RedirectResponse(here.history, 303)
        return revert(request, db, here, to, OPENED)

    @router.post(f"{prefix}/revert", name=f"{name}.reverted")
    def reverted(request: Request, _reader: Reader, db: Db, sent: Sent, key: which) -> Response:
        """Bring a thing with its parts to an earlier version."""
        here, engine, to = place(request, db, key), request.app.state.engine, sent.get("to", "")
        number = numbered(to)
        button = Button(
            lambda signed: edits.revert(engine, signed, here.row.entity_id, number),
            lambda now, attempt: revert(request, now, here, to, attempt),
            ("revert", here.row.entity_id, number),
        )
        return answered(request, sent, button)


def numbered(to: str) -> int:
    """The number of the revision that an address names; 0 for none."""
    read = re.fullmatch("[rR]?([1-9][0-9]{0,8})", to.strip())
    return int(read[1]) if read else 0


def restore(request: Request, db: Session, here: Place, attempt: Attempt) -> HTMLResponse:
    """The page on which something retracted is brought back."""
    told = returning.restoring(db, here.row.entity_id)
    context = {"title": f"Bring back {here.label}", "number": None, "cancel": here.own}
    why = f"Brings back {here.label}, retracted in r{told.found.ended}."
    return drawn(request, here, told, attempt, context | {"why": why})


def revert(request: Request, db: Session, here: Place, to: str, attempt: Attempt) -> HTMLResponse:
    """The page on which a thing is brought to an earlier version.

    Raises:
        HTTPException: 422 with a sentence, when it had none at that revision.
    """
    number = numbered(to)
    told = returning.reverting(db, here.row.entity_id, number)
    if not told.found.there or number > request.state.moment.number:
        known = ", ".join(f"r{n}" for n in told.found.numbers[-NAMED:])
        raise HTTPException(
            422,
            f"“{to.strip()[:60]}” is no revision to go back to: {here.label} was not there. "
            f"Choose one that touched it, such as {known}.",
        )
    changes = [f"{each.label} {BACK[each.verb]}" for each in told.found.changes]
    context = {"title": f"Bring {here.label} back to r{number}", "number": number}
    why = comment(f"Brings {here.label} back to r{number}", changes)
    return drawn(request, here, told, attempt, context | {"cancel": here.history, "why": why})


def drawn(
    request: Request, here: Place, told: Returning, attempt: Attempt, context: dict[str, Any]
) -> HTMLResponse:
    """The page with what would change, what is in the way, and the button if nothing is."""
    told_in = {"here": here, "told": told, "verbs": BACK, "most": MOST, "section": "Revisions"}
    why, filled = context["why"], context | told_in
    return slips.drawn(request, "histories/back.html", filled, attempt, why=why, known=["to"])


for each in PLACES:
    add(each)
