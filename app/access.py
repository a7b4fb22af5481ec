"""The session a request reads in, and the moment it shows."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Query, Request
from pydantic import BeforeValidator
from sqlmodel import Session

from app.queries import register
from app.spine import clock, lookups
from app.spine.base import LARGEST
from app.spine.clock import Moment
from app.spine.moment import at
from app.templating import Shown, shown


def opened(request: Request) -> Iterator[Session]:
    """A session that can't write and sees the register as of the moment the address names."""
    with at(request.app.state.engine) as session:
        request.state.moment = see(session, request.query_params, request.app.state.clock())
        yield session


def see(session: Session, query: Mapping[str, str], now: datetime) -> Shown:
    """Turn `session` to the moment that the query of an address names.

    Raises:
        HTTPException: 422 with a sentence, when it names none.
    """
    as_of, on = (query.get(name, "").strip() for name in ("as_of", "on"))
    try:
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


def system_clock() -> datetime:
    """The instant it is, UTC."""
    return datetime.now(UTC)


# A number in an address. scope="function" ends the session before the response is sent;
# FastAPI's default ends it after.
Number = Annotated[int, Path(ge=0, le=LARGEST), BeforeValidator(plain)]
Db = Annotated[Session, Depends(opened, scope="function")]
Page = Annotated[int, Depends(page_number)]
