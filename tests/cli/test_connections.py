"""Connections that bring no whole request are ended; and many of them keep nobody out."""

import asyncio
from contextlib import suppress

import pytest
from uvicorn.server import ServerState

from app.cli import connections
from app.cli.connections import max_connections
from tests.cli.connection_server import (
    FORM,
    WHOLE,
    Connect,
    RunSteps,
    read_end,
    wait_until,
)


@pytest.mark.parametrize("text", [b"", b"GET / HT", WHOLE[:-2]], ids=["nothing", "line", "head"])
def test_a_head_that_does_not_end_is_given_up(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch, text: bytes
):
    monkeypatch.setattr(connections, "HEAD_PATIENCE", 0.05)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(text)

        assert await read_end(reader) == b""

    run_steps(steps)


def test_a_body_that_does_not_come_is_given_up(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "BODY_PATIENCE", 0.05)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(FORM + b"12")

        assert b"200" not in await read_end(reader)

    run_steps(steps)


def test_a_head_that_is_too_long_is_given_up(run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "MAX_HEAD", 1000)

    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, writer = await connect(WHOLE[:-2])
        with suppress(ConnectionError):
            for _ in range(100):
                writer.write(b"x: " + b"y" * 100 + b"\r\n")
                await writer.drain()

        assert await read_end(reader) == b""

    run_steps(steps)


def test_whole_requests_are_answered_one_after_the_other(run_steps: RunSteps):
    async def steps(connect: Connect, state: ServerState) -> None:
        reader, writer = await connect(FORM)
        writer.write(b"12345")
        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")
        writer.write(WHOLE)
        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")

        [connection] = state.connections
        assert connection.deadline is None

    run_steps(steps)


def test_so_many_half_requests_as_there_may_be_connections_keep_nobody_out(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
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

    run_steps(steps)


def test_a_crowd_that_comes_at_once_gets_no_more_places_than_there_are(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 5)

    async def steps(connect: Connect, state: ServerState) -> None:
        pairs = await asyncio.gather(*(connect(WHOLE[:-2]) for _ in range(60)))
        ends = [asyncio.create_task(read_end(reader)) for reader, _ in pairs]

        await wait_until(lambda: sum(end.done() for end in ends) == 55, "the end of all but 5")
        assert len(state.connections) == 5

    run_steps(steps)


@pytest.mark.parametrize("text", [b"\r\n", b"\r\n\r\n\r\n"])
def test_blank_lines_do_not_keep_a_connection(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch, text: bytes
):
    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, writer = await connect(WHOLE)
        await reader.readuntil(b"\r\n\r\nxx")
        monkeypatch.setattr(connections, "HEAD_PATIENCE", 0.05)
        writer.write(text)

        assert await read_end(reader) == b""

    run_steps(steps)


def test_blank_lines_before_a_request_do_no_harm(run_steps: RunSteps):
    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, writer = await connect(WHOLE + b"\r\n")
        await reader.readuntil(b"\r\n\r\nxx")
        writer.write(b"\r\n" + WHOLE)

        assert (await reader.readuntil(b"\r\n\r\nxx")).startswith(b"HTTP/1.1 200")

    run_steps(steps)


def test_what_is_no_request_is_refused_and_ended(run_steps: RunSteps):
    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(b"nonsense\r\n\r\n")

        assert (await read_end(reader)).startswith(b"HTTP/1.1 400")

    run_steps(steps)


def test_few_files_allow_few_connections(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("resource.getrlimit", lambda _: (256, 4096))
    assert max_connections() == 128

    monkeypatch.setattr("resource.getrlimit", lambda _: (4096, 4096))
    assert max_connections() == 400
