"""What an operator should know of one register: settings, disk, clock, schema, record."""

import shutil
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.cli.register import database_sentence, system_sentence
from app.settings import Settings, unknown_variables
from app.spine import lookups, schema
from app.spine.chain_check import first_chain_fault
from app.spine.clock_watch import TOLERANCE, clock_of, clock_state, doubt
from app.spine.refusals import EarlierRegister, NewerRegister, WriteQueueFull
from app.spine.write_probe import try_to_write, write_bytes

TAIL = 100  # revisions at the end of the record that a check reads
MIB = 2**20
LEAST_FREE = 64 * MIB  # bytes; below, saves are about to fail
ENOUGH_FREE = 1024 * MIB  # bytes; below, somebody should look


class Grade(StrEnum):
    """How well one part is."""

    GOOD = "ok"
    ATTENTION = "look"
    FAILURE = "FAIL"
    FAULT = "FAULT"


class Finding(NamedTuple):
    """One part of the register, how well it is, and why, in a sentence."""

    part: str
    grade: Grade
    sentence: str


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """What is odd about the settings; one good finding when nothing is."""
    oddities = [*address_oddities(settings), *secret_oddities(settings)]
    oddities += [(Grade.ATTENTION, f"{name} is no setting.") for name in unknown_variables()]
    for grade, sentence in oddities:
        yield Finding("settings", grade, sentence)
    if not oddities:
        yield Finding("settings", Grade.GOOD, f"readers come to {settings.base_url}")


def address_oddities(settings: Settings) -> Iterator[tuple[Grade, str]]:
    """What is odd about the address of readers and the proxies before the register."""
    base = urlsplit(settings.base_url)
    is_bare = not (base.path or base.query or base.fragment)
    if base.scheme not in ("http", "https") or not base.hostname or not is_bare:
        yield (
            Grade.FAILURE,
            "COMMITMENTS_BASE_URL must be like https://example.org, with nothing after the name.",
        )
    elif base.scheme == "http" and base.hostname not in ("127.0.0.1", "localhost", "::1"):
        yield Grade.ATTENTION, "COMMITMENTS_BASE_URL is http: passwords go unprotected."
    if base.scheme == "https" and not settings.trusted_proxies:
        yield (
            Grade.ATTENTION,
            "COMMITMENTS_TRUSTED_PROXIES is empty: behind a proxy all readers have one address.",
        )
    for proxy in filter(None, map(str.strip, settings.trusted_proxies.split(","))):
        if proxy == "*":
            yield Grade.ATTENTION, "COMMITMENTS_TRUSTED_PROXIES is *: anybody is believed."
        elif not is_network(proxy):
            yield Grade.FAILURE, "COMMITMENTS_TRUSTED_PROXIES holds what is no address."


def is_network(text: str) -> bool:
    """Whether a text is an address, or a range of them."""
    for parse in (ip_address, ip_network):
        try:
            parse(text)
        except ValueError:
            continue
        return True
    return False


def secret_oddities(settings: Settings) -> Iterator[tuple[Grade, str]]:
    """What makes the secrets easier to guess, or to read."""
    defaults = Settings.model_fields
    for name in ("password_memory", "password_rounds"):
        if getattr(settings, name) < defaults[name].default:
            yield Grade.ATTENTION, f"COMMITMENTS_{name.upper()} is below what OWASP advises."
    if 0 < len(settings.metrics_token.get_secret_value()) < 16:
        yield Grade.ATTENTION, "COMMITMENTS_METRICS_TOKEN is short: 16 characters or more."
    file = Path(".env")
    if file.exists() and file.stat().st_mode & 0o044:
        yield Grade.ATTENTION, "Others may read the file .env: chmod 600 .env"


def disk_folders(settings: Settings) -> dict[str, Path]:
    """The folders the program writes to, by what for; a PostgreSQL server's disk is its own."""
    url = make_url(settings.database_url)
    folders = {"exports": settings.exports, "temporary files": Path(tempfile.gettempdir())}
    if url.get_backend_name() == "sqlite" and url.database:
        folders = {"the register": Path(url.database).parent} | folders
    return {
        what: folder for what, folder in folders.items() if folder.exists() or what != "exports"
    }


def disk_finding(what: str, folder: Path, *, enough: int = ENOUGH_FREE) -> Finding:
    """Whether a folder can be written to, and how many bytes are free; proven by writing."""
    try:
        write_bytes(folder)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", Grade.FAILURE, f"for {what}: {system_sentence(error)}")
    grade = (
        Grade.FAILURE
        if free < min(LEAST_FREE, enough)
        else Grade.ATTENTION
        if free < enough
        else Grade.GOOD
    )
    return Finding("disk", grade, f"for {what}: {free // MIB} MiB free")


def clock_finding(session: Session, engine: Engine) -> Finding:
    """Whether saves believe this machine's clock, and the database server's agrees."""
    watch, last = clock_of(engine), lookups.last_revision(session)
    now = watch.wall()
    if sentence := doubt(session, watch, last):
        return Finding("clock", Grade.FAILURE, sentence)
    instant = lookups.database_instant(session)
    if instant and abs(instant - now) > TOLERANCE:
        sentence = f"The database server says it is {instant:%Y-%m-%d %H:%M:%S} UTC."
        return Finding("clock", Grade.ATTENTION, sentence)
    if clock_state(session, engine):
        sentence = f"{now:%Y-%m-%d %H:%M:%S} UTC is far from the last revision. Is it right?"
        return Finding("clock", Grade.ATTENTION, sentence)
    return Finding("clock", Grade.GOOD, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def schema_finding(engine: Engine) -> Finding:
    """Whether the database answers, and has this program's tables."""
    try:
        migration = schema.current_migration(engine)
    except (EarlierRegister, NewerRegister) as refusal:
        return Finding("schema", Grade.FAILURE, str(refusal))
    except SQLAlchemyError as error:
        return Finding("database", Grade.FAILURE, database_sentence(error))
    if migration != schema.newest_migration():
        sentence = "The tables are not this version's. Run: commitments migrate"
        return Finding("schema", Grade.FAILURE, sentence)
    return Finding("schema", Grade.GOOD, f"migration {migration}")


def writing_finding(engine: Engine) -> Finding:
    """Whether the register can be written to; proven by writing a row as it is."""
    try:
        try_to_write(engine)
    except WriteQueueFull:
        return Finding("writing", Grade.ATTENTION, "Somebody else is writing: it was not tried.")
    except SQLAlchemyError as error:
        return Finding("writing", Grade.FAILURE, database_sentence(error))
    return Finding("writing", Grade.GOOD, "a row was written as it was")


def record_finding(session: Session) -> Finding:
    """Whether the last TAIL revisions are, byte for byte, those that were sealed."""
    last = lookups.last_revision(session)
    number = last.number if last else 0
    first = max(1, number - TAIL + 1)
    if fault := first_chain_fault(session, first):
        return Finding("record", Grade.FAULT, f"{fault}. Run: commitments verify")
    if not number:
        return Finding("record", Grade.GOOD, "nothing has been recorded yet")
    return Finding("record", Grade.GOOD, f"r{first} to r{number} are as they were sealed")
