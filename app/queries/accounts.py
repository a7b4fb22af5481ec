"""Accounts, who is signed in, and who has tried to."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.models import Account, Invitation, Role, Secret, SignInAttempt, SignInSession
from app.spine.folding import fold_text

SYSTEM = Role.SYSTEM


def find_sign_in(session: Session, session_id: str) -> tuple[SignInSession, Account] | None:
    """Who is signed in with this session; None for nobody, or somebody disabled."""
    query = select(SignInSession, Account).join(Account)
    current_query = query.where(SignInSession.id == session_id, col(Account.disabled_at).is_(None))
    return session.exec(current_query).first()


def index(session: Session) -> list[Account]:
    """The accounts of people, by handle."""
    people = select(Account).where(Account.role != SYSTEM)
    return sorted(session.exec(people), key=lambda each: (fold_text(each.handle), each.handle))


def show(session: Session, account_id: int) -> Account | None:
    """The account of a person; None if there is none, or it is the register's own."""
    return session.exec(
        select(Account).where(Account.id == account_id, Account.role != SYSTEM)
    ).first()


def lock_account(session: Session, account_id: int) -> Account | None:
    """The account of a person, which nobody else changes until this session ends."""
    query = select(Account).where(Account.id == account_id, Account.role != SYSTEM)
    return session.exec(query.with_for_update()).first()


def secret(session: Session, name: str) -> str | None:
    """A secret that the register keeps for itself; None before its first use."""
    return session.exec(select(Secret.value).where(Secret.name == name)).first()


def find_by_name(session: Session, name: str) -> Account | None:
    """The account, disabled or not, whose handle folds to `name`; None if there is none."""
    return session.exec(select(Account).where(Account.called == name)).first()


def handles(session: Session) -> Sequence[str]:
    """Every handle there is, the system's own too."""
    return session.exec(select(Account.handle).order_by(col(Account.id))).all()


def highest_id(session: Session) -> int:
    """The highest id of an account; 0 without any."""
    return session.exec(select(func.max(Account.id))).one() or 0


def accounts_with_password(session: Session) -> list[Account]:
    """The people who can sign in: not disabled, and with a password; in no order."""
    people = select(Account).where(Account.role != SYSTEM, col(Account.disabled_at).is_(None))
    return list(session.exec(people.where(col(Account.password).is_not(None))))


def sign_in_sessions(session: Session, account_id: int) -> Sequence[SignInSession]:
    """Where somebody is signed in, the last one seen first."""
    own = select(SignInSession).where(SignInSession.account_id == account_id)
    return session.exec(own.order_by(col(SignInSession.seen_at).desc())).all()


def invitations(session: Session, account_id: int | None) -> Sequence[Invitation]:
    """The links that somebody may still use; of None, those for the first admin."""
    return session.exec(select(Invitation).where(Invitation.account_id == account_id)).all()


def invitation(
    session: Session, invitation_id: str, now: datetime
) -> tuple[Invitation, Account | None] | None:
    """A link that may be used and whom it is for; None once it was used or has run out.

    A link for the first admin has run out once there is somebody who can sign in.
    """
    query = select(Invitation, Account).join(Account, isouter=True)
    current_query = query.where(Invitation.id == invitation_id, Invitation.expires_at > now)
    pair = session.exec(current_query.where(col(Account.disabled_at).is_(None))).first()
    if pair is None or (pair[0].account_id is None and accounts_with_password(session)):
        return None
    return pair[0], pair[1]


def attempts_since(session: Session, since: datetime) -> list[SignInAttempt]:
    """The tries to sign in since then, oldest first; no more than the newest ten thousand."""
    query = select(SignInAttempt).where(SignInAttempt.tried_at > since)
    newest = session.exec(query.order_by(col(SignInAttempt.id).desc()).limit(10_000)).all()
    return list(reversed(newest))


def expired_attempts(
    session: Session, before: datetime, after: datetime
) -> Sequence[SignInAttempt]:
    """Tries that count no longer, or that a wrong clock dated; some hundreds at most."""
    query = select(SignInAttempt).where(
        (col(SignInAttempt.tried_at) < before) | (col(SignInAttempt.tried_at) > after)
    )
    return session.exec(query.order_by(col(SignInAttempt.tried_at)).limit(400)).all()
