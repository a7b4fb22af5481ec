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

from app.access import system_clock
from app.db import build_engine, reading
from app.edits import accounts
from app.edits.hashing import Hasher
from app.edits.signing import Visitor
from app.models import Event, Role
from app.spine.verify import verify
from tests.faults.killing import SOON, Toll
from tests.people import OURS, PASSWORD
from tests.processes import PATIENCE, line, started


@contextmanager
def serving(url: str) -> Iterator[Callable[[], Toll]]:
    """What sends forms to a server of the register at `url`, kills it, and sees what is left."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        fd = listening.fileno()
        command = [sys.executable, "-m", "tests.faults.nursery", url, str(fd)]
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        held = {"session": token(url)}
        with started(command, pass_fds=[fd]) as nursery:
            listening.close()

            def lives() -> Toll:
                with Client(
                    base_url=address, headers=OURS, cookies=held, timeout=PATIENCE
                ) as client:
                    return left(url, killed(client, int(line(nursery, "the number of a server"))))

            yield lives


def token(url: str) -> str:
    """What the browser of a new editor holds."""
    engine, now = build_engine(url), system_clock()
    _, link = accounts.add(engine, f"Editor {uuid4().hex}", Role.EDITOR, now)
    signed = accounts.accept(engine, Hasher(8, 1), link, "", PASSWORD, Visitor(now))
    engine.dispose()
    return signed.token


def killed(client: Client, server: int) -> dict[int, str]:
    """The titles of events that were said to be saved, by number, until the server was killed."""
    found, dead = dict([recorded(client)]), Flag()

    def kill() -> None:
        os.kill(server, signal.SIGKILL)
        dead.set()

    Timer(random.uniform(0, SOON), kill).start()
    with suppress(TransportError):
        while not dead.is_set():
            found |= [recorded(client)]
    assert dead.wait(PATIENCE), "It died before it was killed."
    return found


def recorded(client: Client) -> tuple[int, str]:
    """Send the form of an event; its number and title once it is saved."""
    title = f"Event {uuid4().hex}"
    typed = {"n0.kind": "meeting", "n0.title": title, "submission": uuid4().hex}
    answer = client.post("/events/new", data=typed)
    assert answer.status_code == 303, answer.text[:2000]
    return int(answer.headers["location"].rpartition("/")[2]), title


def left(url: str, acknowledged: dict[int, str]) -> Toll:
    """What is left of the events that a server, which is dead now, said are saved."""
    engine = build_engine(url)
    with Session(reading(engine)) as session:
        there = dict(session.exec(select(Event.entity_id, Event.title)).all())
        fault = verify(session)
    engine.dispose()
    lost = [number for number, title in acknowledged.items() if there.get(number) != title]
    return Toll(1, len(acknowledged), len(lost), str(fault or ""))
