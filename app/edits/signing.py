"""Signing in and out: who it is, in which browser, and how often somebody tried."""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_urlsafe
from time import sleep

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits.hashing import Hasher
from app.models import Account, SignInAttempt, SignInSession
from app.queries import accounts
from app.rules import agents, patience
from app.spine.refusals import Refused
from app.spine.revision import folded, hashed
from app.spine.turn import turn

WRONG = "The name or the password is not right."
CROWDED = 5  # seconds
LONGEST = 201  # characters of what is looked at; nobody's name or password is as long


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
class SignedIn:
    """Somebody signed in, and the token for the browser to hold."""

    account: Account
    token: str = field(repr=False)
    secure: bool = False


@dataclass(frozen=True)
class Refusal:
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
) -> SignedIn | Refusal:
    """Sign somebody in, or say why not; the same words and time whether there is such a name."""
    try:
        proof = prove(engine, hasher, handle, password, visitor)
        if isinstance(proof, Refusal):
            return proof
        fresh = hasher.hash(password) if hasher.outdated(proof.password or "") else proof.password
        with turn(engine) as session:
            account = accounts.show(session, proof.id)
            if account is None or account.disabled_at or account.password != proof.password:
                return Refusal(WRONG)
            account.password = fresh
            return begin(session, account, visitor)
    except Refused as crowd:
        return Refusal(str(crowd), crowd.status, CROWDED)


def prove(
    engine: Engine, hasher: Hasher, handle: str, password: str, visitor: Visitor
) -> Account | Refusal:
    """The account whose name and password these are; the try is counted before it is judged.

    Raises:
        Refused: When too many are signing in, or writing.
    """
    with hasher.seated():
        tried = attempt(engine, handle, visitor)
        if isinstance(tried, Refusal):
            return tried
        attempt_id, account, failed = tried
        sleep(patience.pause(failed))
        kept = account.password if account and account.disabled_at is None else None
        if not hasher.matches(password[:LONGEST], kept) or account is None:
            return Refusal(WRONG)
        with turn(engine) as session:
            session.get_one(SignInAttempt, attempt_id).succeeded = True
        return account


def attempt(
    engine: Engine, handle: str, visitor: Visitor
) -> tuple[int, Account | None, int] | Refusal:
    """Note a try as failed: its id, the account of that name, how often the name failed lately."""
    called = folded(handle.strip()[:LONGEST])
    name, address, now = hashed(called), hashed(network(visitor.address)), visitor.now
    with turn(engine) as session:
        for old in accounts.forgotten(session, now - patience.REMEMBERED):
            session.delete(old)
        tries = accounts.tries(session, name, address, now - patience.REMEMBERED)
        row = next((n for n, each in enumerate(tries) if each.succeeded), len(tries))
        if seconds := patience.wait(row, tries[0].tried_at if tries else None, now):
            return Refusal(
                f"That was wrong too often. Try again in {spelled(seconds)}.", 429, seconds
            )
        failed = accounts.failures(session, name, now - patience.LATELY)
        tried = SignInAttempt(name=name, address=address, tried_at=now)
        session.add(tried)
        session.flush()
        account = accounts.called(session, called) if "\0" not in called else None
        return tried.id or 0, account, failed


def begin(session: Session, account: Account, visitor: Visitor) -> SignedIn:
    """A new session for `account`; what this browser held before ends."""
    end(session, visitor.token)
    token = token_urlsafe(32)
    session.add(
        SignInSession(
            id=hashed(token),
            account_id=account.id,
            created_at=visitor.now,
            seen_at=visitor.now,
            agent=agents.told(visitor.agent),
        )
    )
    return SignedIn(account, token, visitor.secure)


def end(session: Session, token: str) -> None:
    """Let a token be worth nothing."""
    if token and (old := session.get(SignInSession, hashed(token))):
        session.delete(old)


def end_all(session: Session, account_id: int) -> None:
    """Sign somebody out everywhere."""
    for each in accounts.sessions(session, account_id):
        session.delete(each)


def sign_out(engine: Engine, account_id: int, session_id: str) -> None:
    """End one session of somebody; nothing happens if it is not theirs."""
    with turn(engine) as session:
        for each in accounts.sessions(session, account_id):
            if each.id == session_id:
                session.delete(each)


def sign_out_everywhere(engine: Engine, account_id: int) -> None:
    """End every session of somebody."""
    with turn(engine) as session:
        end_all(session, account_id)


def came(engine: Engine, session_id: str, now: datetime) -> None:
    """Note that a session is in use."""
    with turn(engine) as session:
        if each := session.get(SignInSession, session_id):
            each.seen_at = now


def network(address: str) -> str:
    """What one household or company shares of an address: of IPv6, its first half."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ip_network((found.packed[:8] + bytes(8), 64)))
    return str(found)


def spelled(seconds: int) -> str:
    """A wait in words."""
    if seconds > 90:
        return f"{-(-seconds // 60)} minutes"
    return f"{seconds} second{'s' if seconds > 1 else ''}"
