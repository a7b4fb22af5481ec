"""A disk that is full or read-only is told, and no form that was sent is lost by it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.db import build_engine, read_only_engine
from app.main import create_app
from app.spine.readiness import ReadinessProbe
from app.spine.write_probe import find_failing_part
from tests.accounts import cheap_settings, signed_in_browser
from tests.faults.disk_fills import serve_on_small_disk
from tests.faults.form_streams import FaultReport
from tests.faults.small_disk import SmallDisk, small_disk
from tests.processes import run_to_end
from tests.requirements import skip_or_fail

FILLS = 3


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """A disk of 6 MB."""
    with small_disk(6) as disk:
        yield disk


@pytest.fixture
def app(disk: SmallDisk, migrated_file: Path) -> Iterator[FastAPI]:
    """A register on that disk, of which something was written before."""
    file = shutil.copy(migrated_file, disk.folder / "register.db")
    app = create_app(cheap_settings(f"sqlite:///{file}"))
    app.state.readiness_probe = ReadinessProbe(interval=0)
    yield app
    app.state.engine.dispose()


def readiness(client: TestClient) -> tuple[int, str | None]:
    """Whether a register says that it is ready, and which part fails."""
    answer = client.get("/readyz")
    return answer.status_code, answer.json().get("failing")


def leave_room_in_log(file: Path) -> None:
    """Let SQLite's log hold a megabyte that was carried over, to be written again."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE large (bytes BLOB)")
        connection.execute("INSERT INTO large VALUES (zeroblob(1000000))")
        connection.execute("DROP TABLE large")
        connection.commit()
        assert connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0] == 0


@pytest.mark.parametrize("log_has_room", [False, True])
def test_a_register_on_a_full_disk_is_not_ready_until_there_is_room(
    app: FastAPI, disk: SmallDisk, *, log_has_room: bool
):
    ada = signed_in_browser(app)
    if log_has_room:
        leave_room_in_log(disk.folder / "register.db")

    before = readiness(ada)
    disk.fill()
    full = readiness(ada)
    disk.make_room()

    assert (before, full) == ((200, None), (503, "disk space"))
    assert readiness(ada) == (200, None)


def test_a_register_that_starts_on_a_full_disk_says_that_it_is_full(app: FastAPI, disk: SmallDisk):
    disk.fill()

    assert readiness(TestClient(app)) == (503, "disk space")


def test_a_register_on_a_read_only_disk_is_not_ready(app: FastAPI, disk: SmallDisk):
    ada = signed_in_browser(app)
    for file in disk.folder.iterdir():
        shutil.copy(file, file.with_name(file.name.replace("register", "copy")))
    app.state.engine.dispose()
    copy = create_app(cheap_settings(f"sqlite:///{disk.folder / 'copy.db'}"))

    with disk.read_only():
        pages = TestClient(copy).get("/").status_code, readiness(TestClient(copy))
        copy.state.engine.dispose()

    assert pages == (200, (503, "writing"))
    assert ada.get("/").status_code == 200


def test_connections_that_were_made_while_a_file_could_not_be_written_are_made_again(
    tmp_path: Path, migrated_file: Path
):
    file = shutil.copy(migrated_file, tmp_path / "register.db")
    engine = build_engine(f"sqlite:///{file}")

    with unwritable(file), ExitStack() as connections:
        for _ in range(3):
            connections.enter_context(read_only_engine(engine).connect())
        before = find_failing_part(engine)

    after = [find_failing_part(engine) for _ in range(6)]
    engine.dispose()
    assert (before, set(after)) == ("writing", {None})


@pytest.mark.measured
def test_a_connection_that_only_reads_is_made_again_once_its_file_can_be_written(
    tmp_path: Path, migrated_file: Path
):
    file = shutil.copy(migrated_file, tmp_path / "register.db")
    engine = build_engine(f"sqlite:///{file}")
    reading_engine = read_only_engine(engine)

    with ExitStack() as connections:
        with unwritable(file):
            connections.enter_context(reading_engine.connect())
            with reading_engine.connect(), reading_engine.connect():
                pass  # they wait in the pool
        with reading_engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1

    part = find_failing_part(engine)
    engine.dispose()
    assert part is None


@contextmanager
def unwritable(file: Path) -> Iterator[None]:
    """Nobody may write to a file, root neither; the test is skipped where that can't be."""
    result = run_to_end("chattr", "+i", file)
    if result.returncode:
        skip_or_fail(f"A file can't be made unwritable here: {result.stderr.strip()}")
    try:
        yield
    finally:
        run_to_end("chattr", "-i", file, check=True)


@pytest.mark.slow
@pytest.mark.covered
def test_forms_come_back_filled_whenever_the_disk_fills_up():
    with serve_on_small_disk() as fill:
        report = sum((fill() for _ in range(FILLS)), FaultReport())

    assert report.fault_count == FILLS
    assert report.returned_count >= FILLS
    assert (report.unfilled_count, report.lost_count, report.fault) == (0, 0, "")
