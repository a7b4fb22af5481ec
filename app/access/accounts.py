"""Who asks: the account behind the cookie of a request."""

from contextlib import suppress
from datetime import datetime, timedelta

from fastapi import Request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.edits import authentication
from app.edits.sign_in_limits import is_session_valid
from app.models import SignInSession
from app.queries import accounts
from app.spine.refusals import WritingClosed
from app.spine.revision import sha256_hex

SEEN_INTERVAL = timedelta(days=1)  # each request that notes it is a write


def set_account(session: Session, request: Request) -> None:
    """Set who asks as `request.state.account`, and their session; None for nobody.

    `is_account_known` becomes true once the register has said so.
    """
    request.state.account = request.state.session = None
    request.state.is_account_known = False
    token = request.cookies.get(cookie_name(secure=is_https(request)))
    row = accounts.find_sign_in(session, sha256_hex(token)) if token else None
    if row and is_session_valid(row[0].created_at, row[0].seen_at, request.app.state.clock()):
        request.state.session, request.state.account = row
    request.state.is_account_known = True


def note_use(engine: Engine, browser_session: SignInSession | None, now: datetime) -> None:
    """Note that a session is in use, once a day; reading goes on where nobody can write."""
    if browser_session is not None and now - browser_session.seen_at > SEEN_INTERVAL:
        with suppress(WritingClosed, SQLAlchemyError):
            authentication.touch_session(engine, browser_session.id, now)


def is_https(request: Request) -> bool:
    """Whether readers reach this register by https."""
    base: str = request.app.state.settings.base_url
    return base.startswith("https://")


def cookie_name(*, secure: bool) -> str:
    """The name of the cookie that holds a session's token.

    Browsers let no other site of the domain set one that begins with `__Host-`; it needs https.
    """
    return "__Host-session" if secure else "session"


def mark_name(*, secure: bool) -> str:
    """The name of the cookie by which a browser is known, for a year."""
    return "__Host-known" if secure else "known"
