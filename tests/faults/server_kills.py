"""Killing servers while forms are sent to them, and looking for what they answered as saved."""

import os
import random
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event as Flag
from threading import Timer
from uuid import uuid4

from httpx2 import Client, TransportError
from sqlmodel import Session, select

from app.db import build_engine, read_only_engine
from app.edits import accounts
from app.edits.authentication import Visitor
from app.edits.hashing import Hasher
from app.models import Event, Role
from app.spine.clock import system_clock
from app.spine.verify import verify
from tests.accounts import PASSWORD, SAME_ORIGIN
from tests.faults.writer_kills import LONGEST_LIFE, KillReport
from tests.processes import PATIENCE, Process, line, started


@contextmanager
def serve_register(url: str) -> Iterator[Callable[[], KillReport]]:
    """What sends forms to a server of the register at `url`, kills it, and sees what is left."""
    cookies = {"session": sign_in_token(url)}
    with started_servers(url) as (address, process):

        def kill_server() -> KillReport:
            with Client(
                base_url=address, headers=SAME_ORIGIN, cookies=cookies, timeout=PATIENCE
            ) as client:
                number = int(line(process, "the number of a server"))
                return count_losses(url, post_until_killed(client, number))

        yield kill_server


@contextmanager
def started_servers(url: str, **how: object) -> Iterator[tuple[str, Process]]:
    """The address of servers of the register at `url`, and the process that starts each."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        fd = listening.fileno()
        command = [sys.executable, "-m", "tests.faults.server_loop", url, str(fd)]
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with started(command, pass_fds=[fd], **how) as process:
            listening.close()
            yield address, process


def sign_in_token(url: str) -> str:
    """What the browser of a new editor holds."""
    engine, now = build_engine(url), system_clock()
    _, link = accounts.add_account(engine, f"Editor {uuid4().hex}", Role.EDITOR, now)
    visit = accounts.accept_invitation(engine, Hasher(8, 1), link, "", PASSWORD, Visitor(now))
    engine.dispose()
    return visit.token


def post_until_killed(client: Client, server: int) -> dict[int, str]:
    """The titles of events that were said to be saved, by number, until the server was killed."""
    titles, dead = dict([record_event(client)]), Flag()

    def kill() -> None:
        os.kill(server, signal.SIGKILL)
        dead.set()

    Timer(random.uniform(0, LONGEST_LIFE), kill).start()
    with suppress(TransportError):
        while not dead.is_set():
            titles |= [record_event(client)]
    assert dead.wait(PATIENCE), "It died before it was killed."
    return titles


def record_event(client: Client) -> tuple[int, str]:
    """Send the form of an event; its number and title once it is saved."""
    title = f"Event {uuid4().hex}"
    entries = {"n0.kind": "meeting", "n0.title": title, "submission": uuid4().hex}
    answer = client.post("/events/new", data=entries)
    assert answer.status_code == 303, answer.text[:2000]
    return int(answer.headers["location"].rpartition("/")[2]), title


def count_losses(url: str, saved_titles: dict[int, str]) -> KillReport:
    """What is left of the events that a server, which is dead now, said are saved."""
    engine = build_engine(url)
    with Session(read_only_engine(engine)) as session:
        titles = dict(session.exec(select(Event.entity_id, Event.title)).all())
        fault = verify(session)
    engine.dispose()
    lost = [number for number, title in saved_titles.items() if titles.get(number) != title]
    return KillReport(1, len(saved_titles), len(lost), str(fault or ""))
