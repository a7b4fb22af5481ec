"""How any form is sent: by whom, what comes of it, and the form again where nothing does."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from app.access.roles import require_role
from app.edits.authentication import SignInRefusal
from app.forms.reason_form import ReasonForm
from app.models import Account, Role
from app.routes.signing import add_retry_after, set_session_cookie, sign_in
from app.spine.refusals import Refused, RepeatedSubmission, WriteQueueFull
from app.templating import render_page

SESSION_ENDED = (
    "You are not signed in, or no longer. All that you typed is here: sign in to save it."
)
SECRETS = ("username", "password")


@dataclass(frozen=True)
class Attempt:
    """How it went to send a form; nothing was sent yet where it is opened.

    Attributes:
        status: What the answer has.
        sentence: Why nothing was recorded; "" where that is told otherwise.
        error: The refusal that this is, if recording was tried.
        refusal: Why nobody was signed in.
        handle: The name that was typed.
        reason_form: What was sent, where it is a slip.
    """

    status: int = 200
    sentence: str = ""
    error: Refused | None = None
    refusal: SignInRefusal | None = None
    handle: str = ""
    reason_form: ReasonForm | None = None


NO_ATTEMPT = Attempt()


@dataclass(frozen=True)
class FormAction:
    """What a form that was sent is for.

    Attributes:
        run: Does it, for an account; the revision that did, None where nothing was changed.
        redirect: Where one goes then.
        render_again: The form with all that was typed, after an attempt.
        role: What it takes.
    """

    run: Callable[[Account], int | None]
    redirect: Callable[[int | None], Response]
    render_again: Callable[[Attempt], HTMLResponse]
    role: Role = Role.EDITOR


def submit_form(request: Request, fields: Mapping[str, str], action: FormAction) -> Response:
    """Do what a form is for; whoever is not signed in may be so by the same form."""
    account: Account | None = request.state.account
    if account is not None:
        return run_action(request, account, action)
    handle, password = (fields.get(name, "") for name in SECRETS)
    if not handle and not password:
        return action.render_again(Attempt(401, SESSION_ENDED))
    result = sign_in(request, handle, password)
    if isinstance(result, SignInRefusal):
        attempt = Attempt(result.status, result.sentence, refusal=result, handle=handle)
        return add_retry_after(action.render_again(attempt), result)
    answer = run_action(request, result.account, action)
    set_session_cookie(answer, result)
    return answer


def run_action(request: Request, account: Account, action: FormAction) -> Response:
    """Do it if the account may; else the form again, with the reason."""
    try:
        require_role(action.role)(request, account)
        number = action.run(account)
    except RepeatedSubmission as same:
        number = same.number
    except HTTPException as refusal:
        return action.render_again(Attempt(refusal.status_code, str(refusal.detail)))
    except Refused as refusal:
        answer = action.render_again(Attempt(refusal.status, str(refusal), refusal))
        if isinstance(refusal, WriteQueueFull):
            answer.headers["Retry-After"] = "5"
        return answer
    return action.redirect(number)


def render_form_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    attempt: Attempt,
    known: Collection[str] = (),
) -> HTMLResponse:
    """The page of a form; no browser keeps it, so that Back leads to what is saved by then."""
    page_context = {**context, "attempt": attempt, "noindex": True}
    answer = render_page(request, template, page_context, status=attempt.status, known=known)
    answer.headers["Cache-Control"] = "no-store"
    return answer
