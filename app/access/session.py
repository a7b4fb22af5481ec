"""The session a request reads in."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from app.access.accounts import note_use, set_account
from app.access.etag import set_etag
from app.access.moment import load_moment
from app.spine.moment import reading_session


def open_session(request: Request) -> Iterator[Session]:
    """A session that can't write and sees the register as of the moment the address names.

    Sets on `request.state` what the rest of the request reads: `account`, `session`, `moment` and,
    for what is nobody's own, `etag`.
    """
    engine, now = request.app.state.engine, request.app.state.clock()
    with reading_session(engine) as session:
        request.state.reading = session
        set_account(session, request)
        request.state.moment = load_moment(session, request.query_params, now)
        set_etag(request)
        yield session
    note_use(engine, request.state.session, now)


def end_reading(request: Request) -> None:
    """End the transaction that a request reads in, before work that takes long.

    What was loaded stays as it is; whatever asks the session later begins another transaction.
    """
    reading: Session = request.state.reading
    reading.close()


# scope="function" ends the session before the response is sent; FastAPI's default ends it after.
Db = Annotated[Session, Depends(open_session, scope="function")]
