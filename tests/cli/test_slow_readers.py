"""Readers who take their answer slowly are waited for; those who take nothing are not."""

import asyncio
from asyncio import StreamReader
from contextlib import suppress

import pytest
from uvicorn.server import ServerState

from app.cli import connections
from app.cli.connections import BoundedProtocol
from tests.cli.connection_server import (
    LARGE,
    SIZE,
    WHOLE,
    Connect,
    RunSteps,
    read_end,
    wait_until,
)


def test_a_reader_who_takes_nothing_is_given_up(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "READER_PATIENCE", 0.05)

    async def steps(connect: Connect, state: ServerState) -> None:
        await connect(LARGE)
        await wait_until(lambda: bool(state.connections), "a connection")
        await wait_until(lambda: not state.connections, "its end")

    run_steps(steps)


def test_a_reader_who_goes_on_gets_all(run_steps: RunSteps):
    async def steps(connect: Connect, _state: ServerState) -> None:
        reader, _ = await connect(LARGE.replace(b"x\r", b"x\r\nConnection: close\r"))
        await asyncio.sleep(0.1)  # its answer waits meanwhile

        assert len(await read_end(reader)) > SIZE

    run_steps(steps)


def test_half_a_head_after_a_request_cuts_no_answer_and_is_given_up_after_it(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    async def steps(connect: Connect, state: ServerState) -> None:
        reader, writer = await connect(b"")
        await wait_until(lambda: bool(state.connections), "a connection")
        monkeypatch.setattr(connections, "HEAD_PATIENCE", 0.05)
        writer.write(LARGE + WHOLE[:8])
        await asyncio.sleep(0.2)  # longer than a head may take
        await reader.readuntil(b"\r\n\r\n")

        assert len(await reader.readexactly(SIZE)) == SIZE
        writer.write(WHOLE[8:12])
        assert await read_end(reader) == b""

    run_steps(steps)


async def open_reader(connect: Connect, state: ServerState) -> tuple[StreamReader, BoundedProtocol]:
    """A reader who has yet to take most of an answer, and the connection to it."""
    before = set(state.connections)
    reader, _ = await connect(LARGE)
    await wait_until(lambda: bool(state.connections - before), "a connection")
    [connection] = state.connections - before
    await wait_until(lambda: connection.untaken_size > 0, "an answer that is not taken")
    return reader, connection


def test_a_reader_is_given_up_only_where_nothing_was_taken_since_the_last_look(run_steps: RunSteps):
    async def steps(connect: Connect, state: ServerState) -> None:
        reader, connection = await open_reader(connect, state)
        for _ in range(3):
            size = connection.untaken_size
            while connection.transport.get_write_buffer_size() >= size:
                await reader.read(100_000)
            connection.check_reader()
            assert not connection.transport.is_closing()

        await wait_until(lambda: connection.stall() > 0, "a moment")
        connection.check_reader()
        assert connection.transport.is_closing()

    run_steps(steps)


def test_a_reader_who_leaves_the_end_of_an_answer_is_given_up(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "READER_PATIENCE", 0.05)

    async def steps(connect: Connect, state: ServerState) -> None:
        _, writer = await connect(b"")
        await wait_until(lambda: bool(state.connections), "a connection")
        [connection] = state.connections
        connection.transport.set_write_buffer_limits(high=2 * SIZE)  # nothing is paused
        writer.write(LARGE)

        await wait_until(lambda: not state.connections, "its end")

    run_steps(steps)


def test_a_reader_who_goes_on_stays_where_others_have_to_make_room(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 2)

    async def steps(connect: Connect, state: ServerState) -> None:
        reader, _ = await open_reader(connect, state)
        for _ in range(5):
            await connect(WHOLE[:-2])
        other, _ = await connect(WHOLE)
        await other.readuntil(b"\r\n\r\nxx")
        await reader.readuntil(b"\r\n\r\n")

        assert len(await reader.readexactly(SIZE)) == SIZE

    run_steps(steps)


@pytest.mark.parametrize(("seconds", "is_heard"), [(0, True), (1000, False)])
def test_where_all_are_being_answered_only_a_reader_who_takes_nothing_makes_room(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch, seconds: float, is_heard: bool
):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 2)
    monkeypatch.setattr(connections, "READER_STALL", seconds)

    async def steps(connect: Connect, state: ServerState) -> None:
        readers = [await open_reader(connect, state) for _ in range(2)]
        await wait_until(lambda: all(each.stall() > 0 for _, each in readers), "a moment")
        reader, writer = await connect(b"")
        with suppress(ConnectionError):
            writer.write(WHOLE.replace(b"x", b"x\r\nConnection: close"))

        assert (b" 200 " in await read_end(reader)) is is_heard
        assert sum(each.is_aborted for _, each in readers) == is_heard

    run_steps(steps)
