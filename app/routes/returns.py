"""Bringing a thing back, from retraction or to an earlier version: what it does, and the button."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits import reversals
from app.edits.edit_request import EditRequest
from app.forms.reason_form import suggest_comment
from app.queries import return_preview
from app.queries.return_preview import MAX_ROWS, ReturnPreview
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.reason_pages import ReasonPage, reason_redraw, render_reason_page, submit_reason
from app.routes.redraws import redraw_by
from app.routes.sections import WITH_PAGE, AddressedThing, find_thing, on_each

router = APIRouter(dependencies=[Depends(redirect_to_now)])
VERBS = {"added": "comes back", "changed": "changed back", "retracted": "goes"}
MOST_NUMBERS = 20  # revisions that a refusal names


@dataclass(frozen=True)
class RestorePage(ReasonPage):
    """The page on which something retracted is brought back, with the parts that went with it."""

    thing: AddressedThing

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another thing."""
        return "restore", self.thing.row.entity_id

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Bring the thing back; the revision that does."""
        return reversals.restore(engine, edit_request, self.thing.row.entity_id)

    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page with what comes back, and the button."""
        thing = self.thing
        preview = return_preview.preview_restore(db, thing.row.entity_id)
        context = {"title": f"Bring back {thing.label}", "here": thing, "preview": preview}
        context |= {"number": None, "cancel": thing.url}
        suggestion = f"Brings back {thing.label}, retracted in r{preview.plan.retracted_in}."
        return render_return(request, context, attempt, suggestion)


@dataclass(frozen=True)
class RevertPage(ReasonPage):
    """The page on which a thing with its parts is brought to an earlier version.

    Attributes:
        to: The revision whose version it is, as it was typed: "r12".
    """

    thing: AddressedThing
    to: str

    @property
    def number(self) -> int:
        """The number of the revision; 0 where none was typed."""
        match = re.fullmatch("[rR]?([1-9][0-9]{0,8})", self.to.strip())
        return int(match[1]) if match else 0

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another thing, or of another version."""
        return "revert", self.thing.row.entity_id, self.number

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Bring the thing to that version; the revision that does."""
        return reversals.revert(engine, edit_request, self.thing.row.entity_id, self.number)

    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page with what changes, and the button.

        Raises:
            HTTPException: 422 with a sentence, when the thing was not there at that revision.
        """
        thing, number = self.thing, self.number
        preview = return_preview.preview_revert(db, thing.row.entity_id, number)
        if not preview.plan.is_present_after or number > request.state.moment.number:
            raise self.missing_version(preview)
        changes = [f"{each.label} {VERBS[each.verb]}" for each in preview.plan.changes]
        context = {"title": f"Bring {thing.label} back to r{number}", "number": number}
        context |= {"cancel": thing.history_url, "here": thing, "preview": preview}
        suggestion = suggest_comment(f"Brings {thing.label} back to r{number}", changes)
        return render_return(request, context, attempt, suggestion)

    def missing_version(self, preview: ReturnPreview) -> HTTPException:
        """The answer for a revision as of which the thing was not in the register."""
        numbers = ", ".join(f"r{n}" for n in preview.plan.present_in[-MOST_NUMBERS:])
        return HTTPException(
            422,
            f"“{self.to.strip()[:60]}” is no revision to go back to: {self.thing.label} was not "
            f"there. Choose one that touched it, such as {numbers}.",
        )


def render_return(
    request: Request, context: Mapping[str, object], attempt: Attempt, suggestion: str
) -> HTMLResponse:
    """The page with what would change, what is in the way, and the button if nothing is."""
    context = {**context, "verbs": VERBS, "most": MAX_ROWS, "section": "Revisions"}
    return render_reason_page(
        request, "histories/back.html", context, attempt, suggestion=suggestion, known=["to"]
    )


def find_revert_page(request: Request, db: Session, fields: Mapping[str, str]) -> RevertPage:
    """The page on which a thing is brought to the version that a form names."""
    return RevertPage(find_thing(request, db), fields.get("to", ""))


@on_each(WITH_PAGE, router, "GET {thing}/restore", "restore")
def new_restore(request: Request, _editor: Editor, db: Db) -> HTMLResponse:
    """What bringing a thing back from retraction does, with the button."""
    return RestorePage(find_thing(request, db)).render(request, db, NO_ATTEMPT)


@on_each(WITH_PAGE, router, "POST {thing}/restore", "restored")
@redraw_by(reason_redraw(lambda request, db, _: RestorePage(find_thing(request, db))))
def create_restore(request: Request, _reader: Reader, db: Db, fields: FormFields) -> Response:
    """Bring a thing back from retraction, with the parts that went with it."""
    return submit_reason(request, fields, RestorePage(find_thing(request, db)))


@on_each(WITH_PAGE, router, "GET {thing}/revert", "revert")
def new_revert(
    request: Request, _editor: Editor, db: Db, to: Annotated[str, Query()] = ""
) -> Response:
    """What bringing a thing to an earlier version does, with the button."""
    thing = find_thing(request, db)
    if not to.strip():
        return RedirectResponse(thing.history_url, 303)
    return RevertPage(thing, to).render(request, db, NO_ATTEMPT)


@on_each(WITH_PAGE, router, "POST {thing}/revert", "reverted")
@redraw_by(reason_redraw(find_revert_page))
def create_revert(request: Request, _reader: Reader, db: Db, fields: FormFields) -> Response:
    """Bring a thing with its parts to an earlier version."""
    return submit_reason(request, fields, find_revert_page(request, db, fields))
