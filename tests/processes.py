"""Processes that tests start: each is ended whatever happens, and no wait is without an end."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

PATIENCE = 120  # seconds: many times what anything takes, on a busy machine too

Process = subprocess.Popen[str]


@contextmanager
def started(command: list[str], **how: object) -> Iterator[Process]:
    """A process whose output is read; at the end it is killed, with all that it started itself."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, **how
    )
    try:
        yield process
    finally:
        kill(process)
        process.wait(PATIENCE)
        process.stdout.close()


def kill(process: Process) -> None:
    """End a process at once, with all that it started itself."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def patience(process: Process, wanted: str) -> Iterator[None]:
    """Whoever reads from a process inside reads to its end, once that has taken too long."""
    gone: list[bool] = []
    timer = Timer(PATIENCE, lambda: (gone.append(True), kill(process)))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if gone:
        pytest.fail(f"Waited {PATIENCE} seconds for {wanted}.")


def line(process: Process, wanted: str) -> str:
    """The next line that a process prints."""
    with patience(process, wanted):
        printed = process.stdout.readline()
    assert printed, f"It ended before it printed {wanted}."
    return printed


def rest(process: Process, wanted: str) -> str:
    """All that a process prints until it ends."""
    with patience(process, wanted):
        printed = process.stdout.read()
        process.wait()
    return printed


def tries(wanted: str) -> Iterator[None]:
    """Again and again, with a pause, for as long as it is reasonable to wait for something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(0.01)
    pytest.fail(f"Waited {PATIENCE} seconds for {wanted}.")


def fetch(address: str, server: Process) -> str:
    """What an address answers, once the server listens there."""
    for _ in tries(f"an answer at {address}"):
        assert server.poll() is None, "The server ended before it answered."
        with suppress(OSError), urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    raise AssertionError


def run_to_end(
    *words: str | Path, check: bool = False, timeout: float = PATIENCE, **how: object
) -> subprocess.CompletedProcess[str]:
    """What a command printed, and how it ended; it is killed where it does not."""
    return subprocess.run(
        words, capture_output=True, text=True, check=check, timeout=timeout, **how
    )
