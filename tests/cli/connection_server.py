"""A server of bounded connections, and what opens some to it."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.cli.connections import BoundedProtocol
from tests.processes import PATIENCE, tries

LARGE = b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
SIZE = 50_000_000  # bytes of its answer
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
Connect = Callable[[bytes], Awaitable[tuple[StreamReader, StreamWriter]]]
Steps = Callable[[Connect, ServerState], Awaitable[None]]
RunSteps = Callable[[Steps], None]


async def answer_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer once the body is there, with as much as the address says."""
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    size = SIZE if scope["path"] == "/large" else 2
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


async def take_steps(steps: Steps) -> None:
    """Take some steps while a server is there."""
    async with served() as (connect, state):
        await asyncio.wait_for(steps(connect, state), PATIENCE)


async def read_end(reader: StreamReader) -> bytes:
    """All that comes until the connection is closed."""
    with suppress(ConnectionError):
        return await reader.read()
    return b""
