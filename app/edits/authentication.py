"""Signing in and out: who it is, in which browser, and how often somebody tried."""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe
from time import sleep

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits import browser_names, sign_in_limits
from app.edits.hashing import Hasher
from app.models import Account, SignInAttempt, SignInSession
from app.queries import accounts
from app.spine.refusals import Refused
from app.spine.revision import fold_handle, sha256_hex
from app.spine.write_queue import writing_session

WRONG = "The name or the password is not right."
BUSY_WAIT = 5  # seconds
MAX_INPUT = 201  # characters of what is looked at; nobody's name or password is as long


@dataclass(frozen=True)
class Visitor:
    """Who asks.

    Attributes:
        now: When.
        address: Where from, on the network.
        agent: What the browser says of itself.
        token: What the browser holds of an earlier sign-in; "" for nothing.
        secure: Whether readers reach the register by https.
    """

    now: datetime
    address: str = ""
    agent: str = ""
    token: str = field(default="", repr=False)
    secure: bool = False


@dataclass(frozen=True)
class SignIn:
    """Somebody signed in, and the token for the browser to hold."""

    account: Account
    token: str = field(repr=False)
    secure: bool = False


@dataclass(frozen=True)
class SignInRefusal:
    """Why nobody was signed in.

    Attributes:
        sentence: For whoever tried.
        status: 401 for a wrong name or password, 429 for too many of them, 503 for a crowd.
        wait: The seconds after which to try again; 0 for at once.
    """

    sentence: str
    status: int = 401
    wait: int = 0


def sign_in(
    engine: Engine, hasher: Hasher, handle: str, password: str, visitor: Visitor
) -> SignIn | SignInRefusal:
    """Sign somebody in, or say why not; the same words and time whether there is such a name."""
    try:
        proof = authenticate(engine, hasher, handle, password, visitor)
        if isinstance(proof, SignInRefusal):
            return proof
        new_hash = (
            hasher.hash(password) if hasher.needs_rehash(proof.password or "") else proof.password
        )
        with writing_session(engine) as session:
            account = accounts.show(session, proof.id)
            if account is None or account.disabled_at or account.password != proof.password:
                return SignInRefusal(WRONG)
            account.password = new_hash
            return begin_session(session, account, visitor)
    except Refused as refusal:
        return SignInRefusal(str(refusal), refusal.status, BUSY_WAIT)


def authenticate(
    engine: Engine, hasher: Hasher, handle: str, password: str, visitor: Visitor
) -> Account | SignInRefusal:
    """The account whose name and password these are; the try is counted before it is judged.

    Raises:
        Refused: When too many are signing in, or writing.
    """
    with hasher.take_seat():
        outcome = note_attempt(engine, handle, visitor)
        if isinstance(outcome, SignInRefusal):
            return outcome
        attempt_id, account, failure_count = outcome
        sleep(sign_in_limits.answer_delay(failure_count))
        password_hash = account.password if account and account.disabled_at is None else None
        if not hasher.matches(password[:MAX_INPUT], password_hash) or account is None:
            return SignInRefusal(WRONG)
        with writing_session(engine) as session:
            session.get_one(SignInAttempt, attempt_id).succeeded = True
        return account


def note_attempt(
    engine: Engine, handle: str, visitor: Visitor
) -> tuple[int, Account | None, int] | SignInRefusal:
    """Note a try as failed, or refuse it where the name has failed too often to try again now.

    Returns:
        The id of the attempt, the account of that name, and how often the name failed lately; or
        the refusal, which tells for how long to wait.
    """
    folded_name = fold_handle(handle.strip()[:MAX_INPUT])
    name, address, now = sha256_hex(folded_name), sha256_hex(network(visitor.address)), visitor.now
    with writing_session(engine) as session:
        for old in accounts.expired_attempts(session, now - sign_in_limits.FAILURES_COUNT_FOR):
            session.delete(old)
        tries = accounts.sign_in_attempts(
            session, name, address, now - sign_in_limits.FAILURES_COUNT_FOR
        )
        streak = next((n for n, each in enumerate(tries) if each.succeeded), len(tries))
        if seconds := sign_in_limits.seconds_to_wait(
            streak, tries[0].tried_at if tries else None, now
        ):
            return SignInRefusal(
                f"That was wrong too often. Try again in {format_wait(seconds)}.", 429, seconds
            )
        failure_count = accounts.count_failures(session, name, now - sign_in_limits.LAST_HOUR)
        new_attempt = SignInAttempt(name=name, address=address, tried_at=now)
        session.add(new_attempt)
        session.flush()
        account = accounts.find_by_name(session, folded_name) if "\0" not in folded_name else None
        return new_attempt.id or 0, account, failure_count


def begin_session(session: Session, account: Account, visitor: Visitor) -> SignIn:
    """A new session for `account`; what this browser held before ends."""
    end_session(session, visitor.token)
    token = token_urlsafe(32)
    session.add(
        SignInSession(
            id=sha256_hex(token),
            account_id=account.id,
            created_at=visitor.now,
            seen_at=visitor.now,
            agent=browser_names.browser_name(visitor.agent),
        )
    )
    return SignIn(account, token, visitor.secure)


def end_session(session: Session, token: str) -> None:
    """Let a token be worth nothing."""
    if token and (old := session.get(SignInSession, sha256_hex(token))):
        session.delete(old)


def end_sessions(session: Session, account_id: int) -> None:
    """Sign somebody out everywhere."""
    for each in accounts.sign_in_sessions(session, account_id):
        session.delete(each)


def sign_out(engine: Engine, account_id: int, session_id: str) -> None:
    """End one session of somebody; nothing happens if it is not theirs."""
    with writing_session(engine) as session:
        for each in accounts.sign_in_sessions(session, account_id):
            if each.id == session_id:
                session.delete(each)


def sign_out_everywhere(engine: Engine, account_id: int) -> None:
    """End every session of somebody."""
    with writing_session(engine) as session:
        end_sessions(session, account_id)


def touch_session(engine: Engine, session_id: str, now: datetime) -> None:
    """Note that a session is in use."""
    with writing_session(engine) as session:
        if each := session.get(SignInSession, session_id):
            each.seen_at = now


def network(address: str) -> str:
    """What one household or company shares of an address: of IPv6, its first half."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        ipv4 = ip.ipv4_mapped
        return str(ipv4 or ip_network((ip.packed[:8] + bytes(8), 64)))
    return str(ip)


def format_wait(seconds: int) -> str:
    """A wait in words."""
    if seconds > 90:
        return f"{-(-seconds // 60)} minutes"
    return f"{seconds} second{'s' if seconds > 1 else ''}"
