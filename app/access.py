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

from app.edits import signing
from app.models import Account, Role
from app.queries import accounts, register
from app.rules.patience import lasting
from app.settings import ROOT
from app.spine import clock, lookups
from app.spine.base import LARGEST
from app.spine.clock import Moment
from app.spine.moment import at
from app.spine.refusals import Busy
from app.spine.revision import hashed
from app.templating import STATIC, TEMPLATES, Shown, own_address, own_path, shown

OWN = ("account", "accounts", "invitations", "sign_in", "sign_out")  # no two see the same there
SEEN = timedelta(days=1)  # how long a session goes without it being noted that it is in use


def opened(request: Request) -> Iterator[Session]:
    """A session that can't write and sees the register as of the moment the address names."""
    engine, now = request.app.state.engine, request.app.state.clock()
    with at(engine) as session:
        recognise(session, request)
        request.state.moment = see(session, request.query_params, now)
        validated(request)
        yield session
    found = request.state.session
    if found is not None and now - found.seen_at > SEEN:
        with suppress(Busy, OperationalError):  # reading goes on where nobody can write
            signing.came(engine, found.id, now)


def validated(request: Request) -> None:
    """Set what the answer is valid for, unless it is somebody's own.

    Raises:
        HTTPException: 304 when the reader has it already.
    """
    section = request.scope["route"].name.partition(".")[0]
    if section in OWN or cookie(secure=secure(request)) in request.cookies:
        return
    moment = request.state.moment
    version = sha256(f"{build()} {moment.digest}".encode()).hexdigest()[:8]
    tag = f'"r{moment.number}.{version}.{moment.today.isoformat()}"'
    request.state.etag = f"W/{tag}"
    known = request.headers.get("If-None-Match", "")
    if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
        raise HTTPException(304, headers={"ETag": request.state.etag})


@cache
def build() -> str:
    """What the program and the look of its pages hash to: a new one makes new answers."""
    files = [*ROOT.glob("app/**/*.py"), *TEMPLATES.rglob("*.html"), *STATIC.rglob("*")]
    sums = (sha256(file.read_bytes()).digest() for file in sorted(files) if file.is_file())
    return sha256(b"".join(sums)).hexdigest()[:8]


def recognise(session: Session, request: Request) -> None:
    """Set who asks as `request.state.account`, and their session; None for nobody."""
    request.state.account = request.state.session = None
    token = request.cookies.get(cookie(secure=secure(request)))
    found = accounts.signed_in(session, hashed(token)) if token else None
    if found and lasting(found[0].created_at, found[0].seen_at, request.app.state.clock()):
        request.state.session, request.state.account = found


def secure(request: Request) -> bool:
    """Whether readers reach this register by https."""
    base: str = request.app.state.settings.base_url
    return base.startswith("https://")


def cookie(*, secure: bool) -> str:
    """The name of the cookie that holds a session's token; by https nobody else can set it."""
    return "__Host-session" if secure else "session"


def once(query: QueryParams) -> None:
    """Let an address name one moment only.

    Raises:
        ValueError: With a sentence for the reader.
    """
    for name in ("as_of", "on"):
        if len(set(query.getlist(name))) > 1:
            raise ValueError(f"{name} is there twice: an address shows one moment.")


def see(session: Session, query: QueryParams, now: datetime) -> Shown:
    """Turn `session` to the moment that the query of an address names.

    Raises:
        HTTPException: 422 with a sentence, when it names none.
    """
    as_of, on = (query.get(name, "").strip() for name in ("as_of", "on"))
    try:
        once(query)
        asked = clock.as_of(as_of, now) if as_of else None
        day = clock.on(on) if on else None
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    if asked is not None:
        session.info["as_of"] = lookups.number_at(session, asked)
        if session.info["as_of"] is None:
            raise HTTPException(422, f"There is no revision {as_of} yet.")
    near = register.near(session)
    last = near[0] if near else None
    made_at = last.made_at if last else None
    today = day or clock.today(asked, made_at, now)
    as_of = f"r{asked}" if isinstance(asked, int) else as_of
    moment = Moment(last.number if last else 0, made_at, as_of, day, today)
    return shown(session, moment, near)


def page_number(page: Annotated[str, Query()] = "1") -> int:
    """The page of a list.

    Raises:
        HTTPException: 422 with a sentence, when it is no number.
    """
    if re.fullmatch("[1-9][0-9]{0,8}", page):
        return int(page)
    raise HTTPException(422, f"“{page}” is no page: give a number from 1 on.")


def plain(number: str) -> str:
    """A number as we write it, and in no other way, so that a thing has one address.

    Raises:
        ValueError: For any other spelling.
    """
    if re.fullmatch("0|[1-9][0-9]*", number):
        return number
    raise ValueError(number)


async def sent(request: Request) -> dict[str, str]:
    """What a form sent, by name; a file counts for nothing, and of a name sent twice the last."""
    async with request.form() as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def now_only(request: Request) -> None:
    """Forms go to now: whoever looked at the past is sent on.

    Raises:
        HTTPException: 303 to the same page now.
    """
    asked = request.query_params.multi_items()
    rest = [(n, v) for n, v in asked if n not in ("as_of", "on")]
    if request.method == "GET" and rest != asked:
        query = f"?{urlencode(rest)}" if rest else ""
        raise HTTPException(303, headers={"Location": own_path(request) + query})


def system_clock() -> datetime:
    """The instant it is, UTC."""
    return datetime.now(UTC)


def reader(
    request: Request, _db: Annotated[Session, Depends(opened, scope="function")]
) -> Account | None:
    """Who is signed in; None for nobody."""
    account: Account | None = request.state.account
    return account


def needs(role: Role) -> Callable[[Request, Account | None], Account]:
    """What finds out who is signed in, for what takes `role`.

    Raises there:
        HTTPException: For nobody, 303 to where one signs in, or 401 if something was sent; 403 for
            whoever has a lower role.
    """

    def allowed(request: Request, account: Annotated[Account | None, Depends(reader)]) -> Account:
        if account is None and request.method == "GET":
            way = request.app.url_path_for("sign_in.show")
            asked = urlencode({"to": own_address(request)})
            raise HTTPException(303, headers={"Location": f"{way}?{asked}"})
        if account is None:
            raise HTTPException(401, "Nothing was changed: sign in first, then send it again.")
        if not account.may(role):
            raise HTTPException(
                403,
                f"This takes the role {role}: who has it {role.meaning}. You are signed in as "
                f"{account.handle}, with the role {account.role}.",
            )
        return account

    return allowed


# A number in an address. scope="function" ends the session before the response is sent;
# FastAPI's default ends it after.
Number = Annotated[int, Path(ge=0, le=LARGEST), BeforeValidator(plain)]
Db = Annotated[Session, Depends(opened, scope="function")]
Page = Annotated[int, Depends(page_number)]
Sent = Annotated[dict[str, str], Depends(sent)]
# Who is signed in; and for what takes a role, an account that has it.
Reader = Annotated[Account | None, Depends(reader)]
Contributor = Annotated[Account, Depends(needs(Role.CONTRIBUTOR))]
Editor = Annotated[Account, Depends(needs(Role.EDITOR))]
Admin = Annotated[Account, Depends(needs(Role.ADMIN))]
