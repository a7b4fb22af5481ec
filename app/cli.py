"""The `commitments` command: the register without a browser."""

import errno
import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app.db import build_engine
from app.edits import seeding
from app.settings import Settings
from app.spine import backup as backups
from app.spine import lookups, schema
from app.spine.moment import at
from app.spine.rebuild import rebuild as rebuilt
from app.spine.refusals import Newer, Refused
from app.spine.verify import check

FAULT = 3  # verify found that the register does not say what it said
FULL = "The disk is full. What was recorded before is safe."
EPILOG = "Exit codes: 0 done, 1 it could not be done, 2 not understood, 3 verify found a fault."

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


def main() -> None:
    """Run the command."""
    app()


class Sorry(typer.Exit):
    """Ends the command with a sentence on standard error."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        typer.echo(sentence, err=True)
        super().__init__(code)


@contextmanager
def register(*, migrated: bool = True) -> Iterator[Engine]:
    """The register that the environment names; whatever a user can cause ends with a sentence.

    Args:
        migrated: Whether it must be at this program's newest migration.
    """
    try:
        with register_at(Settings().database_url) as engine:
            if migrated:
                at_this_version(engine)
            yield engine
    except ArgumentError:
        raise Sorry(
            "COMMITMENTS_DATABASE_URL is no address of a database. Give one like "
            "sqlite:///var/commitments.db or postgresql+psycopg://user@host/name"
        ) from None
    except (Refused, Newer, seeding.Unreadable) as refusal:
        raise Sorry(str(refusal)) from None
    except SQLAlchemyError as error:
        raise Sorry(refusal_of(error)) from None
    except OSError as error:
        raise Sorry(trouble(error)) from None


def at_this_version(engine: Engine) -> None:
    """Raise Refused for a register whose tables are not this program's."""
    if schema.stamp(engine) != schema.head():
        raise Refused("The register is not set up for this version. Run: commitments migrate")


@contextmanager
def register_at(url: str) -> Iterator[Engine]:
    """The engine of a database; the folder of a SQLite file is made."""
    named = make_url(url)
    if named.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ArgumentError(url)
    if named.get_backend_name() == "sqlite" and named.database:
        Path(named.database).parent.mkdir(parents=True, exist_ok=True)
    engine = build_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def refusal_of(error: SQLAlchemyError) -> str:
    """What a database said, in a sentence for who runs the command."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    known = {
        "unable to open database": "The register can't be opened: is its folder there, and yours?",
        "readonly database": "The register can't be written: is the file, or its folder, yours?",
        "disk is full": FULL,
        "No space left": FULL,
        "not a database": "The file that COMMITMENTS_DATABASE_URL names is no SQLite database.",
        "is locked": "Somebody else is writing to the register. Try again in a moment.",
    }
    for words, sentence in known.items():
        if words in said:
            return sentence
    return f"The database can't be reached or used: {said}"


def trouble(error: OSError) -> str:
    """What the system said, in a sentence."""
    if error.errno == errno.ENOSPC:
        return FULL
    return f"{error.filename or 'A file'} can't be used: {error.strerror or error}."


@contextmanager
def progress(label: str, length: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where that is a terminal; moved on by what is called."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=length or 0, label=label, file=sys.stderr) as bar:
        yield bar.update


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes.", min=1, max=64)] = 1,
) -> None:
    """Serve the pages until stopped with Ctrl-C."""
    with register():
        pass
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        taken = f"Port {port} is taken. Stop what listens there, or choose another with --port."
        unheard = f"{host} is no address of this machine that one can listen on: {error.strerror}."
        raise Sorry(taken if error.errno == errno.EADDRINUSE else unheard) from None
    typer.echo(f"Serving http://{host}:{port}/ (stop with Ctrl-C)")
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=Settings().trusted_proxies or None,
        proxy_headers=bool(Settings().trusted_proxies),
    )


@app.command()
def migrate() -> None:
    """Set up the register's tables, or bring them to this version. Nothing recorded is changed."""
    with register(migrated=False) as engine:
        done = schema.migrate(engine)
    typer.echo("The tables are set up." if done else "The tables are up to date.")


@app.command()
def seed() -> None:
    """Fill an empty register with what one article tells, as one revision."""
    with register() as engine:
        rows = seeding.seed(engine)
    kept = "The register is not empty: nothing was seeded."
    typer.echo(kept if rows is None else f"Seeded {rows} rows as r1.")


@app.command()
def verify(
    expect: Annotated[
        str, typer.Option(help="What somebody noted down of a revision, as r12:digest.")
    ] = "",
) -> None:
    """Check that the register still says what was recorded: every line, row and reference.

    A register can't know that its newest revisions were cut off: --expect names one that must
    be there, from a citation, an export, or what an earlier run printed.
    """
    noted = expected(expect)
    with register() as engine, at(engine) as session:
        last = lookups.last(session)
        number = last.number if last else 0
        with progress("Verifying", number) as moved:
            for fault in check(session, noted):
                moved(1)
                if fault:
                    raise Sorry(str(fault), FAULT)
    typer.echo(
        f"r1 to r{number} verified. Note down: r{number}:{last.digest}"
        if last
        else "Verified: nothing has been recorded yet."
    )


def expected(text: str) -> tuple[int, str] | None:
    """The number and the digest in `rN:digest`; None for nothing."""
    if not text:
        return None
    if found := re.fullmatch(r"r?([0-9]{1,9}):([0-9a-f]{64})", text):
        return int(found[1]), found[2]
    raise Sorry("--expect takes what was noted down, like r12: and 64 characters of digest.", 2)


@app.command()
def rebuild() -> None:
    """Make the tables again from the record, then verify; for tables that were damaged."""
    with register() as engine:
        with at(engine) as session:
            last = lookups.last(session)
        with progress("Rebuilding", last.number if last else 0) as moved:
            versions = rebuilt(engine, lambda _: moved(1))
    typer.echo(f"Rebuilt {versions} versions from the record.")
    verify("")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A new file; nothing is overwritten.")],
) -> None:
    """Write everything, accounts too, to a SQLite file that only you can read."""
    with register() as engine, progress("Writing") as moved:
        rows = backups.backup(engine, file, lambda _, count: moved(count))
    typer.echo(f"Wrote {rows} rows to {file}")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Fill an empty register with a backup, also one of an older version, and verify it."""
    with register() as engine, progress("Restoring") as moved:
        rows = backups.restore(engine, file, lambda _, count: moved(count))
    typer.echo(f"Restored {rows} rows.")
    verify("")
