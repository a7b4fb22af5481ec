"""Bringing a thing back, from retraction or to an earlier version: what it does, and the button."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits import reversals as edits
from app.forms.reason_form import suggest_comment
from app.queries import return_preview
from app.queries.return_preview import MOST, ReturnPreview
from app.routes import reason_pages
from app.routes.form_submit import NO_ATTEMPT, Attempt
from app.routes.reason_pages import ReasonAction, submit_reason
from app.routes.sections import SECTIONS, AddressedThing, Section

router = APIRouter(dependencies=[Depends(redirect_to_now)])
VERBS = {"added": "comes back", "changed": "changed back", "retracted": "goes"}
MOST_NUMBERS = 20  # revisions that a refusal names


def add_return_routes(section: Section) -> None:
    """Let things of a kind be brought back: `pledges.restore` and `pledges.revert`."""
    prefix, name, find_thing = section.prefix, section.name, section.find_thing
    key_type: Any = section.key_type

    @router.get(f"{prefix}/restore", name=f"{name}.restore")
    def new_restore(request: Request, _editor: Editor, db: Db, key: key_type) -> Response:
        """What bringing a thing back from retraction does, with the button."""
        return render_restore(request, db, find_thing(request, db, key), NO_ATTEMPT)

    @router.post(f"{prefix}/restore", name=f"{name}.restored")
    def create_restore(
        request: Request, _reader: Reader, db: Db, fields: FormFields, key: key_type
    ) -> Response:
        """Bring a thing back from retraction, with the parts that went with it."""
        thing, engine = find_thing(request, db, key), request.app.state.engine
        action = ReasonAction(
            lambda signed: edits.restore(engine, signed, thing.row.entity_id),
            lambda now, attempt: render_restore(request, now, thing, attempt),
            ("restore", thing.row.entity_id),
        )
        return submit_reason(request, fields, action)

    @router.get(f"{prefix}/revert", name=f"{name}.revert")
    def new_revert(
        request: Request, _editor: Editor, db: Db, key: key_type, to: Annotated[str, Query()] = ""
    ) -> Response:
        """What bringing a thing to an earlier version does, with the button."""
        thing = find_thing(request, db, key)
        if not to.strip():
            return RedirectResponse(thing.history_url, 303)
        return render_revert(request, db, thing, to, NO_ATTEMPT)

    @router.post(f"{prefix}/revert", name=f"{name}.reverted")
    def create_revert(
        request: Request, _reader: Reader, db: Db, fields: FormFields, key: key_type
    ) -> Response:
        """Bring a thing with its parts to an earlier version."""
        thing, engine, to = (
            find_thing(request, db, key),
            request.app.state.engine,
            fields.get("to", ""),
        )
        number = revision_number(to)
        action = ReasonAction(
            lambda signed: edits.revert(engine, signed, thing.row.entity_id, number),
            lambda now, attempt: render_revert(request, now, thing, to, attempt),
            ("revert", thing.row.entity_id, number),
        )
        return submit_reason(request, fields, action)


def revision_number(to: str) -> int:
    """The number of the revision that an address names; 0 for none."""
    match = re.fullmatch("[rR]?([1-9][0-9]{0,8})", to.strip())
    return int(match[1]) if match else 0


def render_restore(
    request: Request, db: Session, thing: AddressedThing, attempt: Attempt
) -> HTMLResponse:
    """The page on which something retracted is brought back."""
    outcome = return_preview.preview_restore(db, thing.row.entity_id)
    context = {"title": f"Bring back {thing.label}", "number": None, "cancel": thing.url}
    suggestion = f"Brings back {thing.label}, retracted in r{outcome.plan.retracted_in}."
    return render_return(request, thing, outcome, attempt, context | {"why": suggestion})


def render_revert(
    request: Request, db: Session, thing: AddressedThing, to: str, attempt: Attempt
) -> HTMLResponse:
    """The page on which a thing is brought to an earlier version.

    Raises:
        HTTPException: 422 with a sentence, when it had none at that revision.
    """
    number = revision_number(to)
    outcome = return_preview.preview_revert(db, thing.row.entity_id, number)
    if not outcome.plan.is_present_after or number > request.state.moment.number:
        numbers = ", ".join(f"r{n}" for n in outcome.plan.present_in[-MOST_NUMBERS:])
        raise HTTPException(
            422,
            f"“{to.strip()[:60]}” is no revision to go back to: {thing.label} was not there. "
            f"Choose one that touched it, such as {numbers}.",
        )
    changes = [f"{each.label} {VERBS[each.verb]}" for each in outcome.plan.changes]
    context = {"title": f"Bring {thing.label} back to r{number}", "number": number}
    suggestion = suggest_comment(f"Brings {thing.label} back to r{number}", changes)
    return render_return(
        request, thing, outcome, attempt, context | {"cancel": thing.history_url, "why": suggestion}
    )


def render_return(
    request: Request,
    thing: AddressedThing,
    outcome: ReturnPreview,
    attempt: Attempt,
    context: dict[str, Any],
) -> HTMLResponse:
    """The page with what would change, what is in the way, and the button if nothing is."""
    page_context = {
        "here": thing,
        "told": outcome,
        "verbs": VERBS,
        "most": MOST,
        "section": "Revisions",
    }
    why, full_context = context["why"], context | page_context
    return reason_pages.render_reason_page(
        request, "histories/back.html", full_context, attempt, why=why, known=["to"]
    )


for each in SECTIONS:
    add_return_routes(each)
