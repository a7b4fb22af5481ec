"""Signing in and out, and the links that work once."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access.accounts import cookie_name, is_https, mark_name
from app.access.roles import Contributor, Reader
from app.access.session import Db, end_reading
from app.edits import authentication
from app.edits.accounts import LINK_USED, accept_invitation
from app.edits.authentication import SignIn, SignInDesk, SignInRefusal, Visitor
from app.edits.sign_in_limits import KNOWN_FOR, SESSION_LIMIT
from app.forms.accounts import HINTS, parse_handle, parse_password
from app.queries import accounts
from app.routes.attempt import Attempt
from app.routes.not_found import NotFound, is_own_address
from app.routes.redraws import Items, redraw_by, sketch_small_form
from app.spine.refusals import Refused
from app.spine.revision import sha256_hex
from app.templating.rendering import render_page

router = APIRouter()
FormText = Annotated[str, Form()]


def visitor(request: Request) -> Visitor:
    """Who asks, as far as that matters for signing in."""
    return Visitor(
        now=request.app.state.clock(),
        address=request.client.host if request.client else "",
        agent=request.headers.get("User-Agent", ""),
        token=request.cookies.get(cookie_name(secure=is_https(request)), ""),
        mark=request.cookies.get(mark_name(secure=is_https(request)), ""),
        secure=is_https(request),
    )


def sign_in_desk(request: Request) -> SignInDesk:
    """What signing in needs of the application."""
    state = request.app.state
    return SignInDesk(state.engine, state.hasher, state.attempts)


def sign_in(request: Request, handle: str, password: str) -> SignIn | SignInRefusal:
    """Sign somebody in, from any form that asks for it: what to `welcome`, or why not.

    Pages drawn for this request afterwards show whoever it is.
    """
    end_reading(request)
    result = authentication.sign_in(sign_in_desk(request), handle, password, visitor(request))
    if isinstance(result, SignIn):
        request.state.account, request.state.new_sign_in = result.account, result
    return result


def set_session_cookie(response: Response, signed_in: SignIn) -> None:
    """Let the browser hold the token of its new session, and the mark by which it is known."""
    cookies = [(cookie_name(secure=signed_in.secure), signed_in.token, SESSION_LIMIT)]
    if signed_in.mark:  # none where the key could not be made
        cookies.append((mark_name(secure=signed_in.secure), signed_in.mark, KNOWN_FOR))
    for name, value, lifetime in cookies:
        response.set_cookie(
            name,
            value,
            max_age=int(lifetime.total_seconds()),
            path="/",
            secure=signed_in.secure,
            httponly=True,
            samesite="lax",
        )
    response.headers.setdefault("Cache-Control", "private, no-cache")


@router.get("/sign-in", name="sign_in.show")
def show(request: Request, account: Reader, to: Annotated[str, Query()] = "/") -> Response:
    """The form to sign in; back to where one came from, if one is."""
    back = to if is_own_address(to) else "/"
    if account is not None:
        return RedirectResponse(back, 303)
    return render_sign_in(request, back)


def sketch_sign_in(request: Request, items: Items, attempt: Attempt) -> Response:
    """The form to sign in as it was sent; it asks the register nothing."""
    fields = dict(items)
    to = fields.get("to", "/")
    back = to if is_own_address(to) else "/"
    return render_sign_in(request, back, attempt.handle, attempt.as_refusal)


def redraw_sign_in(request: Request, _db: Session, items: Items, attempt: Attempt) -> Response:
    """The same with the moment of the register above."""
    return sketch_sign_in(request, items, attempt)


@router.post("/sign-in", name="sign_in.create")
@redraw_by(redraw_sign_in, sketch_sign_in)
def create(
    request: Request, _db: Db, username: FormText = "", password: FormText = "", to: FormText = "/"
) -> Response:
    """Sign in and go back to where one came from."""
    back = to if is_own_address(to) else "/"
    result = sign_in(request, username, password)
    if isinstance(result, SignInRefusal):
        return render_sign_in(request, back, username, result)
    answer = RedirectResponse(back, 303)
    set_session_cookie(answer, result)
    return answer


def render_sign_in(
    request: Request, to: str, handle: str = "", refusal: SignInRefusal | None = None
) -> Response:
    """The form to sign in, with what was typed and what was wrong with it."""
    context = {"to": to, "handle": handle, "refusal": refusal, "noindex": True}
    status = refusal.status if refusal else 200
    return add_retry_after(
        render_page(request, "signing/show.html", context, status=status, known=["to"]), refusal
    )


def add_retry_after(
    answer: HTMLResponse, refusal: SignInRefusal | Exception | None
) -> HTMLResponse:
    """An answer that says when to try again, where waiting helps."""
    if wait := getattr(refusal, "wait", 0):
        answer.headers["Retry-After"] = str(wait)
    return answer


@router.get("/sign-in/{token}", name="invitations.show")
def show_invitation(request: Request, token: str, db: Db) -> HTMLResponse:
    """The form to choose a password, or to become the first admin."""
    return render_invitation(request, token, db, "", None)


def redraw_invitation(request: Request, db: Session, _items: Items, attempt: Attempt) -> Response:
    """The form of a link that works once, as it was sent."""
    token = request.path_params["token"]
    return render_invitation(request, token, db, attempt.handle, attempt.as_error)


@router.post("/sign-in/{token}", name="invitations.create")
@redraw_by(redraw_invitation)
def answer_invitation(
    request: Request,
    token: str,
    db: Db,
    username: FormText = "",
    password: FormText = "",
    again: FormText = "",
) -> Response:
    """Use the link up, and be signed in."""
    state = request.app.state
    invitation_and_owner = accounts.invitation(db, sha256_hex(token), state.clock())
    if invitation_and_owner is None:
        raise NotFound(LINK_USED)  # before anything is hashed: nobody gets a place by guessing
    account = invitation_and_owner[1]
    try:
        handle = account.handle if account else parse_handle(username)
        new_password = parse_password(password, again, handle)
        end_reading(request)
        result = accept_invitation(
            state.engine, state.hasher, token, handle, new_password, visitor(request)
        )
    except (ValueError, Refused) as refusal:
        return render_invitation(request, token, db, username, refusal)
    answer = RedirectResponse(request.app.url_path_for("account.show"), 303)
    set_session_cookie(answer, result)
    return answer


def render_invitation(
    request: Request, token: str, db: Session, handle: str, refusal: Exception | None
) -> HTMLResponse:
    """The form of a link that works once, with what was wrong with what was typed.

    Raises:
        NotFound: When it works no more.
    """
    invitation_and_owner = accounts.invitation(db, sha256_hex(token), request.app.state.clock())
    if invitation_and_owner is None:
        raise NotFound(LINK_USED)
    context: dict[str, object] = {
        "owner": invitation_and_owner[1],
        "until": invitation_and_owner[0].expires_at,
        "noindex": True,
    }
    context |= {"handle": handle, "hints": HINTS, "refusal": refusal}
    status = getattr(refusal, "status", 422) if refusal else 200
    answer = render_page(request, "signing/invitation.html", context, status=status)
    return add_retry_after(answer, refusal)


@router.get("/sign-out", name="sign_out.show")
def show_sign_out(request: Request, _account: Contributor) -> HTMLResponse:
    """The button to sign out."""
    return render_page(request, "signing/out.html", {"noindex": True})


def redraw_sign_out(request: Request, _db: Session, items: Items, attempt: Attempt) -> Response:
    """The one button again: a page without boxes loses nothing but what was chosen."""
    return sketch_small_form(request, items, attempt)


@router.post("/sign-out", name="sign_out.create")
@redraw_by(redraw_sign_out)
def end_session(request: Request, account: Reader, everywhere: FormText = "") -> Response:
    """Sign out here, or everywhere; the browser forgets the pages it kept."""
    if account is not None and everywhere:
        authentication.sign_out_everywhere(request.app.state.engine, account.id)
    elif account is not None:
        authentication.sign_out(request.app.state.engine, account.id, request.state.session.id)
    return redirect_after_sign_out(request)


def redirect_after_sign_out(request: Request) -> Response:
    """On to the overview, without the cookie and the pages that the browser kept."""
    answer = RedirectResponse(request.app.url_path_for("overview.show"), 303)
    is_secure = is_https(request)
    answer.delete_cookie(
        cookie_name(secure=is_secure), secure=is_secure, httponly=True, samesite="lax"
    )
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
