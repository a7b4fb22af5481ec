"""A primary that is killed under eight editors, and what they were told is saved."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as Flag
from uuid import uuid4

from httpx2 import Client

from tests.accounts import SAME_ORIGIN
from tests.cli.command import COMMAND, environment
from tests.faults.server_kills import count_losses, sign_in_token
from tests.faults.standby import Pair, synchronous_pair
from tests.faults.writer_kills import KillReport
from tests.processes import PATIENCE, fetch, started, tries

EDITORS = 8


@dataclass
class Failover:
    """What became of the edits.

    Attributes:
        before: How many were acknowledged before the primary was killed.
        titles: The titles of all that were acknowledged, by number.
        statuses: What was answered where nothing was acknowledged.
        pause: Seconds from the kill to the first edit acknowledged after the promotion.
        report: What is lost of them, and what `verify` finds.
    """

    before: int = 0
    titles: dict[int, str] = field(default_factory=dict)
    statuses: set[int] = field(default_factory=set)
    pause: float = 0
    report: KillReport = field(default_factory=KillReport)


def fail_over(edits: int) -> Failover:
    """Kill a primary, promote its standby; so many edits are acknowledged before and after it."""
    result, stop = Failover(), Flag()
    with synchronous_pair() as pair, served(pair.url) as base:
        cookies = [{"session": sign_in_token(pair.url)} for _ in range(EDITORS)]
        with ThreadPoolExecutor(EDITORS) as pool:
            editors = [pool.submit(save_events, base, each, result, stop) for each in cookies]
            try:
                lose_primary(pair, result, edits)
            finally:
                stop.set()
            for editor in editors:
                editor.result()
        result.report = count_losses(pair.url, result.titles)
    return result


@contextmanager
def served(url: str) -> Iterator[str]:
    """The address of a server of a register; it is started once."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started([*COMMAND, "serve", "--port", str(port)], env=environment(url)) as server:
        fetch(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
        assert server.poll() is None, "The server ended."


def lose_primary(pair: Pair, result: Failover, edits: int) -> None:
    """Kill the primary and promote the standby, among the edits."""
    wait_for_edits(result, edits)
    began = time.monotonic()
    os.kill(pair.primary_process.pid, signal.SIGKILL)
    pair.primary_process.wait(PATIENCE)
    result.before = len(result.titles)
    pair.promote()
    promoted = len(result.titles)
    wait_for_edits(result, promoted + 1)
    result.pause = time.monotonic() - began
    wait_for_edits(result, promoted + edits)


def wait_for_edits(result: Failover, count: int) -> None:
    """Until so many were acknowledged."""
    for _ in tries(f"{count} edits to be acknowledged"):
        if len(result.titles) >= count:
            return


def save_events(base: str, cookies: dict[str, str], result: Failover, stop: Flag) -> None:
    """Record events as an editor does, who presses the button again until a form is saved."""
    with Client(base_url=base, headers=SAME_ORIGIN, cookies=cookies, timeout=PATIENCE) as client:
        while not stop.is_set():
            title = f"Event {uuid4().hex}"
            entries = {"n0.kind": "meeting", "n0.title": title, "submission": uuid4().hex}
            for _ in tries("a form to be saved"):
                answer = client.post("/events/new", data=entries)
                if answer.status_code == 303:
                    number = int(answer.headers["location"].rpartition("/")[2])
                    result.titles[number] = title
                    break
                result.statuses.add(answer.status_code)
                if stop.is_set():
                    return
                time.sleep(0.1)
