"""Filling the disk under a server while forms are sent to it, and looking for what was typed."""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL
from threading import Event as Flag
from uuid import uuid4

from bs4 import BeautifulSoup
from httpx2 import Client, Response
from sqlmodel import Session, select

from app.db import build_engine, read_only_engine
from app.models import Event
from app.spine.verify import verify
from tests.accounts import SAME_ORIGIN
from tests.conftest import add_toy_tables
from tests.databases import migrate
from tests.faults.server_kills import sign_in_token, started_servers
from tests.faults.small_disk import SmallDisk, small_disk
from tests.form_client import form_values
from tests.processes import PATIENCE

SENDERS, AFTERWARDS = 3, 2  # at once; and how many forms each sends to a disk that is full
LONGEST_WAIT = 0.3  # seconds of editing, at most, before the disk is full
MEGABYTES = 64  # room for all that is recorded


@dataclass
class FillReport:
    """What became of forms sent while the disk filled up.

    Attributes:
        fill_count: How often it did.
        saved_count: How many were answered as saved at once.
        returned_count: How many came back filled.
        unfilled_count: How many came back otherwise, or not at all.
        lost_count: How many are not in the register, or more than once, after all were sent again.
        fault: The first that `verify` found, in words; or "".
    """

    fill_count: int = 0
    saved_count: int = 0
    returned_count: int = 0
    unfilled_count: int = 0
    lost_count: int = 0
    fault: str = ""

    def __add__(self, other: "FillReport") -> "FillReport":
        """Both together."""
        return FillReport(
            self.fill_count + other.fill_count,
            self.saved_count + other.saved_count,
            self.returned_count + other.returned_count,
            self.unfilled_count + other.unfilled_count,
            self.lost_count + other.lost_count,
            self.fault or other.fault,
        )


@dataclass
class SentForm:
    """A form that was sent, and what came back."""

    entries: dict[str, str]
    answer: Response

    @property
    def is_saved(self) -> bool:
        """Whether it was said to be saved."""
        return self.answer.status_code == 303

    @property
    def returned_values(self) -> dict[str, str]:
        """What the form holds that came back; nothing where none did."""
        soup = BeautifulSoup(self.answer.text, "html.parser")
        return form_values(soup) if soup.select_one("main form[method=post]") else {}


@contextmanager
def serve_on_small_disk() -> Iterator[Callable[[], FillReport]]:
    """What sends forms to a server, fills its disk amid them, and sees what is left."""
    with small_disk(MEGABYTES) as disk:
        file = disk.folder / "register.db"
        url = f"sqlite:///{file}"
        migrate(url)
        add_toy_tables(url)  # which `verify` asks for in tests
        cookies = {"session": sign_in_token(url)}
        with started_servers(url, stderr=DEVNULL) as (address, _):
            how = {"base_url": address, "cookies": cookies, "timeout": PATIENCE}
            open_client = partial(Client, headers=SAME_ORIGIN, **how)
            with open_client() as client:
                assert send_form(client).is_saved  # it serves
            yield partial(fill_disk, disk, file, open_client)


def fill_disk(disk: SmallDisk, file: Path, open_client: Callable[..., Client]) -> FillReport:
    """Fill the disk at a random moment amid forms, make room, and send again what came back."""
    empty_log(file)
    is_full = Flag()
    with ThreadPoolExecutor(SENDERS) as pool:
        streams = [pool.submit(send_until_full, open_client, is_full) for _ in range(SENDERS)]
        time.sleep(random.uniform(0, LONGEST_WAIT))
        disk.fill()
        is_full.set()
        forms = [form for stream in streams for form in stream.result()]
    disk.make_room()
    refused = [form for form in forms if not form.is_saved]
    returned = [form for form in refused if form.returned_values.items() >= form.entries.items()]
    with open_client() as client:
        for form in returned:
            assert client.post("/events/new", data=form.returned_values).status_code == 303
    titles = {form.entries["n0.title"] for form in forms}
    saved, unfilled = len(forms) - len(refused), len(refused) - len(returned)
    return FillReport(1, saved, len(returned), unfilled, *count_losses(f"sqlite:///{file}", titles))


def empty_log(file: Path) -> None:
    """Let SQLite ask the disk for each page that it writes: it keeps the room that it has."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def send_until_full(open_client: Callable[..., Client], is_full: Flag) -> list[SentForm]:
    """What was sent one after the other, until the disk was full and a little longer."""
    forms = []
    with open_client() as client:
        while not is_full.is_set():
            forms.append(send_form(client))
        return forms + [send_form(client) for _ in range(AFTERWARDS)]


def send_form(client: Client) -> SentForm:
    """Send the form of an event."""
    name = uuid4().hex
    entries = {"n0.kind": "meeting", "n0.title": f"Event {name}", "submission": name}
    return SentForm(entries, client.post("/events/new", data=entries))


def count_losses(url: str, titles: set[str]) -> tuple[int, str]:
    """How many events are not there once, and what `verify` finds."""
    engine = build_engine(url)
    with Session(read_only_engine(engine)) as session:
        counts = Counter(session.exec(select(Event.title)).all())
        fault = verify(session)
    engine.dispose()
    return sum(counts[title] != 1 for title in titles), str(fault or "")
