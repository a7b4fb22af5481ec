"""The register that a command works on, and whatever goes wrong, in a sentence."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app.db import build_engine
from app.edits import seeding
from app.settings import Settings
from app.spine import schema
from app.spine.derived import is_of_other_rules
from app.spine.moment import reading_session
from app.spine.refusals import NewerRegister, Refused
from app.spine.stored_bytes import is_damage

EXIT_FAULT = 3  # the register does not say what it said
DAMAGED = "The database is damaged, and what is in it can't be trusted: {}"
NO_DATABASE = (
    "not a database"  # what SQLite says of a file that never was one, or has lost its head
)
DISK_FULL = "The disk is full. What was recorded before is safe."


class CommandFailure(typer.Exit):
    """Ends the command with a sentence on standard error."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        typer.echo(sentence, err=True)
        super().__init__(code)


def load_settings(heading: str = "") -> Settings:
    """The settings.

    Args:
        heading: What stands before the sentence where one is not understood.

    Raises:
        CommandFailure: With the name of one that is not understood; a value may be a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = f"COMMITMENTS_{str(fault['loc'][0]).upper()}"
        raise CommandFailure(f"{heading}{name}: {fault['msg']}") from None


def settle_address(settings: Settings, host: str, port: int) -> Settings:
    """The settings, with the address that is served as the one of readers where none is set."""
    if "base_url" in settings.model_fields_set:
        return settings
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (any of its own)
    place = f"[{name}]" if ":" in name else name
    return settings.model_copy(update={"base_url": f"http://{place}:{port}"})


@contextmanager
def open_register(*, must_be_current: bool = True, make_folder: bool = True) -> Iterator[Engine]:
    """The register that the environment names; whatever a user can cause ends with a sentence.

    Args:
        must_be_current: Whether it must be at this program's newest migration.
        make_folder: Whether the folder of a SQLite file is made; without, the file must be there.
    """
    try:
        with open_database(load_settings().database_url, make_folder=make_folder) as engine:
            if must_be_current:
                check_version(engine)
            yield engine
    except ArgumentError:
        raise CommandFailure(
            "COMMITMENTS_DATABASE_URL is no address of a database. Give one like "
            "sqlite:///var/commitments.db or postgresql+psycopg://user@host/name"
        ) from None
    except (Refused, NewerRegister, seeding.SeedError) as refusal:
        raise CommandFailure(str(refusal)) from None
    except SQLAlchemyError as error:
        code = EXIT_FAULT if is_damage(error) and NO_DATABASE not in str(error) else 1
        raise CommandFailure(database_sentence(error), code) from None
    except UnicodeDecodeError as error:  # SQLite quotes a damaged part of the schema
        message = error.object.decode(errors="replace")
        raise CommandFailure(DAMAGED.format(message), EXIT_FAULT) from None
    except OSError as error:
        raise CommandFailure(system_sentence(error)) from None


def check_version(engine: Engine) -> None:
    """Raise Refused for a register whose tables are not this program's, or not by its rules."""
    is_current = schema.current_migration(engine) == schema.newest_migration()
    if is_current:
        with reading_session(engine) as session:
            is_current = not is_of_other_rules(session)
    if not is_current:
        raise Refused("The register is not set up for this version. Run: commitments migrate")


@contextmanager
def open_database(url: str, *, make_folder: bool = True) -> Iterator[Engine]:
    """The engine of a database; the folder of a SQLite file is made, or the file must be there."""
    address = make_url(url)
    if address.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ArgumentError(url)
    if address.get_backend_name() == "sqlite" and address.database:
        if make_folder:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        elif not Path(address.database).exists():
            raise Refused(f"There is no register at {address.database}. Run: commitments migrate")
    engine = build_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def database_sentence(error: SQLAlchemyError) -> str:
    """What a database said, in a sentence for who runs the command."""
    message = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    sentences = {
        "unable to open database": "The register can't be opened: is its folder there, and yours?",
        "readonly database": "The register can't be written: is the file, or its folder, yours, "
        "and its disk not read-only?",
        "disk is full": DISK_FULL,
        "No space left": DISK_FULL,
        NO_DATABASE: "The file that COMMITMENTS_DATABASE_URL names is no SQLite database.",
        "malformed": DAMAGED.format(message),
        "is locked": "Somebody else is writing to the register. Try again in a moment.",
    }
    for words, sentence in sentences.items():
        if words in message:
            return sentence
    return f"The database can't be reached or used: {message}"


def system_sentence(error: OSError) -> str:
    """An error of the operating system as a sentence, with the file it is about."""
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    return f"{error.filename or 'A file'} can't be used: {error.strerror or error}."


@contextmanager
def progress_bar(label: str, length: int | None = None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal.

    Yields:
        What moves the bar on, by a number of steps.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=length or 0, label=label, file=sys.stderr) as bar:
        yield bar.update
