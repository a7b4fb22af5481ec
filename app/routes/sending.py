"""How any form is sent: by whom, what comes of it, and the form again where nothing does."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from app.access import needs
from app.edits.signing import Refusal
from app.forms.slip import Slip
from app.models import Account, Role
from app.routes.signing import after, sign_in, welcome
from app.spine.refusals import Busy, Refused, Repeated
from app.templating import page

ENDED = "You are not signed in, or no longer. All that you typed is here: sign in to save it."
SECRETS = ("username", "password")


@dataclass(frozen=True)
class Attempt:
    """How it went to send a form; nothing was sent yet where it is opened.

    Attributes:
        status: What the answer has.
        sentence: Why nothing was recorded; "" where that is told otherwise.
        reason: The refusal that this is, if recording was tried.
        refusal: Why nobody was signed in.
        handle: The name that was typed.
        slip: What was sent, where it is a slip.
    """

    status: int = 200
    sentence: str = ""
    reason: Refused | None = None
    refusal: Refusal | None = None
    handle: str = ""
    slip: Slip | None = None


OPENED = Attempt()


@dataclass(frozen=True)
class Sending:
    """What a form that was sent is for.

    Attributes:
        do: Does it, for an account; the revision that did, None where nothing was changed.
        done: Where one goes then.
        anew: The form with all that was typed, after an attempt.
        role: What it takes.
    """

    do: Callable[[Account], int | None]
    done: Callable[[int | None], Response]
    anew: Callable[[Attempt], HTMLResponse]
    role: Role = Role.EDITOR


def send(request: Request, typed: Mapping[str, str], form: Sending) -> Response:
    """Do what a form is for; whoever is not signed in may be so by the same form."""
    account: Account | None = request.state.account
    if account is not None:
        return attempted(request, account, form)
    handle, password = (typed.get(name, "") for name in SECRETS)
    if not handle and not password:
        return form.anew(Attempt(401, ENDED))
    found = sign_in(request, handle, password)
    if isinstance(found, Refusal):
        attempt = Attempt(found.status, found.sentence, refusal=found, handle=handle)
        return after(form.anew(attempt), found)
    answer = attempted(request, found.account, form)
    welcome(answer, found)
    return answer


def attempted(request: Request, account: Account, form: Sending) -> Response:
    """Do it if the account may; else the form again, with the reason."""
    try:
        needs(form.role)(request, account)
        number = form.do(account)
    except Repeated as same:
        number = same.number
    except HTTPException as refusal:
        return form.anew(Attempt(refusal.status_code, str(refusal.detail)))
    except Refused as refusal:
        answer = form.anew(Attempt(refusal.status, str(refusal), refusal))
        if isinstance(refusal, Busy):
            answer.headers["Retry-After"] = "5"
        return answer
    return form.done(number)


def drawn(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    attempt: Attempt,
    known: Collection[str] = (),
) -> HTMLResponse:
    """The page of a form; no browser keeps it, so that Back leads to what is saved by then."""
    told = {**context, "attempt": attempt, "noindex": True}
    answer = page(request, template, told, status=attempt.status, known=known)
    answer.headers["Cache-Control"] = "no-store"
    return answer
