"""Two servers of one register, each read while somebody edits: neither may lag behind."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread
from urllib.request import urlopen

from sqlalchemy import Engine

from tests import factory
from tests.cli.command import COMMAND, environment
from tests.processes import PATIENCE, fetch, started

PATHS = ("/about", "/pledges/3.json", "/pledges/3", "/about?as_of=r1")  # soon rendered
SERVERS = 2


@contextmanager
def serve_twice(url: str) -> Iterator[list[str]]:
    """The addresses of two servers of a register."""
    with ExitStack() as stack:
        sites = []
        for _ in range(SERVERS):
            with socket.create_server(("127.0.0.1", 0)) as listener:
                port = listener.getsockname()[1]
            command = [*COMMAND, "serve", "--port", str(port)]
            server = stack.enter_context(started(command, env=environment(url), stderr=-3))
            sites.append((f"http://127.0.0.1:{port}", server))
        for site, server in sites:
            fetch(f"{site}/healthz", server)
        yield [site for site, _ in sites]


def revision_shown(address: str) -> int:
    """The revision that an answer shows, as its ETag says."""
    with urlopen(address, timeout=PATIENCE) as answer:
        answer.read()
        match = re.match(r'W/"r([0-9]+)\.', answer.headers["ETag"])
    assert match is not None
    return int(match[1])


def read_on(site: str, is_over: Event) -> None:
    """Read without end, so that there is always something that is ready or being rendered."""
    while not is_over.is_set():
        for path in PATHS:
            revision_shown(f"{site}{path}")


def count_stale_reads(url: str, engine: Engine, edit_count: int) -> int:
    """How many reads showed less than what was acknowledged before they began; 0 is right."""
    [pledge] = factory.record_estonia(engine)
    stale_count, is_over = 0, Event()
    with serve_twice(url) as sites:
        others = [Thread(target=read_on, args=(site, is_over)) for site in sites]
        for other in others:
            other.start()
        try:
            for number in range(edit_count):
                factory.revise(engine, pledge, title=f"Company {number} of many")
                newest = factory.newest_number(engine)
                path = PATHS[number % (len(PATHS) - 1)]
                stale_count += sum(revision_shown(f"{site}{path}") < newest for site in sites)
        finally:
            is_over.set()
            for other in others:
                other.join(PATIENCE)
    return stale_count
