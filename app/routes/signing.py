"""Signing in and out, and the links that work once."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.access import Contributor, Db, Reader, cookie, secure
from app.edits import accounts as edits
from app.edits import signing
from app.edits.signing import Refusal, SignedIn, Visitor
from app.forms import accounts as forms
from app.queries import accounts
from app.routes.finding import NotFound, ours
from app.rules.patience import MOST
from app.spine.refusals import Refused
from app.spine.revision import hashed
from app.templating import page

router = APIRouter()
Typed = Annotated[str, Form()]


def visitor(request: Request) -> Visitor:
    """Who asks, as far as that matters for signing in."""
    return Visitor(
        now=request.app.state.clock(),
        address=request.client.host if request.client else "",
        agent=request.headers.get("User-Agent", ""),
        token=request.cookies.get(cookie(secure=secure(request)), ""),
        secure=secure(request),
    )


def sign_in(request: Request, handle: str, password: str) -> SignedIn | Refusal:
    """Sign somebody in, from any form that asks for it: what to `welcome`, or why not.

    Pages drawn for this request afterwards show whoever it is.
    """
    state = request.app.state
    found = signing.sign_in(state.engine, state.hasher, handle, password, visitor(request))
    if isinstance(found, SignedIn):
        request.state.account = found.account
    return found


def welcome(response: Response, signed_in: SignedIn) -> None:
    """Let the browser hold the token of its new session."""
    response.set_cookie(
        cookie(secure=signed_in.secure),
        signed_in.token,
        max_age=int(MOST.total_seconds()),
        path="/",
        secure=signed_in.secure,
        httponly=True,
        samesite="lax",
    )
    response.headers.setdefault("Cache-Control", "private, no-cache")


@router.get("/sign-in", name="sign_in.show")
def show(request: Request, account: Reader, to: Annotated[str, Query()] = "/") -> Response:
    """The form to sign in; back to where one came from, if one is."""
    back = to if ours(to) else "/"
    if account is not None:
        return RedirectResponse(back, 303)
    return form(request, back)


@router.post("/sign-in", name="sign_in.create")
def create(
    request: Request, _db: Db, username: Typed = "", password: Typed = "", to: Typed = "/"
) -> Response:
    """Sign in and go back to where one came from."""
    back = to if ours(to) else "/"
    found = sign_in(request, username, password)
    if isinstance(found, Refusal):
        return form(request, back, username, found)
    answer = RedirectResponse(back, 303)
    welcome(answer, found)
    return answer


def form(request: Request, to: str, handle: str = "", refusal: Refusal | None = None) -> Response:
    """The form to sign in, with what was typed and what was wrong with it."""
    context = {"to": to, "handle": handle, "refusal": refusal, "noindex": True}
    status = refusal.status if refusal else 200
    return after(page(request, "signing/show.html", context, status=status, known=["to"]), refusal)


def after(answer: HTMLResponse, refusal: Refusal | None) -> HTMLResponse:
    """An answer that says when to try again."""
    if refusal and refusal.wait:
        answer.headers["Retry-After"] = str(refusal.wait)
    return answer


@router.get("/sign-in/{token}", name="invitations.show")
def invited(request: Request, token: str, db: Db) -> HTMLResponse:
    """The form to choose a password, or to become the first admin."""
    return invitation(request, token, db, "", None)


@router.post("/sign-in/{token}", name="invitations.create")
def accept(
    request: Request,
    token: str,
    db: Db,
    username: Typed = "",
    password: Typed = "",
    again: Typed = "",
) -> Response:
    """Use the link up, and be signed in."""
    state = request.app.state
    found = accounts.invitation(db, hashed(token), state.clock())
    try:
        account = found[1] if found else None
        handle = account.handle if account else forms.handle(username)
        wanted = forms.password(password, again, handle)
        made = edits.accept(state.engine, state.hasher, token, handle, wanted, visitor(request))
    except (ValueError, Refused) as refusal:
        return invitation(request, token, db, username, refusal)
    answer = RedirectResponse(request.app.url_path_for("account.show"), 303)
    welcome(answer, made)
    return answer


def invitation(
    request: Request, token: str, db: Db, handle: str, refusal: Exception | None
) -> HTMLResponse:
    """The form of a link that works once, with what was wrong with what was typed.

    Raises:
        NotFound: When it works no more.
    """
    found = accounts.invitation(db, hashed(token), request.app.state.clock())
    if found is None:
        raise NotFound(edits.USED)
    context: dict[str, object] = {"owner": found[1], "until": found[0].expires_at, "noindex": True}
    context |= {"handle": handle, "hints": forms.HINTS, "refusal": refusal}
    status = getattr(refusal, "status", 422) if refusal else 200
    return page(request, "signing/invitation.html", context, status=status)


@router.get("/sign-out", name="sign_out.show")
def leaving(request: Request, _account: Contributor) -> HTMLResponse:
    """The button to sign out."""
    return page(request, "signing/out.html", {"noindex": True})


@router.post("/sign-out", name="sign_out.create")
def leave(request: Request, account: Reader, everywhere: Typed = "") -> Response:
    """Sign out here, or everywhere; the browser forgets the pages it kept."""
    if account is not None and everywhere:
        signing.sign_out_everywhere(request.app.state.engine, account.id)
    elif account is not None:
        signing.sign_out(request.app.state.engine, account.id, request.state.session.id)
    return farewell(request)


def farewell(request: Request) -> Response:
    """On to the overview, without the cookie and the pages that the browser kept."""
    answer = RedirectResponse(request.app.url_path_for("overview.show"), 303)
    behind = secure(request)
    answer.delete_cookie(cookie(secure=behind), secure=behind, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
