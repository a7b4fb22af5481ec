"""Many readers of pages that nobody has read before, and an editor who saves among them."""

import ssl
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Thread
from time import monotonic, sleep
from uuid import uuid4

import psutil
from httpx2 import Client, TransportError

from tests.accounts import SAME_ORIGIN
from tests.faults.sign_in_flood import Person, create_person
from tests.processes import PATIENCE, fetch, line, started

PAGES = ("/countries/gb", "/countries/fr", "/pledges", "/stances", "/timeline", "/")
PLAIN = ssl.SSLContext(
    ssl.PROTOCOL_TLS_CLIENT
)  # nobody asks for it; without, each of many clients loads certificates
REVISIONS = 40  # of a register at whose moments readers look


@dataclass
class Tally:
    """How readers and an editor fared.

    Attributes:
        statuses: How often each HTTP status was answered to readers.
        save_statuses: The same, to the editor.
        save_seconds: How long each save took.
        seconds: How long all of it took.
        cpu_seconds: The processor time that the server took meanwhile.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    save_statuses: Counter[int] = field(default_factory=Counter)
    save_seconds: list[float] = field(default_factory=list)
    seconds: float = 0
    cpu_seconds: float = 0

    @property
    def pages_per_second(self) -> float:
        """The pages that readers got, a second."""
        return self.statuses[200] / self.seconds

    @property
    def cpu_per_page(self) -> float:
        """The seconds of processor time for each page, all other work included."""
        return self.cpu_seconds / self.statuses[200]

    @property
    def slowest_save(self) -> float:
        """The seconds in which 99 of 100 saves were done."""
        return sorted(self.save_seconds)[round(0.99 * (len(self.save_seconds) - 1))]


@dataclass(frozen=True)
class CrowdServer:
    """A server that readers crowd, and the editor who saves there.

    Attributes:
        process: The number of its process.
    """

    address: str
    process: int
    editor: Person

    @property
    def cpu_seconds(self) -> float:
        """The processor time that it has taken so far."""
        times = psutil.Process(self.process).cpu_times()
        return float(times.user + times.system)

    @property
    def memory(self) -> int:
        """The bytes of memory that it holds."""
        return int(psutil.Process(self.process).memory_info().rss)


@contextmanager
def crowd_server() -> Iterator[CrowdServer]:
    """A server of the seed with some edits, in one process, as `commitments serve` runs it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'register.db'}"
        command = [sys.executable, "-m", "tests.faults.crowd_server", url]
        with started(command) as process:
            port = line(process, "the port of a server").strip()
            address = f"http://127.0.0.1:{port}"
            fetch(f"{address}/healthz", process)
            server = CrowdServer(address, process.pid, create_person(url))
            with open_editor(server) as client:
                for _ in range(REVISIONS):
                    save_event(client, Tally())
            yield server


def measure_crowd(server: CrowdServer, readers: int, seconds: float) -> Tally:
    """How so many readers fare for some seconds, and an editor who saves twice a second."""
    tally, began, cpu_before = Tally(), monotonic(), server.cpu_seconds
    end = began + seconds
    threads = [Thread(target=read, args=(server, n, end, tally)) for n in range(readers)]
    threads.append(Thread(target=save_often, args=(server, end, tally)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE + seconds)
    tally.seconds = monotonic() - began
    tally.cpu_seconds = server.cpu_seconds - cpu_before
    return tally


def read(server: CrowdServer, number: int, end: float, tally: Tally) -> None:
    """Read pages at moments drawn at random; come again later where that is asked for."""
    random = Random(number)
    with Client(base_url=server.address, timeout=PATIENCE, verify=PLAIN) as client:
        while monotonic() < end:
            day = date(2026, 1, 1) + timedelta(days=random.randrange(365))
            query = f"as_of=r{random.randint(1, REVISIONS)}&on={day}"
            try:
                answer = client.get(f"{random.choice(PAGES)}?{query}")
            except TransportError:
                tally.statuses[0] += 1
                continue
            tally.statuses[answer.status_code] += 1
            if answer.status_code == 503:
                pause = float(answer.headers["Retry-After"]) * random.uniform(1, 1.5)
                sleep(max(0.0, min(pause, end - monotonic())))


def save_often(server: CrowdServer, end: float, tally: Tally) -> None:
    """Save twice a second, and once at least."""
    with open_editor(server) as client:
        save_event(client, tally)
        while monotonic() < end:
            sleep(0.5)
            save_event(client, tally)


def open_editor(server: CrowdServer) -> Client:
    """The browser of the editor."""
    return Client(
        base_url=server.address,
        headers=SAME_ORIGIN,
        cookies={"session": server.editor.token},
        timeout=PATIENCE,
        verify=PLAIN,
    )


def save_event(client: Client, tally: Tally) -> None:
    """Save a form, and note how that went."""
    entries = {"n0.kind": "meeting", "n0.title": "Event", "submission": uuid4().hex}
    began = monotonic()
    tally.save_statuses[client.post("/events/new", data=entries).status_code] += 1
    tally.save_seconds.append(monotonic() - began)
