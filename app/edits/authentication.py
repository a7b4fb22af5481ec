"""Signing in and out: who it is, in which browser, and how often somebody tried."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe
from time import sleep

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits import browser_names, known_browsers, sign_in_limits
from app.edits.attempt_rows import AttemptRows
from app.edits.hashing import Hasher, take_place
from app.models import Account, SignInSession
from app.queries import accounts
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.revision import fold_handle, sha256_hex
from app.spine.side_session import side_session
from app.spine.write_queue import writing_session

WRONG = "The handle or the password is not right."
MAX_INPUT = 201  # characters of what is looked at; nobody's name or password is as long


@dataclass(frozen=True)
class SignInDesk:
    """What signing in needs of one application."""

    engine: Engine
    hasher: Hasher
    attempts: AttemptRows


@dataclass(frozen=True)
class Visitor:
    """Who asks.

    Attributes:
        now: When.
        address: Where from, on the network.
        agent: What the browser says of itself.
        token: What the browser holds of an earlier sign-in; "" for nothing.
        mark: What it holds of who signed in before, for a year; "" for nothing.
        secure: Whether readers reach the register by https.
    """

    now: datetime
    address: str = ""
    agent: str = ""
    token: str = field(default="", repr=False)
    mark: str = field(default="", repr=False)
    secure: bool = False


@dataclass(frozen=True)
class SignIn:
    """Somebody signed in, and the token and the mark for the browser to hold."""

    account: Account
    token: str = field(repr=False)
    secure: bool = False
    mark: str = field(default="", repr=False)


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
    desk: SignInDesk, handle: str, password: str, visitor: Visitor
) -> SignIn | SignInRefusal:
    """Sign somebody in, or say why not; the same words and time whether there is such a name."""
    name = fold_name(handle)
    browser = known_browsers.browser_id(desk.engine, visitor.mark, name, visitor.now)
    try:
        proof = authenticate(desk, name, password, visitor, browser)
        if isinstance(proof, SignInRefusal):
            return proof
        new_hash = proof.password
        if desk.hasher.needs_rehash(proof.password or ""):
            new_hash = desk.hasher.hash(password)
        with side_session(desk.engine) as session:
            account = accounts.lock_account(session, proof.id)
            if account is None or account.disabled_at or account.password != proof.password:
                return SignInRefusal(WRONG)
            account.password = new_hash
            new_sign_in = begin_session(session, account, visitor)
        return add_mark(desk.engine, new_sign_in, visitor.now)
    except Refused as refusal:
        return refuse_sign_in(refusal)


def refuse_sign_in(refusal: Refused) -> SignInRefusal:
    """Why nobody was signed in, as it is told."""
    return SignInRefusal(str(refusal), refusal.status, refusal.wait)


def authenticate(
    desk: SignInDesk, name: str, password: str, visitor: Visitor, browser: str | None
) -> Account | SignInRefusal:
    """The account whose folded handle and password these are.

    Args:
        desk: What signing in needs.
        name: The folded handle.
        password: As typed.
        visitor: Who asks.
        browser: The id of the browser, if its owner is known there; it shares no wait with others.

    Raises:
        TooManyTries: When the name, or the address, must wait.
        HasherBusy: When too many are signing in.
    """
    known, now, log = browser is not None, visitor.now, desk.attempts.log
    source = sha256_hex(network(visitor.address) if browser is None else f"browser {browser}")
    desk.attempts.read(desk.engine, now)
    with log.admit(sha256_hex(name), source, now, known=known) as attempt:
        failure_count = log.failure_count(attempt.name, now) - 1  # without this one
        if not known and (delay := sign_in_limits.answer_delay(failure_count)):
            with take_place(log.pauses):
                sleep(delay)
        account = find_account(desk.engine, name)
        password_hash = account.password if account else None
        attempt.succeeded = desk.hasher.matches(password[:MAX_INPUT], password_hash, known=known)
    desk.attempts.write(desk.engine, now)
    return account if account and attempt.succeeded else SignInRefusal(WRONG)


def find_account(engine: Engine, name: str) -> Account | None:
    """The account whose handle folds to `name`, if it is not disabled."""
    if "\0" in name:
        return None
    with reading_session(engine) as session:
        account = accounts.find_by_name(session, name)
        session.expunge_all()
    return account if account and account.disabled_at is None else None


def fold_name(handle: str) -> str:
    """What was typed as a name, as names are compared."""
    return fold_handle(handle.strip()[:MAX_INPUT])


def add_mark(engine: Engine, new_sign_in: SignIn, now: datetime) -> SignIn:
    """A sign-in by which its browser is known for a year."""
    mark = known_browsers.mark_browser(engine, new_sign_in.account.called, now)
    return replace(new_sign_in, mark=mark)


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
