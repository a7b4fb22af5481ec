"""Public pages and data are rendered once: before all else, answers that are ready are sent."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import date

from fastapi import Request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.queries.accounts import find_sign_in
from app.routes.admission import is_unlimited
from app.routes.encodings import choose_encoding
from app.routes.page_recorder import PageRecorder
from app.routes.page_store import Key, Page, PageStore
from app.routes.turnstile import Turnstile, TurnstileFull
from app.spine.moment import reading_session
from app.spine.revision import sha256_hex
from app.spine.revision_watch import NewestRevision, RevisionWatch

MEGABYTE = 2**20
MAX_SHARE = 16  # one answer takes this part of all at most; a larger one is streamed
READ = frozenset((b"accept-encoding", b"cookie", b"if-none-match"))
Wants = dict[bytes, bytes]
Moment = tuple[NewestRevision, date]
MAX_KNOWN = 1000  # cookies of which a process remembers that they are of a session


class KeptPages:
    """Sends an answer that is ready; else lets one be rendered, and keeps it where it may be.

    What may be kept says so itself: `is_settled` of its request's state, that the revision, the day
    and the build alone decide it, and `is_address_known`, that nothing else stands in its address.

    Whoever is signed in passes this by. A cookie of no session is taken out of the request: it is
    a reader's.
    """

    def __init__(self, app: ASGIApp, *, megabytes: int, cookie: str) -> None:
        self.app = app
        self.cookie = cookie
        self.store = PageStore(megabytes * MEGABYTE)
        self.watch: RevisionWatch | None = None
        self.flights: dict[Key, Future[bool]] = {}
        self.strangers = Turnstile(2, queue=50, patience=20)
        self.known: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_reading = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_reading or is_unlimited(scope["path"]) or not self.store.limit:
            await self.app(scope, receive, send)
            return
        state, wants = scope["app"].state, read_headers(scope)
        is_somebodys = b"cookie" in wants and await self.is_somebodys(state.engine, scope)
        newest = None if is_somebodys else await self.watch_of(state.engine).ask()
        if newest is None:
            await self.app(scope, receive, send)
            return
        await self.answer_reader(scope, receive, send, wants, (newest, state.clock().date()))

    def watch_of(self, engine: Engine) -> RevisionWatch:
        """What tells the newest revision of a register; with another one nothing is known."""
        if self.watch is None or self.watch.engine is not engine:
            self.watch = RevisionWatch(engine)
            self.store = PageStore(self.store.limit)
        return self.watch

    async def is_somebodys(self, engine: Engine, scope: Scope) -> bool:
        """Whether a request may be of somebody who is signed in; else it loses its cookie."""
        token = Request(scope).cookies.get(self.cookie)
        if not token:
            return False
        if await self.is_session(engine, sha256_hex(token)):
            return True
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
        return False

    async def is_session(self, engine: Engine, key: str) -> bool:
        """Whether a cookie of that hash may be of a session; it may where nobody can be asked."""
        if key in self.known:
            return True
        try:
            await self.strangers.enter()
        except TurnstileFull:
            return True
        try:
            is_known = await run_in_threadpool(has_session, engine, key)
        except SQLAlchemyError:
            return True
        finally:
            self.strangers.leave()
        if is_known:
            if len(self.known) >= MAX_KNOWN:
                self.known.clear()
            self.known.add(key)
        return is_known

    async def answer_reader(
        self, scope: Scope, receive: Receive, send: Send, wants: Wants, moment: Moment
    ) -> None:
        """Answer a reader, who asked after the newest revision was this one."""
        key = key_of(scope, wants)
        self.store.turn_to(*moment)
        while (page := self.store.find(key)) is None and (flight := self.flights.get(key)):
            await asyncio.wait([asyncio.wrap_future(flight)])
            if not flight.result():  # it may not be kept
                await self.app(scope, receive, send)
                return
            self.store.turn_to(*moment)
        if page is None:
            await self.render(key, scope, receive, send, moment)
        else:
            scope["route"], scope["state"]["moment"] = page.route, page.moment
            await send_page(page, wants, scope["method"], send)

    async def render(
        self,
        key: Key,
        scope: Scope,
        receive: Receive,
        send: Send,
        moment: Moment,
    ) -> None:
        """Let an answer be rendered, while others at its address wait for it.

        If that fails or is given up, the next of them lets it be rendered.
        """
        flight: Future[bool] = Future()
        self.flights[key] = flight
        is_head = scope["method"] == "HEAD"
        inner_scope = {**scope, "method": "GET", "headers": with_encoding(scope, key[1])}

        def land(*, may_be_kept: bool) -> None:
            if self.flights.get(key) is flight:
                del self.flights[key]
                flight.set_result(may_be_kept)

        def keep_answer(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
            self.keep(key, inner_scope, headers, body, moment)
            land(may_be_kept=True)

        recorder = PageRecorder(
            without_body(send) if is_head else send,
            inner_scope,
            limit=self.store.limit // MAX_SHARE,
            keep=keep_answer,
            give_up=lambda: land(may_be_kept=False),
        )
        try:
            await self.app(inner_scope, receive, recorder.take)
        finally:
            land(may_be_kept=True)
            scope["route"] = inner_scope.get("route")

    def keep(
        self,
        key: Key,
        scope: Scope,
        headers: list[tuple[bytes, bytes]],
        body: bytes,
        moment: Moment,
    ) -> None:
        """Keep an answer, unless an edit came between."""
        page_moment = scope["state"]["moment"]
        try:
            day = self.store.day_of(page_moment, *moment)
        except LookupError:
            return
        tag = scope["state"]["etag"].removeprefix("W/").encode()
        self.store.keep(key, Page(headers, body, tag, page_moment, scope["route"], day))


def has_session(engine: Engine, key: str) -> bool:
    """Whether somebody who may sign in has a session of that hash."""
    with reading_session(engine) as session:
        return find_sign_in(session, key) is not None


def read_headers(scope: Scope) -> Wants:
    """What a request says of what it takes and has, by name; commas join what is there twice."""
    wants: Wants = {}
    for name, value in scope["headers"]:
        if name in READ:
            wants[name] = wants[name] + b"," + value if name in wants else value
    return wants


def key_of(scope: Scope, wants: Wants) -> Key:
    """What an answer is kept under."""
    query = scope["query_string"]
    target = scope["raw_path"] + b"?" + query if query else scope["raw_path"]
    return target, choose_encoding(wants.get(b"accept-encoding", b"").decode("latin-1"))


async def send_page(page: Page, wants: Wants, method: str, send: Send) -> None:
    """Send an answer that is ready."""
    tags = wants.get(b"if-none-match", b"")
    is_known = bool(tags) and page.tag in (
        each.strip().removeprefix(b"W/") for each in tags.split(b",")
    )
    start, body = page.messages(is_known=is_known, is_head=method == "HEAD")
    await send(start)
    await send(body)


def with_encoding(scope: Scope, name: str) -> list[tuple[bytes, bytes]]:
    """The headers of a request that takes this encoding alone; "" for none."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return [*headers, (b"accept-encoding", name.encode())] if name else headers


def without_body(send: Send) -> Callable[[Message], Awaitable[None]]:
    """What sends everything but bodies."""

    async def send_head(message: Message) -> None:
        is_body = message["type"] == "http.response.body"
        await send({**message, "body": b""} if is_body else message)

    return send_head
