"""Pages with one button, and a reason: undoing, retracting, bringing back, going back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.datastructures import QueryParams

from app.access import see
from app.edits.signed import Signed
from app.forms import slip as forms
from app.models import Account, Role
from app.routes import sending
from app.routes.landing import gone_to
from app.routes.sending import Attempt, Sending, send
from app.spine.moment import at
from app.spine.refusals import Refused


@dataclass(frozen=True)
class Button:
    """What a page with one button is for.

    Attributes:
        do: Does it, signed; gives the revision that did.
        draw: The page as things stand, after an attempt.
        about: What tells it from other pages.
        why: What is said where there is no reason; "" where it takes none.
    """

    do: Callable[[Signed], int]
    draw: Callable[[Session, Attempt], HTMLResponse]
    about: tuple[object, ...]
    role: Role = Role.EDITOR
    why: str = ""


def answered(request: Request, typed: dict[str, str], button: Button) -> Response:
    """Do what a button is for, and go to the revision that did it."""
    slip = forms.sent(typed, request.state.moment.number)

    def do(account: Account) -> int:
        return button.do(Signed(account.id, slip.comment, slip.form(*button.about), slip.base))

    def done(number: int | None) -> Response:
        return gone_to(request, number or 0)

    def anew(attempt: Attempt) -> HTMLResponse:
        with at(request.app.state.engine) as session:  # the register may be another by now
            request.state.moment = see(session, QueryParams(), request.app.state.clock())
            return button.draw(session, replace(attempt, slip=slip))

    if wrong := slip.wrong(button.why):
        return anew(Attempt(422, wrong))
    return send(request, typed, Sending(do, done, anew, button.role))


def drawn(
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
    slip = attempt.slip or forms.drawn(why, newest)
    if attempt.status == Refused.status:
        slip = replace(slip, base=newest)
    return sending.drawn(request, template, {**context, "slip": slip}, attempt, known)
