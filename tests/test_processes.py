"""Whatever a test starts is ended, and what it waits for in vain is named."""

import os
import sys

import pytest

from tests import processes
from tests.processes import fetch, line, rest, started, tries

IDLE = [sys.executable, "-c", "import time; time.sleep(600)"]
# Starts a process that would outlive it, and says so.
PARENT = [sys.executable, "-uc", "import os, time; os.fork() and print('Done'); time.sleep(600)"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for long."""
    monkeypatch.setattr(processes, "PATIENCE", 0.2)


def fail_beside_it(writer: int) -> None:
    """What a test does that fails while a process runs which it started."""
    with started(PARENT, pass_fds=[writer]) as parent:
        os.close(writer)
        assert line(parent, "a word") == "Done\n"
        raise ZeroDivisionError


def test_a_process_is_ended_with_all_that_it_started_though_the_test_fails():
    reader, writer = os.pipe()

    with pytest.raises(ZeroDivisionError):
        fail_beside_it(writer)

    with os.fdopen(reader) as end:
        assert end.read() == ""  # which it is when nobody is left to write


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("wait", [line, rest])
def test_what_a_process_does_not_print_is_named(wait):
    with (
        started(IDLE) as process,
        pytest.raises(pytest.fail.Exception, match="seconds for a word"),
    ):
        wait(process, "a word")


@pytest.mark.usefixtures("impatient")
def test_what_does_not_come_true_is_named():
    with pytest.raises(pytest.fail.Exception, match="seconds for snow"):
        list(tries("snow"))


@pytest.mark.usefixtures("impatient")
def test_an_address_at_which_nobody_answers_is_named():
    with started(IDLE) as process, pytest.raises(pytest.fail.Exception, match="answer at http://"):
        fetch("http://127.0.0.1:9/", process)


def test_a_process_that_ends_too_soon_is_told_from_one_that_waits():
    with started([sys.executable, "-c", ""]) as process:
        with pytest.raises(AssertionError, match="ended before it printed a word"):
            line(process, "a word")
        process.wait(processes.PATIENCE)
        with pytest.raises(AssertionError, match="ended before it answered"):
            fetch("http://127.0.0.1:9/", process)
