"""What an edit does with an account, so that the record tells of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from app.edits.authentication import end_sessions
from app.models import Account, Role
from app.queries import accounts
from app.queries.account_changes import AccountChange
from app.rules.look_alikes import find_look_alike
from app.spine.account_record import new_salt
from app.spine.edit import Edit
from app.spine.refusals import Refused
from app.spine.revision import fold_handle


def new_account(edit: Edit, handle: str, role: Role, now: datetime) -> Account:
    """A new account, in an edit.

    Raises:
        Refused: When there is one of that name, or of one that looks like it.
    """
    require_free_handle(edit.session, handle, None)
    account = insert_account(edit.session, handle, role, now)
    edit.record_account(account)
    return account


def insert_account(session: Session, handle: str, role: Role, now: datetime) -> Account:
    """A new account, of which no revision tells yet."""
    account = Account(
        id=accounts.highest_id(session) + 1,
        uid=uuid4(),
        handle=handle,
        called=fold_handle(handle),
        salt=new_salt(),
        role=role,
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account


def require_free_handle(session: Session, handle: str, own: Account | None) -> None:
    """Make sure that a handle is no other account's, and looks like none.

    Args:
        session: Where.
        handle: The handle that is wanted.
        own: The account that wants it, whose present one may be like it; None for a new one.

    Raises:
        Refused: Naming the account that has it.
    """
    other = accounts.find_by_name(session, fold_handle(handle))
    if other and other is not own:
        raise Refused(f"There is an account {other.handle} already. Choose another handle.")
    others = [each for each in accounts.handles(session) if own is None or each != own.handle]
    if like := find_look_alike(handle, others):
        raise Refused(f"{handle} could be taken for the account {like}. Choose another handle.")


def set_handle(edit: Edit, account: Account, handle: str, salt: str | None) -> None:
    """Call an account something else from now on."""
    account.handle, account.called, account.salt = handle, fold_handle(handle), salt
    edit.record_account(account)


def set_role(edit: Edit, account: Account, role: Role) -> None:
    """Let an account have another role, and sign it out everywhere.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    if role is not Role.ADMIN:
        require_other_admin(edit.session, account)
    account.role = role
    end_sessions(edit.session, account.id)
    edit.record_account(account)


def disable(edit: Edit, account: Account, now: datetime) -> None:
    """Let an account be of no use, in an edit.

    Raises:
        Refused: When nobody would be left who can manage accounts.
    """
    require_other_admin(edit.session, account)
    account.disabled_at = account.disabled_at or now
    end_sessions(edit.session, account.id)
    withdraw_invitations(edit.session, account.id)
    edit.record_account(account)


def take_back(edit: Edit, changes: Iterable[AccountChange], now: datetime) -> None:
    """Let accounts be again what they were before these changes; one that was new is disabled.

    Raises:
        Refused: When one was changed since, the handle it had is not known any more, or nobody
            would be left who can manage accounts.
    """
    for change in changes:
        account = require_account(edit.session, change.account.id)
        if obstacle := replace(change, account=account).obstacle:
            raise Refused(obstacle)
        if change.before is None or change.before.disabled:
            disable(edit, account, now)
        else:
            account.disabled_at = None
        if change.before and account.role != change.before.role:
            set_role(edit, account, change.before.role)
        edit.record_account(account)


def withdraw_invitations(session: Session, account_id: int | None) -> None:
    """Let the links of an account work no more."""
    for each in accounts.invitations(session, account_id):
        session.delete(each)


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
