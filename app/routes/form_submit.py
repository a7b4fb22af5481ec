"""Who sends a form, why it may not be done, and the page of a form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from app.access.roles import require_role
from app.edits.authentication import SignIn, SignInRefusal
from app.models import Account, Role
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.signing import set_session_cookie, sign_in
from app.spine.refusals import Refused
from app.templating.rendering import render_page

SESSION_ENDED = (
    "You are not signed in, or no longer. All that you typed is here: sign in to save it."
)
CREDENTIALS = ("username", "password")


@dataclass(frozen=True)
class Sender:
    """Who sent a form.

    Attributes:
        account: The account to record under; None where nobody may.
        attempt: Why nobody may.
        new_sign_in: The sign-in that came with the form, whether or not the account may do this.
    """

    account: Account | None
    attempt: Attempt = NO_ATTEMPT
    new_sign_in: SignIn | None = None

    def finish(self, answer: Response) -> Response:
        """An answer to this sender; after a sign-in by the form, the browser keeps the session."""
        if self.new_sign_in is not None:
            set_session_cookie(answer, self.new_sign_in)
        return answer


def identify_sender(request: Request, fields: Mapping[str, str], role: Role) -> Sender:
    """Who is signed in already, or signs in by the same form, if they have the role."""
    account: Account | None = request.state.account
    new_sign_in = None
    if account is None:
        handle, password = (fields.get(name, "") for name in CREDENTIALS)
        if not handle and not password:
            return Sender(None, Attempt(401, SESSION_ENDED))
        result = sign_in(request, handle, password)
        if isinstance(result, SignInRefusal):
            refused = Attempt(result.status, result.sentence, result.wait, result, handle)
            return Sender(None, refused)
        account, new_sign_in = result.account, result
    try:
        require_role(role)(request, account)
    except HTTPException as refusal:
        return Sender(None, Attempt(refusal.status_code, str(refusal.detail)), new_sign_in)
    return Sender(account, new_sign_in=new_sign_in)


def refused_attempt(refusal: Refused) -> Attempt:
    """The attempt to record something that was refused."""
    return Attempt(refusal.status, str(refusal), refusal.wait)


def render_form_page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    attempt: Attempt,
    known: Collection[str] = (),
) -> HTMLResponse:
    """The page of a form; no browser keeps it, so that Back leads to what is saved by then."""
    page_context = {**context, "attempt": attempt, "noindex": True}
    answer = render_page(request, template, page_context, status=attempt.status, known=known)
    answer.headers["Cache-Control"] = "no-store"
    if attempt.wait:
        answer.headers["Retry-After"] = str(attempt.wait)
    return answer
