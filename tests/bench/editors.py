"""Fifty editors save one pledge twenty times each, through HTTP, on both databases: all is kept."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from httpx2 import Client

from app.db import build_engine
from tests import factory
from tests.accounts import SAME_ORIGIN
from tests.conftest import add_toy_tables
from tests.databases import WORKER, migrate, postgres_server
from tests.editors import check_saved, save_at_once
from tests.faults.failover import served
from tests.faults.reports import read_register
from tests.faults.server_kills import sign_in_token
from tests.processes import PATIENCE

EDITORS, EDITS = 50, 20


def run() -> None:
    """Print how long it took; fail where an edit is missing, or came back without its words."""
    server = postgres_server()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'register.db'}"
        migrate(file)
        tell("SQLite", add_toy_tables(file))
        tell("PostgreSQL", add_toy_tables(server.get_uri(WORKER, "psycopg")))
    server.cleanup()


def tell(database: str, url: str) -> None:
    """Let all of them save, and print what became of it."""
    engine = build_engine(url)
    factory.record_estonia(engine)
    engine.dispose()
    with served(url) as address, ExitStack() as browsers:
        clients = [
            browsers.enter_context(
                Client(
                    base_url=address,
                    headers=SAME_ORIGIN,
                    cookies={"session": sign_in_token(url)},
                    timeout=PATIENCE,
                )
            )
            for _ in range(EDITORS)
        ]
        began = monotonic()
        saved = save_at_once(clients, EDITS)
        seconds = monotonic() - began
    with read_register(url) as session:
        check_saved(session, saved, 2 + EDITORS)
    print(
        f"  {database}: {len(saved)} edits, each once in the log, verify passed ({seconds:.0f} s)"
    )
