"""Pages with one button, and a reason: undoing, retracting, bringing back, going back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.datastructures import QueryParams

from app.access.moment import load_moment
from app.edits.edit_request import EditRequest
from app.forms import reason_form as forms
from app.models import Account, Role
from app.routes import form_submit
from app.routes.form_submit import Attempt, FormAction, submit_form
from app.routes.redirects import redirect_to_revision
from app.spine.moment import reading_session
from app.spine.refusals import Refused


@dataclass(frozen=True)
class ReasonAction:
    """What a page with one button is for.

    Attributes:
        run: Does it, signed; gives the revision that did.
        render: The page as things stand, after an attempt.
        identity: What tells it from other pages.
        missing_reason: What is said where there is no reason; "" where it takes none.
    """

    run: Callable[[EditRequest], int]
    render: Callable[[Session, Attempt], HTMLResponse]
    identity: tuple[object, ...]
    role: Role = Role.EDITOR
    missing_reason: str = ""


def submit_reason(request: Request, fields: dict[str, str], action: ReasonAction) -> Response:
    """Do what a button is for, and go to the revision that did it."""
    reason = forms.parse_reason_form(fields, request.state.moment.number)

    def run(account: Account) -> int:
        return action.run(
            EditRequest(
                account.id, reason.comment, reason.fingerprint(*action.identity), reason.base
            )
        )

    def redirect(number: int | None) -> Response:
        return redirect_to_revision(request, number or 0)

    def render_again(attempt: Attempt) -> HTMLResponse:
        with reading_session(
            request.app.state.engine
        ) as session:  # the register may be another by now
            request.state.moment = load_moment(session, QueryParams(), request.app.state.clock())
            return action.render(session, replace(attempt, reason_form=reason))

    if error := reason.find_error(action.missing_reason):
        return render_again(Attempt(422, error))
    return submit_form(request, fields, FormAction(run, redirect, render_again, action.role))


def render_reason_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    attempt: Attempt,
    *,
    why: str = "",
    known: Collection[str] = (),
) -> HTMLResponse:
    """The page of a slip, which holds `why` to begin with.

    What was refused is based on what is shown then; what was not tried, on what was shown before.
    """
    newest: int = request.state.moment.number
    reason = attempt.reason_form or forms.new_reason_form(why, newest)
    if attempt.status == Refused.status:
        reason = replace(reason, base=newest)
    return form_submit.render_form_page(
        request, template, {**context, "slip": reason}, attempt, known
    )
