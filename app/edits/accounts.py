"""Accounts: who may edit, as an admin or the command line says; each in a short transaction."""

from datetime import datetime
from secrets import token_urlsafe
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits.hashing import Hasher
from app.edits.signing import CROWDED, Refusal, SignedIn, Visitor, begin, end_all, prove
from app.models import Account, Invitation, Role
from app.queries import accounts
from app.rules import patience
from app.spine.moment import at
from app.spine.refusals import Refused
from app.spine.revision import folded, hashed
from app.spine.turn import turn

USED = "This link was used before, or has run out. Ask an admin for another one."


def add(engine: Engine, handle: str, role: Role, now: datetime) -> tuple[Account, str]:
    """A new account, and the token of the link by which its owner chooses a password.

    Raises:
        Refused: When there is one of that name.
    """
    with turn(engine) as session:
        account = made(session, handle, role, now)
        session.flush()
        return account, invite(session, account.id, now)


def made(session: Session, handle: str, role: Role, now: datetime) -> Account:
    """A new account in `session`."""
    if other := accounts.called(session, folded(handle)):
        raise Refused(f"There is an account {other.handle} already. Choose another handle.")
    account = Account(
        id=accounts.highest(session) + 1,
        uid=uuid4(),
        handle=handle,
        called=folded(handle),
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
    with turn(engine) as session:
        account = known(session, account_id)
        if account.role == role:
            return
        if role is not Role.ADMIN:
            spare(session, account)
        account.role = role
        end_all(session, account_id)


def disable(engine: Engine, account_id: int, now: datetime) -> None:
    """Let an account be of no use, at once; what it did stays.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    with turn(engine) as session:
        account = known(session, account_id)
        spare(session, account)
        account.disabled_at = account.disabled_at or now
        end_all(session, account_id)
        withdraw(session, account_id)


def enable(engine: Engine, account_id: int) -> None:
    """Let a disabled account be used again, with the password it had."""
    with turn(engine) as session:
        known(session, account_id).disabled_at = None


def reset(engine: Engine, account_id: int, now: datetime) -> str:
    """Take an account's password away, and sign it out everywhere; the token of its new link.

    Raises:
        Refused: When it is disabled.
    """
    with turn(engine) as session:
        account = known(session, account_id)
        if account.disabled_at:
            raise Refused(f"{account.handle} is disabled. Enable it first.")
        account.password = None
        end_all(session, account_id)
        return invite(session, account_id, now)


def invite(session: Session, account_id: int | None, now: datetime) -> str:
    """The token of a new link that works once; the ones before it work no more."""
    withdraw(session, account_id)
    token = token_urlsafe(32)
    made = Invitation(
        id=hashed(token), account_id=account_id, made_at=now, expires_at=now + patience.LINK
    )
    session.add(made)
    return token


def link(base: str, token: str) -> str:
    """The address that a token opens, of a register reached at `base`."""
    return f"{base.rstrip('/')}/sign-in/{token}"


def withdraw(session: Session, account_id: int | None) -> None:
    """Let the links of an account work no more."""
    for each in accounts.invitations(session, account_id):
        session.delete(each)


def first_link(engine: Engine, now: datetime) -> str | None:
    """The token of a link that makes the first admin; None if somebody can sign in."""
    with at(engine) as session:
        if accounts.able(session):
            return None
    with turn(engine) as session:
        return invite(session, None, now)


def accept(
    engine: Engine, hasher: Hasher, token: str, handle: str, password: str, visitor: Visitor
) -> SignedIn:
    """Use a link up: its account, or the first admin called `handle`, has this password.

    Raises:
        Refused: When the link can't be used, the handle is taken, or too many wait.
    """
    kept = hasher.hash(password)
    with turn(engine) as session:
        found = accounts.invitation(session, hashed(token), visitor.now)
        if found is None:
            raise Refused(USED)
        account = found[1] or made(session, handle, Role.ADMIN, visitor.now)
        account.password = kept
        session.flush()
        withdraw(session, found[0].account_id)
        end_all(session, account.id)
        return begin(session, account, visitor)


def change_password(
    engine: Engine, hasher: Hasher, handle: str, present: str, wanted: str, visitor: Visitor
) -> SignedIn | Refusal:
    """Put another password in place of the present one, and sign out every other browser."""
    try:
        proof = prove(engine, hasher, handle, present, visitor)
        if isinstance(proof, Refusal):
            return proof
        kept = hasher.hash(wanted)
        with turn(engine) as session:
            account = known(session, proof.id)
            account.password = kept
            end_all(session, account.id)
            return begin(session, account, visitor)
    except Refused as refusal:
        return Refusal(str(refusal), refusal.status, CROWDED)


def set_keys(engine: Engine, account_id: int, *, on: bool) -> None:
    """Let single keys be shortcuts for somebody, or not."""
    with turn(engine) as session:
        known(session, account_id).keys_on = on


def known(session: Session, account_id: int) -> Account:
    """The account of a person.

    Raises:
        Refused: When there is none.
    """
    if account := accounts.show(session, account_id):
        return account
    raise Refused("There is no such account.")


def spare(session: Session, account: Account) -> None:
    """Make sure that somebody else can manage accounts, if this one does.

    Raises:
        Refused: When nobody would be left.
    """
    admins = [each.id for each in accounts.able(session) if each.role is Role.ADMIN]
    if admins == [account.id]:
        raise Refused(
            f"{account.handle} is the only admin who can sign in. Make somebody else one first."
        )
