"""Retracting a thing: it should not have been recorded. It can be brought back."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.access import Db, Editor, FormFields, Reader, redirect_to_now
from app.edits.edit_request import EditRequest
from app.edits.reversals import retract
from app.models import Citation
from app.queries.form_options import load_thing
from app.routes.form_submit import NO_ATTEMPT, Attempt
from app.routes.headings import heading_context
from app.routes.not_found import missing_thing
from app.routes.reason_pages import ReasonPage, render_reason_page, submit_reason
from app.routes.sections import SECTIONS, AddressedThing, Section

router = APIRouter(dependencies=[Depends(redirect_to_now)])


@dataclass(frozen=True)
class RetractionPage(ReasonPage):
    """The page on which a thing is retracted with its parts."""

    thing: AddressedThing
    missing_reason: ClassVar[str] = "Say why: whoever finds it gone will ask."

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another thing."""
        return "retract", self.thing.row.entity_id

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Retract the thing; the revision that does."""
        return retract(engine, edit_request, self.thing.row.entity_id)

    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page with the parts that would go, and the button.

        Raises:
            HTTPException: 410 when it is retracted already.
        """
        root_id, kind = self.thing.row.entity_id, type(self.thing.row)
        current = load_thing(db, root_id)
        if current is None or root_id not in current.facts:
            raise missing_thing(db, kind, root_id)
        kinds = (current.entities[each].kind for each in current.facts if each != root_id)
        context = heading_context(db, kind, current) | {"here": self.thing, "parts": Counter(kinds)}
        return render_reason_page(request, "forms/retract.html", context, attempt)


def add_retraction_routes(section: Section) -> None:
    """Let things of a kind be retracted: `pledges.retract`."""
    key_type: Any = section.key_type

    @router.get(f"{section.prefix}/retract", name=f"{section.name}.retract")
    def new(request: Request, _editor: Editor, db: Db, key: key_type) -> HTMLResponse:
        """The page that asks why it is to go."""
        page = RetractionPage(section.find_thing(request, db, key))
        return page.render(request, db, NO_ATTEMPT)

    @router.post(f"{section.prefix}/retract", name=f"{section.name}.retracted")
    def create(
        request: Request, _reader: Reader, db: Db, fields: FormFields, key: key_type
    ) -> Response:
        """Retract it with its parts, or say what is wrong."""
        page = RetractionPage(section.find_thing(request, db, key))
        return submit_reason(request, fields, page)


for each in SECTIONS:
    if each.kind is not Citation:
        add_retraction_routes(each)
