"""The `commitments` command: the register without a browser."""

import errno
import os
import re
import socket
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
import uvicorn
from sqlalchemy import Engine

from app.cli import check, demo, exports
from app.cli.clock import check_clock, clock
from app.cli.connections import BACKLOG, KEEP_ALIVE, BoundedProtocol
from app.cli.migration import migrate
from app.cli.register import (
    EXIT_FAULT,
    CommandFailure,
    load_settings,
    open_register,
    progress_bar,
    settle_address,
)
from app.cli.users import print_first_link, users
from app.edits import accounts, seeding
from app.routes.log_format import log_config
from app.settings import LEAST_POOL_SIZE, Settings, set_metrics_folder
from app.spine import lookups
from app.spine.account_check import unnamed_accounts
from app.spine.backup import load_backup, write_backup
from app.spine.derived import key_count
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.verify import UNCOVERED, verify_revisions

EPILOG = (
    "Exit codes: 0 done, 1 it could not be done, 2 not understood, 3 verify found a fault, "
    "4 check found what somebody should look at."
)
VERIFY_HELP = (
    """Check that the register still says what was recorded: every line, row and reference;
that its tables, indexes and checks are those that this program makes, with no trigger; and, of a
SQLite file, that it is sound.

A register can't know that its newest revisions were cut off: --expect names one that must
be there, from a citation, an export, or what an earlier run printed.

It does not cover: """
    + "; ".join(UNCOVERED)
    + """.
"""
)

app = typer.Typer(
    help=(
        "Coalition Commitments: a register of what states have offered, with every edit kept.\n\n"
        "A new register:  commitments migrate, then seed, then serve.\n\n"
        "The register is a SQLite file in var/ unless COMMITMENTS_DATABASE_URL names another."
    ),
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(users, name="user")
app.add_typer(clock, name="clock")


def main() -> None:
    """Run the command."""
    app()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes.", min=1, max=64)] = 1,
) -> None:
    """Serve the pages until stopped with Ctrl-C."""
    settings = settle_address(load_settings(), host, port)
    with open_register() as engine:
        check_connections(engine, settings.database_connections, workers)
        check_port(host, port)
        check_clock(engine)
        token = accounts.first_link(engine, datetime.now(UTC))
    typer.echo(f"Serving http://{host}:{port}/ (stop with Ctrl-C)")
    if token:
        print_first_link(settings, token)
    for name, value in (("WORKERS", str(workers)), ("BASE_URL", settings.base_url)):
        os.environ[f"COMMITMENTS_{name}"] = value  # noqa: TID251  (for its own processes)
    with TemporaryDirectory(prefix="commitments-metrics-") as folder:
        if workers > 1 and settings.metrics_token.get_secret_value():
            set_metrics_folder(folder)
        run_server(settings, host, port, workers)


def run_server(settings: Settings, host: str, port: int, workers: int) -> None:
    """Run the server until it is stopped."""
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http=BoundedProtocol,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_worker_healthcheck=60,  # seconds; a busy machine loads the program for long
        log_config=log_config(),
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies or None,
        proxy_headers=bool(settings.trusted_proxies),
    )


def check_connections(engine: Engine, total: int, workers: int) -> None:
    """Make sure that each worker gets enough connections to PostgreSQL.

    Raises:
        CommandFailure: When it does not.
    """
    if engine.dialect.name == "postgresql" and total // workers < LEAST_POOL_SIZE:
        raise CommandFailure(
            f"COMMITMENTS_DATABASE_CONNECTIONS is {total}: {workers} workers need "
            f"{LEAST_POOL_SIZE} each, {workers * LEAST_POOL_SIZE} in all."
        )


def check_port(host: str, port: int) -> None:
    """Make sure that this machine can listen at an address and port.

    Raises:
        CommandFailure: When the port is taken, or the address is no address of this machine.
    """
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        port_sentence = (
            f"Port {port} is taken. Stop what listens there, or choose another with --port."
        )
        host_sentence = (
            f"{host} is no address of this machine that one can listen on: {error.strerror}."
        )
        raise CommandFailure(
            port_sentence if error.errno == errno.EADDRINUSE else host_sentence
        ) from None


app.command()(migrate)


@app.command()
def seed() -> None:
    """Fill an empty register with what one article tells, as one revision."""
    with open_register() as engine:
        rows = seeding.seed(engine)
        with reading_session(engine) as session:
            last = lookups.last_revision(session)
    if rows is None or last is None:
        typer.echo("The register is not empty: nothing was seeded.")
    else:
        typer.echo(f"Seeded {rows} rows as r{last.number}.")


@app.command(help=VERIFY_HELP)
def verify(
    expect: Annotated[
        str, typer.Option(help="What somebody noted down of a revision, as r12:digest.")
    ] = "",
) -> None:
    """Check that the register still says what was recorded, as VERIFY_HELP tells."""
    expectation = parse_expectation(expect)
    with open_register() as engine, reading_session(engine) as session:
        last = lookups.last_revision(session)
        number = last.number if last else 0
        with progress_bar("Verifying", number + key_count(session)) as advance:
            faults = []
            for fault in verify_revisions(session, expectation):
                advance(1)
                faults += [str(fault)] if fault else []
        if faults:
            raise CommandFailure("\n".join(faults), EXIT_FAULT)
        unnamed = [account.handle for account in unnamed_accounts(session)]
    if unnamed:
        typer.echo(f"Without a handle, as after a load or an erasure: {', '.join(unnamed)}.")
    typer.echo(
        f"r1 to r{number} verified. Note down: r{number}:{last.digest}"
        if last
        else "Verified: nothing has been recorded yet."
    )


def parse_expectation(text: str) -> tuple[int, str] | None:
    """The number and the digest in `rN:digest`; None for nothing."""
    if not text:
        return None
    if match := re.fullmatch(r"r?([0-9]{1,9}):([0-9a-f]{64})", text):
        return int(match[1]), match[2]
    raise CommandFailure(
        "--expect takes what was noted down, like r12: and 64 characters of digest.", 2
    )


@app.command()
def rebuild() -> None:
    """Make the tables again from the record, then verify; for tables that were damaged."""
    with open_register() as engine:
        with reading_session(engine) as session:
            last = lookups.last_revision(session)
        with progress_bar("Rebuilding", last.number if last else 0) as advance:
            versions = rebuild_tables(engine, lambda _: advance(1))
    typer.echo(f"Rebuilt {versions} versions from the record.")
    verify("")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A new file; nothing is overwritten.")],
) -> None:
    """Write everything, accounts too, to a SQLite file that only you can read."""
    with open_register() as engine, progress_bar("Writing") as advance:
        rows = write_backup(engine, file, lambda _, count: advance(count))
    typer.echo(f"Wrote {rows} rows to {file}")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Fill an empty register with a backup, also one of an older version, and verify it.

    In place of a register that is there: stop the program, move its file away together with the
    -wal and -shm beside it, migrate, restore, and start the program again.
    """
    with open_register() as engine, progress_bar("Restoring") as advance:
        rows = load_backup(engine, file, lambda _, count: advance(count))
    typer.echo(f"Restored {rows} rows.")
    verify("")


for command in (demo.demo, check.check, exports.export, exports.load):
    app.command()(command)
