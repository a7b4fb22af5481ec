"""Export and load a synthetic register of 20,000 pledges: seconds, memory, and what comes back."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, process_time

from sqlalchemy import Engine

from app.db import build_engine
from app.exports.archive.export import export_register
from app.exports.archive.load import load_register
from app.models import Actor, Citation, Intent, Pledge, Source, Step
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests.databases import WORKER, migrate, postgres_server
from tests.factory import add

PLEDGES, SMALL, AT_ONCE = 20_000, 2_000, 100
COMMENT = "Synthetic: made for measuring. Nobody ever offered any of this."


def run() -> None:
    """Print the figures; exit if the export differs after it came back."""
    server = postgres_server()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = (made(folder / f"{size}.db", size) for size in (SMALL, PLEDGES))
        before = apart("export", small, folder / "small")
        after = apart("export", large, folder / "large")
        tell(f"export, {SMALL:,} pledges", before)
        tell(f"export, {PLEDGES:,} pledges", after)
        print(f"  memory of an export, ten times the pledges: × {after[2] / before[2]:.2f}")
        for database, url in (
            ("SQLite", f"sqlite:///{folder / 'again.db'}"),
            ("PostgreSQL", server.get_uri(WORKER, "psycopg")),
        ):
            migrate(url)
            tell(f"load into {database}", apart("load", url, folder / "large"))
            apart("export", url, folder / database)
            same(folder / "large", folder / database)
    server.cleanup()


def made(file: Path, size: int) -> str:
    """The address of a register with so many pledges, each with a step and its citation."""
    url = f"sqlite:///{file}"
    migrate(url)
    with engine_of(url) as engine:
        with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS, COMMENT) as edit:
            actor, source = add(edit, Actor, name="Synthetic"), add(edit, Source)
        for first in range(0, size, AT_ONCE):
            with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS, COMMENT) as edit:
                for number in range(first, first + AT_ONCE):
                    title = f"Synthetic pledge {number}"
                    pledge = add(edit, Pledge, actor_id=actor.id, title=title)
                    add(edit, Citation, add(edit, Step, pledge), source_id=source.id)
    return url


def apart(what: str, url: str, folder: Path) -> tuple[float, float, float]:
    """Do it in a process of its own: its seconds, those of the processor, and its MB at most."""
    words = [sys.executable, "-m", __name__, what, url, str(folder)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])


def measured(what: str, url: str, folder: Path) -> None:
    """Do it here, and print the seconds, those of the processor, and the MB."""
    with engine_of(url) as engine:
        began, worked = monotonic(), process_time()
        if what == "export":
            export_register(engine, folder)
        else:
            load_register(engine, folder)
        took, used = monotonic() - began, process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(took, used, peak)


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    """The engine of a register."""
    engine = build_engine(url)
    yield engine
    engine.dispose()


def tell(what: str, figures: tuple[float, float, float]) -> None:
    """Print a line."""
    took, used, peak = figures
    print(f"  {what}: {took:.1f} s ({used:.1f} s of processor), {peak:.0f} MB at most")


def same(one: Path, other: Path) -> None:
    """Exit if a file is not in both, with the same bytes."""
    files = {file.name: file.read_bytes() for file in one.iterdir()}
    if files != {file.name: file.read_bytes() for file in other.iterdir()}:
        sys.exit("  The export is another one after it was loaded.")


if __name__ == "__main__":
    measured(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
