"""One's own account."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access.parameters import FormFields
from app.access.roles import Contributor
from app.access.session import Db, end_reading
from app.edits import authentication
from app.edits.accounts import change_password, set_keys
from app.edits.authentication import SignInRefusal
from app.edits.sign_in_limits import IDLE_LIMIT, SESSION_LIMIT
from app.forms.accounts import HINTS, parse_password
from app.models import Account, Role
from app.queries import accounts
from app.routes.attempt import Attempt
from app.routes.redraws import Items, redraw_by
from app.routes.signing import (
    add_retry_after,
    redirect_after_sign_out,
    set_session_cookie,
    sign_in_desk,
    visitor,
)
from app.templating.rendering import render_page

router = APIRouter()
PASSWORD_FORM: Mapping[str, str] = {"do": "password"}


@router.get("/account", name="account.show")
def show(request: Request, account: Contributor, db: Db) -> HTMLResponse:
    """One's own account: what it may do, where it is signed in, its settings."""
    return render_own_account(request, account, db)


def redraw_own_account(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
    """One's own account with the form of it that was sent, as it was sent."""
    account, fields = request.state.account, dict(items)
    if fields.get("do") == "keys":
        db.expunge(account)  # it is shown as it was sent, and not written
        account.keys_on = "keys_on" in fields
    return render_own_account(request, account, db, attempt.as_refusal, fields)


@router.post("/account", name="account.update")
@redraw_by(redraw_own_account, role=Role.CONTRIBUTOR)
def update(request: Request, account: Contributor, db: Db, fields: FormFields) -> Response:
    """Change a setting or the password, or sign out somewhere."""
    engine, session_id = request.app.state.engine, request.state.session.id
    match fields.get("do"):
        case "keys":
            set_keys(engine, account.id, on="keys_on" in fields)
        case "password":
            return answer_password_change(request, account, db, fields)
        case "everywhere":
            authentication.sign_out_everywhere(engine, account.id)
            return redirect_after_sign_out(request)
        case _:
            authentication.sign_out(engine, account.id, fields.get("session", ""))
            if fields.get("session") == session_id:
                return redirect_after_sign_out(request)
    return RedirectResponse(request.app.url_path_for("account.show"), 303)


def answer_password_change(
    request: Request, account: Account, db: Session, fields: dict[str, str]
) -> Response:
    """Put a new password in place of the present one."""
    present = fields.get("present", "")
    try:
        new_password = parse_password(
            fields.get("password", ""), fields.get("again", ""), account.handle
        )
    except ValueError as refusal:
        return render_own_account(request, account, db, SignInRefusal(str(refusal), 422))
    end_reading(request)
    result = change_password(
        sign_in_desk(request), account, present, new_password, visitor(request)
    )
    if isinstance(result, SignInRefusal):
        return render_own_account(request, account, db, result)
    answer = RedirectResponse(request.app.url_path_for("account.show"), 303)
    set_session_cookie(answer, result)
    return answer


def render_own_account(
    request: Request,
    account: Account,
    db: Session,
    refusal: SignInRefusal | None = None,
    sent: Mapping[str, str] = PASSWORD_FORM,
) -> HTMLResponse:
    """The page of one's own account, with why what was sent was not done."""
    context = {
        "sessions": accounts.sign_in_sessions(db, account.id),
        "here": request.state.session.id,
    }
    context |= {
        "refusal": refusal,
        "is_password": sent.get("do") == "password",
        "hints": HINTS,
        "idle": IDLE_LIMIT.days,
        "most": SESSION_LIMIT.days,
    }
    status = refusal.status if refusal else 200
    answer = render_page(request, "accounts/own.html", context | {"noindex": True}, status=status)
    return add_retry_after(answer, refusal)
