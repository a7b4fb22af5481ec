"""Connections that bring no whole request are ended; and many of them keep nobody out."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.cli import connections
from app.cli.connections import BoundedProtocol, max_connections
from tests.processes import PATIENCE, tries

WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
Connect = Callable[[bytes], Awaitable[tuple[StreamReader, StreamWriter]]]


async def answer_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer once the body is there, with as much as the address says."""
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    size = 50_000_000 if scope["path"] == "/large" else 2
    await PlainTextResponse("x" * size)(scope, receive, send)


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Connect, ServerState]]:
    """What opens a connection and sends something; and what the server has."""
    loop, state = asyncio.get_running_loop(), ServerState()
    config = uvicorn.Config(answer_all, log_level="critical")
    server = await loop.create_server(lambda: BoundedProtocol(config, state, {}), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    writers: list[StreamWriter] = []

    async def connect(text: bytes) -> tuple[StreamReader, StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
        writer.write(text)
        await writer.drain()
        return reader, writer

    try:
        yield connect, state
    finally:
        for writer in writers:
            writer.transport.abort()
        server.close()
        await wait_until(lambda: not state.connections and not state.tasks, "an empty server")


async def wait_until(condition: Callable[[], bool], wanted: str) -> None:
    for _ in tries(wanted):
        if condition():
            return
        await asyncio.sleep(0)


def run(steps: Callable[[Connect, ServerState], Awaitable[None]]) -> None:
    """Take some steps while a server is there."""

    async def run_all() -> None:
        async with served() as (connect, state):
            await asyncio.wait_for(steps(connect, state), PATIENCE)

    asyncio.run(run_all())


async def read_end(reader: StreamReader) -> bytes:
    """All that comes until the connection is closed."""
    with suppress(ConnectionError):
        return await reader.read()
    return b""


@pytest.mark.parametrize("text", [b"", b"GET / HT", WHOLE[:-2]], ids=["nothing", "line", "head"])
def test_a_head_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch, text: bytes):
    monkeypatch.setattr(connections, "HEAD_PATIENCE", 0.05)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(text)

        assert await read_end(reader) == b""

    run(steps)


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "BODY_PATIENCE", 0.05)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(FORM + b"12")

        assert b"200" not in await read_end(reader)

    run(steps)


def test_a_head_that_is_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "MAX_HEAD", 1000)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, writer = await connect(WHOLE[:-2])
        with suppress(ConnectionError):
            for _ in range(100):
                writer.write(b"x: " + b"y" * 100 + b"\r\n")
                await writer.drain()

        assert await read_end(reader) == b""

    run(steps)


def test_a_reader_who_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "READER_PATIENCE", 0.05)

    async def steps(connect: Connect, state: ServerState) -> None:
        await connect(WHOLE.replace(b" / ", b" /large "))
        await wait_until(lambda: bool(state.connections), "a connection")
        await wait_until(lambda: not state.connections, "its end")

    run(steps)


def test_whole_requests_are_answered_one_after_the_other():
    async def steps(connect: Connect, state: ServerState) -> None:
        reader, writer = await connect(FORM)
        writer.write(b"12345")
        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")
        writer.write(WHOLE)
        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")

        [connection] = state.connections
        assert connection.deadline is None

    run(steps)


def test_a_reader_who_goes_on_gets_all():
    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(
            WHOLE.replace(b" / ", b" /large ").replace(b"Host: x", b"Host: x\r\nConnection: close")
        )
        await asyncio.sleep(0.1)  # its answer waits meanwhile

        assert len(await read_end(reader)) > 50_000_000

    run(steps)


def test_so_many_half_requests_as_there_may_be_connections_keep_nobody_out(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 5)

    async def steps(connect: Connect, state: ServerState) -> None:
        first, _ = await connect(WHOLE[:-2])
        for _ in range(20):
            await connect(WHOLE[:-2])
        reader, _ = await connect(WHOLE)

        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")
        assert await read_end(first) == b""
        assert len(state.connections) <= 5

    run(steps)


def test_few_files_allow_few_connections(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("resource.getrlimit", lambda _: (256, 4096))
    assert max_connections() == 128

    monkeypatch.setattr("resource.getrlimit", lambda _: (4096, 4096))
    assert max_connections() == 400
