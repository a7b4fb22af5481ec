"""Pages with one button, and a reason: undoing, retracting, bringing back, going back."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.datastructures import QueryParams

from app.access.moment import load_moment
from app.edits.edit_request import EditRequest
from app.forms.reason_form import ReasonForm, new_reason_form, parse_reason_form
from app.models import Role
from app.routes.attempt import Attempt
from app.routes.form_submit import (
    SESSION_ENDED,
    identify_sender,
    refused_attempt,
    render_form_page,
)
from app.routes.redirects import redirect_to_revision
from app.routes.redraws import FormDrawing, Items
from app.spine.moment import reading_session
from app.spine.refusals import Refused, RepeatedSubmission


class ReasonPage(ABC):
    """A page with one button and a reason.

    Attributes:
        missing_reason: What is said where the reason is empty; "" where it may be.
    """

    missing_reason: ClassVar[str] = ""

    @property
    def role(self) -> Role:
        """What pressing the button takes."""
        return Role.EDITOR

    @property
    @abstractmethod
    def identity(self) -> tuple[object, ...]:
        """What tells it from other pages, so that a reason sent twice counts once."""

    @abstractmethod
    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Do what the button says; the revision that does.

        Raises:
            Refused: When it can't be done.
        """

    @abstractmethod
    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page as things stand in `db`, after an attempt."""


def submit_reason(request: Request, fields: Mapping[str, str], page: ReasonPage) -> Response:
    """Do what a button says and go to the revision that did it, or show the page again."""
    reason = parse_reason_form(fields, request.state.moment.number)
    if error := reason.find_error(page.missing_reason):
        sentence = error if request.state.account else f"{SESSION_ENDED} {error}"
        attempt = Attempt(422, sentence, handle=fields.get("username", ""))
        return render_again(request, page, reason, attempt)
    sender = identify_sender(request, fields, page.role)
    if sender.account is None:
        return sender.finish(render_again(request, page, reason, sender.attempt))
    form = reason.fingerprint(*page.identity)
    edit_request = EditRequest(sender.account.id, reason.comment, form, reason.base)
    try:
        number = page.run(request.app.state.engine, edit_request)
    except RepeatedSubmission as same:
        number = same.number
    except Refused as refusal:
        return sender.finish(render_again(request, page, reason, refused_attempt(refusal)))
    return sender.finish(redirect_to_revision(request, number, reason.hidden_count))


def reason_redraw(
    build_page: Callable[[Request, Session, Mapping[str, str]], ReasonPage],
) -> FormDrawing:
    """How a page of a reason is drawn again, from the page that an address is of."""

    def redraw(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
        fields = dict(items)
        reason = parse_reason_form(fields, request.state.moment.number)
        page = build_page(request, db, fields)
        return page.render(request, db, replace(attempt, reason_form=reason))

    return redraw


def render_again(
    request: Request, page: ReasonPage, reason: ReasonForm, attempt: Attempt
) -> HTMLResponse:
    """The page with the reason that was typed, in the register as it is by now."""
    with reading_session(request.app.state.engine) as session:
        request.state.moment = load_moment(session, QueryParams(), request.app.state.clock())
        return page.render(request, session, replace(attempt, reason_form=reason))


def render_reason_page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    attempt: Attempt,
    *,
    suggestion: str = "",
    known: Collection[str] = (),
) -> HTMLResponse:
    """The page of a reason, with a suggestion of one to begin with.

    What was refused is based on what is shown then; what was not tried, on what was shown before.
    """
    newest: int = request.state.moment.number
    reason = attempt.reason_form or new_reason_form(suggestion, newest)
    if attempt.status == Refused.status:
        reason = replace(reason, base=newest)
    return render_form_page(request, template, {**context, "reason": reason}, attempt, known)
