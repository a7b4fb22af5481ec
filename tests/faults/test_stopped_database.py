"""A PostgreSQL whose processes are stopped: readers are answered, and it goes on afterwards."""

import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psutil
import pytest
from httpx2 import Client

from tests.faults.failover import served
from tests.faults.standby import running_node
from tests.processes import PATIENCE, Process, tries

pytestmark = [pytest.mark.slow, pytest.mark.covered]

READERS = 45  # more than there are threads, and than are let in
PAGE = "/countries/gb"


@contextmanager
def stopped(process: Process) -> Iterator[None]:
    """A server none of whose processes runs, as long as this is open."""
    server = psutil.Process(process.pid)
    server.send_signal(signal.SIGSTOP)  # it starts no other from here on
    processes = [server, *server.children()]
    try:
        send_signal(processes, signal.SIGSTOP)
        yield
    finally:
        send_signal(processes, signal.SIGCONT)


def send_signal(processes: list[psutil.Process], number: int) -> None:
    """Send a signal to those of some processes that are still there."""
    for each in processes:
        with suppress(psutil.NoSuchProcess):
            each.send_signal(number)


def read_page(base: str, path: str) -> int:
    """The status of a page."""
    with Client(base_url=base, timeout=PATIENCE) as client:
        return client.get(path).status_code


def ask_often(base: str, path: str) -> set[int]:
    """The statuses of a page asked for so often that all readers have come meanwhile."""
    with Client(base_url=base, timeout=PATIENCE) as client:
        return {client.get(path).status_code for _ in range(200)}


def start_readers(pool: ThreadPoolExecutor, base: str) -> list[Future[int]]:
    return [pool.submit(read_page, base, PAGE) for _ in range(READERS)]


def test_readers_of_a_stopped_database_are_answered_and_health_at_once():
    with (
        running_node() as (node, process),
        served(node.create_register()) as base,
        ThreadPoolExecutor(READERS) as pool,
    ):
        assert 200 in {reader.result() for reader in start_readers(pool, base)}

        with stopped(process):
            readers = start_readers(pool, base)
            health = ask_often(base, "/healthz")
            are_waiting = any(not reader.done() for reader in readers)
            statuses = {reader.result() for reader in readers}

        assert (health, are_waiting, statuses) == ({200}, True, {503})
        for _ in tries("pages to be read again"):
            if read_page(base, PAGE) == 200:
                break
