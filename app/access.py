"""The session a request reads in, the moment it shows, and who asks."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Path, Query, Request
from pydantic import BeforeValidator
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from starlette.datastructures import QueryParams

from app.edits import authentication
from app.edits.sign_in_limits import is_session_valid
from app.models import Account, Role
from app.queries import accounts, register
from app.settings import ROOT
from app.spine import clock, lookups
from app.spine.base import MAX_INTEGER
from app.spine.clock import Moment
from app.spine.moment import reading_session
from app.spine.refusals import WriteQueueFull
from app.spine.revision import sha256_hex
from app.templating import STATIC, TEMPLATES, PageMoment, load_page_moment, own_path, own_url

PERSONAL_SECTIONS = (
    "account",
    "accounts",
    "invitations",
    "sign_in",
    "sign_out",
)  # no two see the same there
SEEN_INTERVAL = timedelta(
    days=1
)  # how long a session goes without it being noted that it is in use


def open_session(request: Request) -> Iterator[Session]:
    """A session that can't write and sees the register as of the moment the address names."""
    engine, now = request.app.state.engine, request.app.state.clock()
    with reading_session(engine) as session:
        set_account(session, request)
        request.state.moment = load_moment(session, request.query_params, now)
        set_etag(request)
        yield session
    browser_session = request.state.session
    if browser_session is not None and now - browser_session.seen_at > SEEN_INTERVAL:
        with suppress(WriteQueueFull, OperationalError):  # reading goes on where nobody can write
            authentication.touch_session(engine, browser_session.id, now)


def set_etag(request: Request) -> None:
    """Set what the answer is valid for, unless it is somebody's own.

    Raises:
        HTTPException: 304 when the reader has it already.
    """
    section = request.scope["route"].name.partition(".")[0]
    if section in PERSONAL_SECTIONS or cookie_name(secure=is_https(request)) in request.cookies:
        return
    moment = request.state.moment
    version = sha256(f"{build_hash()} {moment.digest}".encode()).hexdigest()[:8]
    tag = f'"r{moment.number}.{version}.{moment.today.isoformat()}"'
    request.state.etag = f"W/{tag}"
    tags = request.headers.get("If-None-Match", "")
    if tag in (each.strip().removeprefix("W/") for each in tags.split(",")):
        raise HTTPException(304, headers={"ETag": request.state.etag})


@cache
def build_hash() -> str:
    """What the program and the look of its pages hash to: a new one makes new answers."""
    files = [*ROOT.glob("app/**/*.py"), *TEMPLATES.rglob("*.html"), *STATIC.rglob("*")]
    sums = (sha256(file.read_bytes()).digest() for file in sorted(files) if file.is_file())
    return sha256(b"".join(sums)).hexdigest()[:8]


def set_account(session: Session, request: Request) -> None:
    """Set who asks as `request.state.account`, and their session; None for nobody."""
    request.state.account = request.state.session = None
    token = request.cookies.get(cookie_name(secure=is_https(request)))
    row = accounts.find_sign_in(session, sha256_hex(token)) if token else None
    if row and is_session_valid(row[0].created_at, row[0].seen_at, request.app.state.clock()):
        request.state.session, request.state.account = row


def is_https(request: Request) -> bool:
    """Whether readers reach this register by https."""
    base: str = request.app.state.settings.base_url
    return base.startswith("https://")


def cookie_name(*, secure: bool) -> str:
    """The name of the cookie that holds a session's token; by https nobody else can set it."""
    return "__Host-session" if secure else "session"


def refuse_two_moments(query: QueryParams) -> None:
    """Let an address name one moment only.

    Raises:
        ValueError: With a sentence for the reader.
    """
    for name in ("as_of", "on"):
        if len(set(query.getlist(name))) > 1:
            raise ValueError(f"{name} is there twice: an address shows one moment.")


def load_moment(session: Session, query: QueryParams, now: datetime) -> PageMoment:
    """Turn `session` to the moment that the query of an address names.

    Raises:
        HTTPException: 422 with a sentence, when it names none.
    """
    as_of, on = (query.get(name, "").strip() for name in ("as_of", "on"))
    try:
        refuse_two_moments(query)
        as_of_point = clock.parse_as_of(as_of, now) if as_of else None
        day = clock.parse_on(on) if on else None
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    if as_of_point is not None:
        session.info["as_of"] = lookups.revision_number_at(session, as_of_point)
        if session.info["as_of"] is None:
            raise HTTPException(422, f"There is no revision {as_of} yet.")
    revisions = register.nearby_revisions(session)
    last = revisions[0] if revisions else None
    made_at = last.made_at if last else None
    today = day or clock.today(as_of_point, made_at, now)
    as_of = f"r{as_of_point}" if isinstance(as_of_point, int) else as_of
    moment = Moment(last.number if last else 0, made_at, as_of, day, today)
    return load_page_moment(session, moment, revisions)


def page_number(page: Annotated[str, Query()] = "1") -> int:
    """The page of a list.

    Raises:
        HTTPException: 422 with a sentence, when it is no number.
    """
    if re.fullmatch("[1-9][0-9]{0,8}", page):
        return int(page)
    raise HTTPException(422, f"“{page}” is no page: give a number from 1 on.")


def plain_number(number: str) -> str:
    """A number as we write it, and in no other way, so that a thing has one address.

    Raises:
        ValueError: For any other spelling.
    """
    if re.fullmatch("0|[1-9][0-9]*", number):
        return number
    raise ValueError(number)


async def read_fields(request: Request) -> dict[str, str]:
    """What a form sent, by name; a file counts for nothing, and of a name sent twice the last."""
    async with request.form() as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def redirect_to_now(request: Request) -> None:
    """Forms go to now: whoever looked at the past is sent on.

    Raises:
        HTTPException: 303 to the same page now.
    """
    pairs = request.query_params.multi_items()
    other_pairs = [(n, v) for n, v in pairs if n not in ("as_of", "on")]
    if request.method == "GET" and other_pairs != pairs:
        query = f"?{urlencode(other_pairs)}" if other_pairs else ""
        raise HTTPException(303, headers={"Location": own_path(request) + query})


def system_clock() -> datetime:
    """The instant it is, UTC."""
    return datetime.now(UTC)


def current_account(
    request: Request, _db: Annotated[Session, Depends(open_session, scope="function")]
) -> Account | None:
    """Who is signed in; None for nobody."""
    account: Account | None = request.state.account
    return account


def require_role(role: Role) -> Callable[[Request, Account | None], Account]:
    """What finds out who is signed in, for what takes `role`.

    Raises there:
        HTTPException: For nobody, 303 to where one signs in, or 401 if something was sent; 403 for
            whoever has a lower role.
    """

    def account_with_role(
        request: Request, account: Annotated[Account | None, Depends(current_account)]
    ) -> Account:
        if account is None and request.method == "GET":
            path = request.app.url_path_for("sign_in.show")
            query = urlencode({"to": own_url(request)})
            raise HTTPException(303, headers={"Location": f"{path}?{query}"})
        if account is None:
            raise HTTPException(401, "Nothing was changed: sign in first, then send it again.")
        if not account.may(role):
            raise HTTPException(
                403,
                f"This takes the role {role}: who has it {role.meaning}. You are signed in as "
                f"{account.handle}, with the role {account.role}.",
            )
        return account

    return account_with_role


# A number in an address. scope="function" ends the session before the response is sent;
# FastAPI's default ends it after.
Number = Annotated[int, Path(ge=0, le=MAX_INTEGER), BeforeValidator(plain_number)]
Db = Annotated[Session, Depends(open_session, scope="function")]
PageNumber = Annotated[int, Depends(page_number)]
FormFields = Annotated[dict[str, str], Depends(read_fields)]
# Who is signed in; and for what takes a role, an account that has it.
Reader = Annotated[Account | None, Depends(current_account)]
Contributor = Annotated[Account, Depends(require_role(Role.CONTRIBUTOR))]
Editor = Annotated[Account, Depends(require_role(Role.EDITOR))]
Admin = Annotated[Account, Depends(require_role(Role.ADMIN))]
