"""One's own account, and for admins all of them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access import Admin, Contributor, Db, Number, Sent
from app.edits import accounts as edits
from app.edits import signing
from app.edits.signing import Refusal
from app.forms import accounts as forms
from app.models import Account
from app.queries import accounts
from app.routes.finding import NotFound
from app.routes.signing import after, farewell, visitor, welcome
from app.rules.patience import IDLE, LINK, MOST
from app.spine.refusals import Refused
from app.templating import page

router = APIRouter()


@router.get("/account", name="account.show")
def show(request: Request, account: Contributor, db: Db) -> HTMLResponse:
    """One's own account: what it may do, where it is signed in, its settings."""
    return own(request, account, db)


@router.post("/account", name="account.update")
def update(request: Request, account: Contributor, db: Db, sent: Sent) -> Response:
    """Change a setting or the password, or sign out somewhere."""
    engine, here = request.app.state.engine, request.state.session.id
    match sent.get("do"):
        case "keys":
            edits.set_keys(engine, account.id, on="keys_on" in sent)
        case "password":
            return password(request, account, db, sent)
        case "everywhere":
            signing.sign_out_everywhere(engine, account.id)
            return farewell(request)
        case _:
            signing.sign_out(engine, account.id, sent.get("session", ""))
            if sent.get("session") == here:
                return farewell(request)
    return RedirectResponse(request.app.url_path_for("account.show"), 303)


def password(request: Request, account: Account, db: Session, sent: dict[str, str]) -> Response:
    """Put a new password in place of the present one."""
    state, present = request.app.state, sent.get("present", "")
    try:
        wanted = forms.password(sent.get("password", ""), sent.get("again", ""), account.handle)
    except ValueError as refusal:
        return own(request, account, db, Refusal(str(refusal), 422))
    found = edits.change_password(
        state.engine, state.hasher, account.handle, present, wanted, visitor(request)
    )
    if isinstance(found, Refusal):
        return own(request, account, db, found)
    answer = RedirectResponse(request.app.url_path_for("account.show"), 303)
    welcome(answer, found)
    return answer


def own(
    request: Request, account: Account, db: Session, refusal: Refusal | None = None
) -> HTMLResponse:
    """The page of one's own account, with why its password was not changed."""
    context = {"sessions": accounts.sessions(db, account.id), "here": request.state.session.id}
    context |= {"refusal": refusal, "hints": forms.HINTS, "idle": IDLE.days, "most": MOST.days}
    status = refusal.status if refusal else 200
    answer = page(request, "accounts/own.html", context | {"noindex": True}, status=status)
    return after(answer, refusal)


@router.get("/accounts", name="accounts.index")
def index(request: Request, _admin: Admin, db: Db) -> HTMLResponse:
    """All accounts, and the form for another one."""
    return listed(request, db)


@router.post("/accounts", name="accounts.create")
def create(request: Request, _admin: Admin, db: Db, sent: Sent) -> HTMLResponse:
    """A new account, and the link for its owner."""
    state = request.app.state
    try:
        handle, role = forms.handle(sent.get("handle", "")), forms.role(sent.get("role", ""))
        account, token = edits.add(state.engine, handle, role, state.clock())
    except (ValueError, Refused) as refusal:
        return listed(request, db, sent, refusal)
    return linked(request, account, token)


def listed(
    request: Request,
    db: Session,
    sent: dict[str, str] | None = None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """The list of accounts, with what was typed for a new one and what was wrong with it."""
    context = {"accounts": accounts.index(db), "roles": forms.ROLES, "hints": forms.HINTS}
    context |= {"sent": sent or {}, "refusal": refusal, "noindex": True}
    status = getattr(refusal, "status", 422) if refusal else 200
    return page(request, "accounts/index.html", context, status=status)


def linked(request: Request, account: Account, token: str) -> HTMLResponse:
    """The page with a link for somebody to choose a password; shown once."""
    link = edits.link(request.app.state.settings.base_url, token)
    until = request.app.state.clock() + LINK
    context = {"owner": account, "url": link, "until": until, "noindex": True}
    answer = page(request, "accounts/link.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/accounts/{account_id}", name="accounts.show")
def one(request: Request, _admin: Admin, db: Db, account_id: Number) -> HTMLResponse:
    """One account, and what an admin may do with it."""
    return single(request, db, account_id)


@router.post("/accounts/{account_id}", name="accounts.update")
def change(request: Request, admin: Admin, db: Db, account_id: Number, sent: Sent) -> Response:
    """Give an account another role, disable or enable it, or reset its password."""
    account = found(db, account_id)
    try:
        token = done(request, admin, account, sent)
    except (ValueError, Refused) as refusal:
        return single(request, db, account_id, refusal)
    if token:
        return linked(request, account, token)
    return RedirectResponse(request.app.url_path_for("accounts.index"), 303)


def done(request: Request, admin: Account, account: Account, sent: dict[str, str]) -> str | None:
    """Do what was sent with an account; the token of a link for its owner, if that is what came.

    Raises:
        ValueError: With a sentence, when it is nothing that can be done.
        Refused: When it would leave nobody to manage accounts.
    """
    engine, now = request.app.state.engine, request.app.state.clock()
    match sent.get("do"):
        case "role":
            edits.give_role(engine, account.id, forms.role(sent.get("role", "")))
        case "disable":
            edits.disable(engine, account.id, now)
        case "enable":
            edits.enable(engine, account.id)
        case "reset" if account.id != admin.id:
            return edits.reset(engine, account.id, now)
        case _:
            raise ValueError("Choose what to do with this account; your own password has its page.")
    return None


def single(
    request: Request, db: Session, account_id: int, refusal: Exception | None = None
) -> HTMLResponse:
    """The page of one account, with why something was not done."""
    context = {"owner": found(db, account_id), "roles": forms.ROLES, "noindex": True}
    context |= {"sessions": accounts.sessions(db, account_id), "refusal": refusal}
    status = getattr(refusal, "status", 422) if refusal else 200
    return page(request, "accounts/show.html", context, status=status)


def found(db: Session, account_id: int) -> Account:
    """The account of a person.

    Raises:
        NotFound: When there is none.
    """
    if account := accounts.show(db, account_id):
        return account
    raise NotFound(f"There is no account {account_id} here.")
