"""All accounts, for admins."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access.parameters import FormFields, Number
from app.access.roles import Admin
from app.access.session import Db
from app.edits.accounts import (
    add_account,
    disable_account,
    enable_account,
    give_role,
    reset_password,
    sign_in_link,
)
from app.edits.sign_in_limits import LINK_LIFETIME
from app.forms.accounts import HINTS, ROLES, parse_handle, parse_role
from app.models import Account, Role
from app.queries import accounts
from app.routes.attempt import Attempt
from app.routes.not_found import NotFound
from app.routes.redraws import Items, redraw_by
from app.routes.signing import add_retry_after
from app.spine.refusals import Refused
from app.templating.rendering import render_page

router = APIRouter()
NOTHING_SENT: Mapping[str, str] = {}


@router.get("/accounts", name="accounts.index")
def index(request: Request, _admin: Admin, db: Db) -> HTMLResponse:
    """All accounts, and the form for another one."""
    return render_accounts(request, db)


def redraw_accounts(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
    """All accounts, and what was sent for another one."""
    return render_accounts(request, db, dict(items), attempt.as_error)


@router.post("/accounts", name="accounts.create")
@redraw_by(redraw_accounts, role=Role.ADMIN)
def create(request: Request, _admin: Admin, db: Db, fields: FormFields) -> HTMLResponse:
    """A new account, and the link for its owner."""
    state = request.app.state
    try:
        handle, role = (
            parse_handle(fields.get("handle", "")),
            parse_role(fields.get("role", "")),
        )
        account, token = add_account(state.engine, handle, role, state.clock())
    except (ValueError, Refused) as refusal:
        return render_accounts(request, db, fields, refusal)
    return render_link(request, account, token)


def render_accounts(
    request: Request,
    db: Session,
    fields: dict[str, str] | None = None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """The list of accounts, with what was typed for a new one and what was wrong with it."""
    context = {"accounts": accounts.index(db), "roles": ROLES, "hints": HINTS}
    context |= {"fields": fields or {}, "refusal": refusal, "noindex": True}
    status = getattr(refusal, "status", 422) if refusal else 200
    return add_retry_after(
        render_page(request, "accounts/index.html", context, status=status), refusal
    )


def render_link(request: Request, account: Account, token: str) -> HTMLResponse:
    """The page with a link for somebody to choose a password; shown once."""
    url = sign_in_link(request.app.state.settings.base_url, token)
    until = request.app.state.clock() + LINK_LIFETIME
    context = {"owner": account, "url": url, "until": until, "noindex": True}
    answer = render_page(request, "accounts/link.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/accounts/{account_id}", name="accounts.show")
def show_account(request: Request, _admin: Admin, db: Db, account_id: Number) -> HTMLResponse:
    """One account, and what an admin may do with it."""
    return render_account(request, db, account_id)


def redraw_account(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
    """One account, and the role that was chosen for it."""
    account_id = int(request.path_params["account_id"])
    return render_account(request, db, account_id, attempt.as_error, dict(items))


@router.post("/accounts/{account_id}", name="accounts.update")
@redraw_by(redraw_account, role=Role.ADMIN)
def update_account(
    request: Request, admin: Admin, db: Db, account_id: Number, fields: FormFields
) -> Response:
    """Give an account another role, disable or enable it, or reset its password."""
    account = account_or_404(db, account_id)
    try:
        token = change_account(request, admin, account, fields)
    except (ValueError, Refused) as refusal:
        return render_account(request, db, account_id, refusal)
    if token:
        return render_link(request, account, token)
    return RedirectResponse(request.app.url_path_for("accounts.index"), 303)


def change_account(
    request: Request, admin: Account, account: Account, fields: dict[str, str]
) -> str | None:
    """Do what was sent with an account; the token of a link for its owner, if that is what came.

    Raises:
        ValueError: With a sentence, when it is nothing that can be done.
        Refused: When it would leave nobody to manage accounts.
    """
    engine, now = request.app.state.engine, request.app.state.clock()
    match fields.get("do"):
        case "role":
            give_role(engine, account.id, parse_role(fields.get("role", "")))
        case "disable":
            disable_account(engine, account.id, now)
        case "enable":
            enable_account(engine, account.id)
        case "reset" if account.id != admin.id:
            return reset_password(engine, account.id, now)
        case _:
            raise ValueError("Choose what to do with this account; your own password has its page.")
    return None


def render_account(
    request: Request,
    db: Session,
    account_id: int,
    refusal: Exception | None = None,
    sent: Mapping[str, str] = NOTHING_SENT,
) -> HTMLResponse:
    """The page of one account, with why something was not done."""
    context = {"owner": account_or_404(db, account_id), "roles": ROLES, "noindex": True}
    context |= {"sessions": accounts.sign_in_sessions(db, account_id), "refusal": refusal}
    context["chosen"] = sent.get("role")
    status = getattr(refusal, "status", 422) if refusal else 200
    return add_retry_after(
        render_page(request, "accounts/show.html", context, status=status), refusal
    )


def account_or_404(db: Session, account_id: int) -> Account:
    """The account of a person.

    Raises:
        NotFound: When there is none.
    """
    if account := accounts.show(db, account_id):
        return account
    raise NotFound(f"There is no account {account_id} here.")
