"""A list of 20,000 pledges as files: how long it takes, and how much memory it takes with it."""

import resource
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine

from app.db import build_engine
from app.exports.files import csv_file, data_package, json_file, sqlite_file, workbook
from app.exports.files.edition import Edition
from app.exports.files.rows import stream_rows
from app.exports.files.snapshot import take_snapshot
from app.exports.files.tables import TABLES
from app.models import Actor, Source
from app.queries import export_ids
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests import factory
from tests.databases import migrate

ROWS, PART, DAY = 20_000, 500, date(2026, 11, 22)
MOST = 20  # MB that the other batches may add to the first: the statements that are kept


def run() -> None:
    """Print seconds and memory for each sort of file; exit if memory grows with the rows."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/register.db"
        migrate(url)
        engine = build_engine(url)
        shown = Edition(filled(engine), "", DAY, "http://127.0.0.1")
        grown = [listed(engine, shown, name) for name in ("csv", "csv", "json", "json")]
        for name, write in (
            ("sqlite", sqlite_file.write_sqlite),
            ("zip", data_package.write_package),
            ("xlsx", workbook.write_workbook),
        ):
            file, began = Path(folder) / name, monotonic()
            write(file, take_snapshot(engine, shown))
            size = file.stat().st_size // 1_000_000
            print(f"  whole register, {name}: {monotonic() - began:.0f} s, {size} MB")
        engine.dispose()
    if max(grown) > MOST:
        sys.exit(f"Memory grew by {max(grown)} MB.")


def filled(engine: Engine) -> int:
    """Record the pledges, each with a step and three citations; the number of the last revision."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actors = [factory.add(edit, Actor, code=f"a{n}", name=f"Actor {n}") for n in range(200)]
        passage = factory.add(edit, factory.Passage, factory.add(edit, Source))
    for first in range(0, ROWS, PART):
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
            for number in range(first, first + PART):
                factory.add_full_pledge(edit, actors[number % 200], passage.id, number)
    return edit.previous + 1


def listed(engine: Engine, shown: Edition, name: str) -> int:
    """Stream the list; how many MB of memory were added behind its first batch."""
    began = monotonic()
    with reading_session(engine, shown.number) as session:
        ids = export_ids.pledge_ids(session, shown.today, {})
    found, waited = len(ids), monotonic() - began
    batches = stream_rows(engine, shown, "pledges", ids, flat=name == "csv")
    text = (
        csv_file.render_csv(TABLES["pledges"], batches)
        if name == "csv"
        else json_file.render_json(json_file.answer_head(shown), batches)
    )
    sizes, peaks = [], []
    for part in text:
        sizes.append(len(part.encode()))
        peaks.append(memory())
    added = peaks[-1] - peaks[2]
    print(
        f"  {found} pledges as {name}: {monotonic() - began:.1f} s, the ids {waited:.1f} s, "
        f"{sum(sizes) // 1_000_000} MB; memory after the first batch {peaks[2]} MB, "
        f"after the last {peaks[-1]} MB"
    )
    return added


def memory() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
