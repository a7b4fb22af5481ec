"""Stopping PostgreSQL under a server while forms are sent to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import DEVNULL
from uuid import uuid4

from tests.conftest import add_toy_tables
from tests.databases import migrate, start_postgres
from tests.faults.form_streams import FaultReport, open_editor, send_through_fault
from tests.faults.server_kills import started_servers


@contextmanager
def serve_on_own_database() -> Iterator[Callable[[], FaultReport]]:
    """What sends forms to a server, stops its database amid them, and sees what is left."""
    database = start_postgres(uuid4().hex[:8])
    try:
        url = database.get_uri(driver="psycopg")
        migrate(url)
        add_toy_tables(url)  # which `verify` asks for in tests
        with started_servers(url, stderr=DEVNULL) as (address, _):
            open_client = open_editor(url, address)

            def stop_database() -> FaultReport:
                return send_through_fault(
                    url, open_client, database.stop, database.ensure_postgres_running
                )

            yield stop_database
    finally:
        database.cleanup()
