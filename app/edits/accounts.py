"""Accounts: who may edit, as an admin or the command line says; each in a short transaction."""

from datetime import datetime
from secrets import token_urlsafe
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits import sign_in_limits
from app.edits.authentication import (
    SignIn,
    SignInDesk,
    SignInRefusal,
    Visitor,
    add_mark,
    authenticate,
    begin_session,
    end_sessions,
    refuse_sign_in,
)
from app.edits.hashing import Hasher
from app.models import Account, Invitation, Role
from app.queries import accounts
from app.rules.look_alikes import find_look_alike
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.revision import fold_handle, sha256_hex
from app.spine.write_queue import writing_session

CHANGED_MEANWHILE = "This account was changed meanwhile. Sign in again."
LINK_USED = "This link was used before, or has run out. Ask an admin for another one."


def add_account(engine: Engine, handle: str, role: Role, now: datetime) -> tuple[Account, str]:
    """A new account, and the token of the link by which its owner chooses a password.

    Raises:
        Refused: When there is one of that name.
    """
    with writing_session(engine) as session:
        account = new_account(session, handle, role, now)
        session.flush()
        return account, invite(session, account.id, now)


def new_account(session: Session, handle: str, role: Role, now: datetime) -> Account:
    """A new account in `session`.

    Raises:
        Refused: When there is one of that name, or of one that looks like it.
    """
    if other := accounts.find_by_name(session, fold_handle(handle)):
        raise Refused(f"There is an account {other.handle} already. Choose another handle.")
    if like := find_look_alike(handle, accounts.handles(session)):
        raise Refused(f"{handle} could be taken for the account {like}. Choose another handle.")
    account = Account(
        id=accounts.highest_id(session) + 1,
        uid=uuid4(),
        handle=handle,
        called=fold_handle(handle),
        role=role,
        created_at=now,
    )
    session.add(account)
    return account


def give_role(engine: Engine, account_id: int, role: Role) -> None:
    """Let an account have `role`; it is signed out everywhere if that is another one.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with writing_session(engine) as session:
        account = require_account(session, account_id)
        if account.role == role:
            return
        if role is not Role.ADMIN:
            require_other_admin(session, account)
        account.role = role
        end_sessions(session, account_id)


def disable_account(engine: Engine, account_id: int, now: datetime) -> None:
    """Let an account be of no use, at once; what it did stays.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with writing_session(engine) as session:
        account = require_account(session, account_id)
        require_other_admin(session, account)
        account.disabled_at = account.disabled_at or now
        end_sessions(session, account_id)
        withdraw_invitations(session, account_id)


def enable_account(engine: Engine, account_id: int) -> None:
    """Let a disabled account be used again, with the password it had."""
    with writing_session(engine) as session:
        require_account(session, account_id).disabled_at = None


def reset_password(engine: Engine, account_id: int, now: datetime) -> str:
    """Take an account's password away, and sign it out everywhere; the token of its new link.

    Raises:
        Refused: When it is disabled.
    """
    with writing_session(engine) as session:
        account = require_account(session, account_id)
        if account.disabled_at:
            raise Refused(f"{account.handle} is disabled. Enable it first.")
        account.password = None
        end_sessions(session, account_id)
        return invite(session, account_id, now)


def invite(session: Session, account_id: int | None, now: datetime) -> str:
    """The token of a new link that works once; the ones before it work no more."""
    withdraw_invitations(session, account_id)
    token = token_urlsafe(32)
    invitation = Invitation(
        id=sha256_hex(token),
        account_id=account_id,
        made_at=now,
        expires_at=now + sign_in_limits.LINK_LIFETIME,
    )
    session.add(invitation)
    return token


def sign_in_link(base: str, token: str) -> str:
    """The address that a token opens, of a register reached at `base`."""
    return f"{base.rstrip('/')}/sign-in/{token}"


def withdraw_invitations(session: Session, account_id: int | None) -> None:
    """Let the links of an account work no more."""
    for each in accounts.invitations(session, account_id):
        session.delete(each)


def first_link(engine: Engine, now: datetime) -> str | None:
    """The token of a link that makes the first admin; None if somebody can sign in."""
    with reading_session(engine) as session:
        if accounts.accounts_with_password(session):
            return None
    with writing_session(engine) as session:
        return invite(session, None, now)


def accept_invitation(
    engine: Engine, hasher: Hasher, token: str, handle: str, password: str, visitor: Visitor
) -> SignIn:
    """Use a link up: its account, or the first admin called `handle`, has this password.

    Raises:
        Refused: When the link can't be used, the handle is taken, or too many wait.
    """
    password_hash = hasher.hash(password)
    with writing_session(engine) as session:
        invitation = accounts.invitation(session, sha256_hex(token), visitor.now)
        if invitation is None:
            raise Refused(LINK_USED)
        account = invitation[1] or new_account(session, handle, Role.ADMIN, visitor.now)
        account.password = password_hash
        session.flush()
        withdraw_invitations(session, invitation[0].account_id)
        end_sessions(session, account.id)
        new_sign_in = begin_session(session, account, visitor)
    return add_mark(engine, new_sign_in, visitor.now)


def change_password(
    desk: SignInDesk, account: Account, old_password: str, new_password: str, visitor: Visitor
) -> SignIn | SignInRefusal:
    """Put another password in place of the present one, and sign out every other browser.

    What was proven is the password of a moment ago: if an admin has reset it meanwhile, that holds.
    """
    try:
        browser = sha256_hex(visitor.token)  # somebody is signed in there
        proof = authenticate(desk, account.called, old_password, visitor, browser)
        if isinstance(proof, SignInRefusal):
            return proof
        password_hash = desk.hasher.hash(new_password)
        with writing_session(desk.engine) as session:
            account = require_account(session, proof.id)
            if account.disabled_at or account.password != proof.password:
                return SignInRefusal(CHANGED_MEANWHILE, Refused.status)
            account.password = password_hash
            end_sessions(session, account.id)
            new_sign_in = begin_session(session, account, visitor)
        return add_mark(desk.engine, new_sign_in, visitor.now)
    except Refused as refusal:
        return refuse_sign_in(refusal)


def set_keys(engine: Engine, account_id: int, *, on: bool) -> None:
    """Let single keys be shortcuts for somebody, or not."""
    with writing_session(engine) as session:
        require_account(session, account_id).keys_on = on


def require_account(session: Session, account_id: int) -> Account:
    """The account of a person.

    Raises:
        Refused: When there is none.
    """
    if account := accounts.lock_account(session, account_id):
        return account
    raise Refused("There is no such account.")


def require_other_admin(session: Session, account: Account) -> None:
    """Make sure that somebody else can manage accounts, if this one does.

    Raises:
        Refused: When nobody would be left.
    """
    admins = [
        each.id for each in accounts.accounts_with_password(session) if each.role is Role.ADMIN
    ]
    if admins == [account.id]:
        raise Refused(
            f"{account.handle} is the only admin who can sign in. Make somebody else one first."
        )
