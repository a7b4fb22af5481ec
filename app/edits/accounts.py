"""Accounts: who may edit, as an admin or the command line says; each in a short transaction."""

from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits import sign_in_limits
from app.edits.account_edits import (
    disable,
    new_account,
    require_account,
    require_free_handle,
    set_handle,
    set_role,
    withdraw_invitations,
)
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
from app.models import Account, Intent, Invitation, Role
from app.queries import accounts
from app.spine.account_record import new_salt, placeholder
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import sha256_hex
from app.spine.write_queue import writing_session

CHANGED_MEANWHILE = "This account was changed meanwhile. Sign in again."
WRONG_PRESENT = "The present password is not right."
NOTHING_NEW = "This is the present password: choose another one."
LINK_USED = "This link was used before, or has run out. Ask an admin for another one."


def add_account(
    engine: Engine, handle: str, role: Role, now: datetime, by: int = SYSTEM_ACCOUNT
) -> tuple[Account, str]:
    """A new account, and the token of the link by which its owner chooses a password.

    Args:
        engine: Where the register is.
        handle: As `parse_handle` returns it.
        role: What it may do.
        now: When.
        by: The account of the admin, or the system's own for the command line.

    Raises:
        Refused: When there is one of that name.
    """
    with recording(engine, by, Intent.RECORDS) as edit:
        account = new_account(edit, handle, role, now)
        token = invite(edit.session, account.id, now)
    return account, token


def rename_account(engine: Engine, account_id: int, handle: str, by: int = SYSTEM_ACCOUNT) -> None:
    """Let an account have another handle, under all that it ever did.

    Raises:
        Refused: When there is an account of that name, or of one that looks like it.
    """
    with recording(engine, by, Intent.UPDATES) as edit:
        account = require_account(edit.session, account_id)
        if account.handle != handle:
            require_free_handle(edit.session, handle, account)
            set_handle(edit, account, handle, new_salt())


def erase_handle(engine: Engine, account_id: int, now: datetime, by: int = SYSTEM_ACCOUNT) -> str:
    """Forget what an account was called, and disable it; what it is called from now on.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with recording(engine, by, Intent.UPDATES) as edit:
        account = require_account(edit.session, account_id)
        disable(edit, account, now)
        set_handle(edit, account, placeholder(account_id, is_erased=True), None)
        account.password = None
    return account.handle


def give_role(engine: Engine, account_id: int, role: Role, by: int = SYSTEM_ACCOUNT) -> None:
    """Let an account have `role`; it is signed out everywhere if that is another one.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with recording(engine, by, Intent.UPDATES) as edit:
        account = require_account(edit.session, account_id)
        if account.role != role:
            set_role(edit, account, role)


def disable_account(
    engine: Engine, account_id: int, now: datetime, by: int = SYSTEM_ACCOUNT
) -> None:
    """Let an account be of no use, at once; what it did stays.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with recording(engine, by, Intent.UPDATES) as edit:
        disable(edit, require_account(edit.session, account_id), now)


def enable_account(engine: Engine, account_id: int, by: int = SYSTEM_ACCOUNT) -> None:
    """Let a disabled account be used again, with the password it had."""
    with recording(engine, by, Intent.UPDATES) as edit:
        account = require_account(edit.session, account_id)
        account.disabled_at = None
        edit.record_account(account)


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
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        session = edit.session
        invitation = accounts.invitation(session, sha256_hex(token), visitor.now)
        if invitation is None:
            raise Refused(LINK_USED)
        account = invitation[1] or new_account(edit, handle, Role.ADMIN, visitor.now)
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
            return replace(proof, sentence=WRONG_PRESENT)
        if new_password == old_password:
            return SignInRefusal(NOTHING_NEW, 422)
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
