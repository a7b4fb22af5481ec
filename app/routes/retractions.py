"""Retracting a thing: it should not have been recorded. It can be brought back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits.edit_request import EditRequest
from app.edits.reversals import retract
from app.queries.form_options import load_thing
from app.queries.pointers import load_pointers
from app.queries.things import things
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.not_found import missing_thing
from app.routes.reason_pages import ReasonPage, reason_redraw, render_reason_page, submit_reason
from app.routes.redraws import redraw_by
from app.routes.sections import WITH_EDIT_FORM, AddressedThing, find_thing, heading_context, on_each
from app.spine.moment import reading_session

router = APIRouter(dependencies=[Depends(redirect_to_now)])


@dataclass(frozen=True)
class RetractionPage(ReasonPage):
    """The page on which a thing is retracted with its parts.

    Attributes:
        with_ties: Whether what only ties it to others goes with it.
    """

    thing: AddressedThing
    with_ties: bool = False
    missing_reason: ClassVar[str] = "Say why: whoever finds it gone will ask."

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another thing."""
        return "retract", self.thing.row.entity_id, self.with_ties

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Retract the thing; the revision that does."""
        entity_id, tie_ids = self.thing.row.entity_id, []
        if self.with_ties:
            with reading_session(engine) as session:
                current = load_thing(session, entity_id)
                ties = load_pointers(session, current).ties if current else []
                tie_ids = [row.entity.id for row in ties]
        return retract(engine, edit_request, entity_id, tie_ids)

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
        pointers = load_pointers(db, current)
        rows = [*pointers.ties, *pointers.others]
        context = heading_context(db, kind, current) | {"here": self.thing, "parts": Counter(kinds)}
        names = things(db, {row.entity.root_id for row in rows})
        context |= {"pointers": [(names.get(row.entity.root_id), row.label) for row in rows]}
        context |= {"ties": pointers.ties, "kept": pointers.others, "with_ties": self.with_ties}
        return render_reason_page(request, "forms/retract.html", context, attempt)


def find_retraction_page(
    request: Request, db: Session, fields: Mapping[str, str]
) -> RetractionPage:
    """The page on which a thing is retracted, as a form asks for it."""
    return RetractionPage(find_thing(request, db), "with" in fields)


@on_each(WITH_EDIT_FORM, router, "GET {thing}/retract", "retract")
def new(request: Request, _editor: Editor, db: Db) -> HTMLResponse:
    """The page that asks why a thing is to go."""
    return RetractionPage(find_thing(request, db)).render(request, db, NO_ATTEMPT)


@on_each(WITH_EDIT_FORM, router, "POST {thing}/retract", "retracted")
@redraw_by(reason_redraw(find_retraction_page))
def create(request: Request, _reader: Reader, db: Db, fields: FormFields) -> Response:
    """Retract a thing with its parts, or say what is wrong."""
    return submit_reason(request, fields, find_retraction_page(request, db, fields))
