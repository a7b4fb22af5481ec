"""What comes of a page with one button: done, or shown anew with all that was typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access import needs, see
from app.edits.returning import Signature
from app.edits.signing import Refusal
from app.forms import slip as forms
from app.forms.slip import Slip
from app.models import Account, Role
from app.routes.signing import after, sign_in, welcome
from app.spine.moment import at
from app.spine.recording import Submitted
from app.spine.refusals import Busy, Refused, Repeated

NOBODY = "Nothing was changed yet. Say who you are, and it is done."


@dataclass(frozen=True)
class Attempt:
    """What was sent with a page, and how that went.

    Attributes:
        slip: What was sent; None where the page is opened for the first time.
        sentence: Why nothing was changed.
        refusal: Why nobody was signed in.
        handle: The name that was typed.
    """

    slip: Slip | None = None
    status: int = 200
    sentence: str = ""
    refusal: Refusal | None = None
    handle: str = ""

    def drawn(self, comment: str, base: int) -> Slip:
        """What the page holds now: what was typed, on top of what is shown."""
        return replace(self.slip, base=base) if self.slip else forms.drawn(comment, base)


@dataclass(frozen=True)
class Button:
    """What a page with one button is for.

    Attributes:
        do: Does it, signed; gives the revision that did.
        draw: The page as things stand, after an attempt.
        about: What tells it from other pages.
    """

    do: Callable[[Signature], int]
    draw: Callable[[Session, Attempt], HTMLResponse]
    about: tuple[object, ...]
    role: Role = Role.EDITOR


def answered(request: Request, sent: dict[str, str], button: Button) -> Response:
    """Do what a button is for; whoever is not signed in may be so by the same form."""
    slip = forms.sent(sent, request.state.moment.number)
    account: Account | None = request.state.account
    if account is not None:
        return attempted(request, slip, button, account)
    if "username" not in sent:
        return anew(request, button, Attempt(slip, 401, NOBODY))
    handle = sent["username"]
    entered = sign_in(request, handle, sent.get("password", ""))
    if isinstance(entered, Refusal):
        attempt = Attempt(slip, entered.status, NOBODY, entered, handle)
        return after(anew(request, button, attempt), entered)
    answer = attempted(request, slip, button, entered.account)
    welcome(answer, entered)
    return answer


def attempted(request: Request, slip: Slip, button: Button, account: Account) -> Response:
    """Do it if the account may; else the page again, with the reason."""
    form = Submitted(slip.submission, slip.fingerprint(*button.about))
    try:
        needs(button.role)(request, account)
        number = button.do(Signature(account.id, slip.comment, form, slip.base))
    except Repeated as same:
        number = same.number
    except HTTPException as refusal:
        return anew(request, button, Attempt(slip, refusal.status_code, str(refusal.detail)))
    except Refused as refusal:
        answer = anew(request, button, Attempt(slip, refusal.status, str(refusal)))
        if isinstance(refusal, Busy):
            answer.headers["Retry-After"] = "5"
        return answer
    return RedirectResponse(request.app.url_path_for("revisions.show", number=str(number)), 303)


def anew(request: Request, button: Button, attempt: Attempt) -> HTMLResponse:
    """The page as things stand by now, which may be others than when the request came."""
    with at(request.app.state.engine) as session:
        request.state.moment = see(session, {}, request.app.state.clock())
        return button.draw(session, attempt)
