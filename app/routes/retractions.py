"""Retracting a thing: it should not have been recorded. It can be brought back."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits.reversals import retract
from app.models import Citation
from app.queries.form_options import load_thing
from app.routes import reason_pages
from app.routes.form_submit import NO_ATTEMPT, Attempt
from app.routes.headings import heading_context
from app.routes.not_found import missing_thing
from app.routes.reason_pages import ReasonAction, submit_reason
from app.routes.sections import SECTIONS, AddressedThing, Section

router = APIRouter(dependencies=[Depends(redirect_to_now)])
REASON_MISSING = "Say why: whoever finds it gone will ask."


def add_retraction_routes(section: Section) -> None:
    """Let things of a kind be retracted: `pledges.retract`."""
    key_type: Any = section.key_type

    @router.get(f"{section.prefix}/retract", name=f"{section.name}.retract")
    def new(request: Request, _editor: Editor, db: Db, key: key_type) -> HTMLResponse:
        """The page that asks why it is to go."""
        return render_retraction(request, db, section.find_thing(request, db, key), NO_ATTEMPT)

    @router.post(f"{section.prefix}/retract", name=f"{section.name}.retracted")
    def create(
        request: Request, _reader: Reader, db: Db, fields: FormFields, key: key_type
    ) -> Response:
        """Retract it with its parts, or say what is wrong."""
        thing, engine = section.find_thing(request, db, key), request.app.state.engine
        action = ReasonAction(
            lambda signed: retract(engine, signed, thing.row.entity_id),
            lambda now, attempt: render_retraction(request, now, thing, attempt),
            ("retract", thing.row.entity_id),
            missing_reason=REASON_MISSING,
        )
        return submit_reason(request, fields, action)


def render_retraction(
    request: Request, db: Session, thing: AddressedThing, attempt: Attempt
) -> HTMLResponse:
    """The page with the parts that would go, and the button.

    Raises:
        HTTPException: 410 when it is retracted already.
    """
    root_id, kind = thing.row.entity_id, type(thing.row)
    current = load_thing(db, root_id)
    if current is None or root_id not in current.facts:
        raise missing_thing(db, kind, root_id)
    kinds = (current.entities[each].kind for each in current.facts if each != root_id)
    context = heading_context(db, kind, current) | {"here": thing, "parts": Counter(kinds)}
    return reason_pages.render_reason_page(request, "forms/retract.html", context, attempt)


for each in SECTIONS:
    if each.kind is not Citation:
        add_retraction_routes(each)
