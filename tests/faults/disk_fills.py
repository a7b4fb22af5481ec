"""Filling the disk under a server while forms are sent to it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import DEVNULL

from tests.conftest import add_toy_tables
from tests.databases import migrate
from tests.faults.form_streams import FaultReport, open_editor, send_through_fault
from tests.faults.server_kills import started_servers
from tests.faults.small_disk import small_disk

MEGABYTES = 64  # room for all that is recorded


@contextmanager
def serve_on_small_disk() -> Iterator[Callable[[], FaultReport]]:
    """What sends forms to a server, fills its disk amid them, and sees what is left."""
    with small_disk(MEGABYTES) as disk:
        file = disk.folder / "register.db"
        url = f"sqlite:///{file}"
        migrate(url)
        add_toy_tables(url)  # which `verify` asks for in tests
        with started_servers(url, stderr=DEVNULL) as (address, _):
            open_client = open_editor(url, address)

            def fill_disk() -> FaultReport:
                empty_log(file)
                return send_through_fault(url, open_client, disk.fill, disk.make_room)

            yield fill_disk


def empty_log(file: Path) -> None:
    """Let SQLite ask the disk for each page that it writes: it keeps the room that it has."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
