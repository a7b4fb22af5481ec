"""Flooding a server with names, while those who belong there sign in and save."""

import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, sleep
from uuid import uuid4

from httpx2 import Client, HTTPTransport, TransportError

from app.db import build_engine
from app.edits import accounts
from app.edits.authentication import Visitor
from app.edits.hashing import Hasher
from app.models import Role
from app.settings import Settings
from app.spine.clock import system_clock
from tests.accounts import PASSWORD, SAME_ORIGIN
from tests.processes import PATIENCE, fetch, line, started

FLOODED, QUIET = "127.0.0.2", "127.0.0.9"
PEOPLE = 20


@dataclass
class Tally:
    """How those who belong there fared.

    Attributes:
        statuses: How often each HTTP status was answered.
        seconds: How long each answer took.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The seconds that this share of the answers took at most."""
        return sorted(self.seconds)[round(share * (len(self.seconds) - 1))]


@dataclass(frozen=True)
class Person:
    """An editor: the handle, and what the browser holds."""

    handle: str
    token: str
    mark: str


@contextmanager
def flood_server(url: str, clients: int) -> Iterator[str]:
    """The address of a server of the register at `url`, under a flood as long as this is open."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        fd = listening.fileno()
        command = [sys.executable, "-m", "tests.faults.server_loop", url, str(fd)]
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with started(command, pass_fds=[fd]) as server:
            listening.close()
            line(server, "the number of a server")
            fetch(f"{address}/healthz", server)
            stop = Event()
            threads = [Thread(target=flood, args=(address, stop)) for _ in range(clients)]
            for thread in threads:
                thread.start()
            try:
                yield address
            finally:
                stop.set()
                for thread in threads:
                    thread.join(PATIENCE)


def flood(address: str, stop: Event) -> None:
    """Try another name that is not there, again and again."""
    with open_client(address, FLOODED) as client:
        while not stop.is_set():
            with suppress(TransportError):
                post_sign_in(client, uuid4().hex)


def measure_flood(url: str, clients: int, seconds: float) -> dict[str, Tally]:
    """How 20 editors at a quiet address, 20 in known browsers and 20 saves fare under a flood.

    They come evenly over so many seconds; each of the three by itself.
    """
    people = [create_person(url) for _ in range(PEOPLE)]
    tallies = {"quiet": Tally(), "known": Tally(), "saves": Tally()}
    acts = {"quiet": sign_in_quietly, "known": sign_in_known, "saves": save_event}
    with flood_server(url, clients) as address:
        end = monotonic() + seconds
        sleep(min(1, seconds / 5))  # the flood begins first
        threads = [
            Thread(target=repeat, args=(acts[name], address, people, tally, end))
            for name, tally in tallies.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
    return tallies


def repeat(
    act: Callable[[str, Person], int], address: str, people: list[Person], tally: Tally, end: float
) -> None:
    """Let each do something, evenly until `end`, and note what was answered."""
    for number, person in enumerate(people):
        began = monotonic()
        tally.statuses[act(address, person)] += 1
        tally.seconds.append(monotonic() - began)
        sleep(max(0, (end - monotonic()) / (len(people) - number)))


def create_person(url: str) -> Person:
    """A new editor, with what the browser of their first sign-in holds."""
    engine, now = build_engine(url), system_clock()
    handle, hasher = f"Editor {uuid4().hex}", Hasher(**hash_settings())
    _, link = accounts.add_account(engine, handle, Role.EDITOR, now)
    visit = accounts.accept_invitation(engine, hasher, link, "", PASSWORD, Visitor(now))
    engine.dispose()
    return Person(handle, visit.token, visit.mark)


def hash_settings() -> dict[str, int]:
    """What a hash takes of the server, too."""
    settings = Settings()
    return {"memory": settings.password_memory, "rounds": settings.password_rounds}


def sign_in_quietly(address: str, person: Person) -> int:
    """The status of signing in at an address of which nothing else comes."""
    with open_client(address, QUIET) as client:
        return post_sign_in(client, person.handle)


def sign_in_known(address: str, person: Person) -> int:
    """The status of signing in at the flooded address, in a browser that is known."""
    with open_client(address, FLOODED, known=person.mark) as client:
        return post_sign_in(client, person.handle)


def save_event(address: str, person: Person) -> int:
    """The status of saving a form."""
    entries = {"n0.kind": "meeting", "n0.title": "Event", "submission": uuid4().hex}
    with open_client(address, QUIET, session=person.token) as client:
        return client.post("/events/new", data=entries).status_code


def post_sign_in(client: Client, handle: str) -> int:
    """The status of signing in."""
    form = {"username": handle, "password": PASSWORD}
    return client.post("/sign-in", data=form).status_code


def open_client(address: str, source: str, **cookies: str) -> Client:
    """A browser at an address of this machine."""
    transport = HTTPTransport(local_address=source)
    return Client(
        base_url=address,
        headers=SAME_ORIGIN,
        cookies=cookies,
        timeout=PATIENCE,
        transport=transport,
    )
