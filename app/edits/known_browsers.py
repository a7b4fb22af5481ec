"""Browsers that somebody signed in with before: their signed mark, kept for a year.

A mark lets nobody in. It says that whoever tries a name now has known its password in this browser,
and so need not wait for those who have not.
"""

from contextlib import suppress
from datetime import date, datetime
from secrets import token_urlsafe

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from app.edits.sign_in_limits import KNOWN_FOR
from app.models import Secret
from app.queries import accounts
from app.spine.moment import reading_session
from app.spine.refusals import WritingClosed
from app.spine.side_session import side_session

KEY = "known browsers"


def mark_browser(engine: Engine, name: str, now: datetime) -> str:
    """The mark of a browser in which the folded handle `name` signs in; "" if none can be made."""
    try:
        key = signing_key(engine)
    except (SQLAlchemyError, WritingClosed):
        key = None
    if not key:
        return ""
    last_day = (now + KNOWN_FOR).date().isoformat()
    return str(serializer(key).dumps([name, token_urlsafe(12), last_day]))


def signing_key(engine: Engine) -> str | None:
    """The key that marks are signed with; made at first use."""
    if key := stored_key(engine):
        return key
    with suppress(IntegrityError), side_session(engine) as session:  # another may be first
        session.add(Secret(name=KEY, value=token_urlsafe(32)))
    return stored_key(engine)


def stored_key(engine: Engine) -> str | None:
    """The key that marks are signed with; None before its first use."""
    with reading_session(engine) as session:
        return accounts.secret(session, KEY)


def browser_id(engine: Engine, mark: str, name: str, now: datetime) -> str | None:
    """The id of a browser in which the folded handle `name` signed in before; None of any other."""
    key = stored_key(engine) if mark else None
    if key is None:
        return None
    try:
        marked_name, number, last_day = serializer(key).loads(mark)
    except (BadData, ValueError):
        return None
    is_known = marked_name == name and now.date() <= date.fromisoformat(last_day)
    return str(number) if is_known else None


def serializer(key: str) -> URLSafeSerializer:
    """What signs marks and reads them."""
    return URLSafeSerializer(key, salt=KEY)
