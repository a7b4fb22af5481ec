import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings
from sqlalchemy import Engine, event
from sqlmodel import Session

from app import derivations  # noqa: F401  (what keeps the derived tables)
from app.db import build_engine, read_only_engine
from app.spine.derived_table import derived_tables, table_name
from app.spine.versioned import kinds
from app.spine.write_queue import seats
from tests.databases import WORKER, migrate, postgres_server
from tests.spine.toys import TOYS

HERE = Path(__file__).parent
ON_SQLITE = ("cli", "exports", "routes")  # folders that ask PostgreSQL only where a test is `both`
MEMORY, ENOUGH = Path("/dev/shm"), 4_000_000_000  # bytes
ASKING = (  # where the program asks which database it has
    "test_check.py",
    "test_cut_connections.py",
    "test_findings.py",
    "test_health.py",
    "test_rebuild.py",
    "test_reversals.py",
    "test_revision_watch.py",
    "test_schema.py",
)
# A busy machine is no fault: no example has a deadline, and none is “too slow” to be drawn. Which
# parts of a failing one matter is left to its reader: finding out took minutes and gigabytes.
settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.load_profile("unhurried")
TABLES_TO_EMPTY = [
    "line",
    "successor",
    "entity",
    "account_state",
    "revision",
    "sign_in_session",
    "sign_in_attempt",
    "invitation",
    "secret",
]


def use_memory() -> None:
    """Keep the databases of tests in memory where that is a folder: no commit waits for a disk.

    That a commit does wait for it is a setting, which tests read back on both databases, and what
    is lost when a process is killed does not depend on it.
    """
    is_there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    if is_there and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = None  # asked again


use_memory()


def pytest_collection_finish() -> None:
    """Let what was imported be, which no test throws away, and look for rubbish less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def is_repeat(item: pytest.Item) -> bool:
    """Whether a test runs code that quicker ones cover, so that it need not be measured."""
    if is_second(item):
        return item.path.name not in ASKING
    if item.get_closest_marker("measured"):
        return False
    return any(item.get_closest_marker(name) for name in ("browser", "covered", "slow"))


def is_slow(item: pytest.Item) -> bool:
    """Whether a test takes long."""
    return any(item.get_closest_marker(name) for name in ("browser", "slow"))


def is_second(item: pytest.Item) -> bool:
    """Whether a test runs on the second of two databases."""
    return "postgresql" in item.nodeid


def needs_second(item: pytest.Item) -> bool:
    """Whether a second database may answer a test otherwise than the first."""
    if item.get_closest_marker("sqlite"):
        return False
    is_asked = item.path.relative_to(HERE).parts[0] not in ON_SQLITE
    return is_asked or item.get_closest_marker("both") is not None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="one case of each test, on SQLite")


def choose_quick(items: list[pytest.Item]) -> list[pytest.Item]:
    """The first case of each test that is not slow, not random and needs SQLite alone."""
    chosen: dict[tuple[Path, str], pytest.Item] = {}
    for item in items:
        function = getattr(item, "function", None)
        if not (is_slow(item) or is_second(item) or is_hypothesis_test(function)):
            chosen.setdefault((item.path, getattr(item, "originalname", item.name)), item)
    return list(chosen.values())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another database would not change; put last what need not be measured."""
    items[:] = [item for item in items if not is_second(item) or needs_second(item)]
    if config.getoption("--quick"):
        items[:] = choose_quick(items)
    items.sort(key=lambda item: (is_repeat(item), not is_slow(item)))  # no long one at the end


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop measuring what is covered, which takes half as long again, when all of it has run."""
    if is_repeat(item) and (measuring := Coverage.current()):
        measuring.stop()
        measuring.save()
        os.environ.pop("COVERAGE_PROCESS_CONFIG")


def pytest_sessionfinish() -> None:
    """Write what was covered now: a worker whose server takes long to stop is killed before."""
    if measuring := Coverage.current():
        measuring.save()


def add_toy_tables(url: str) -> str:
    """A migrated database, now with the toys' tables beside ours."""
    engine = build_engine(url)
    with engine.begin() as connection:
        for kind in TOYS:
            kind.__table__.create(connection, checkfirst=True)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database made by the migrations, once per run."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate(f"sqlite:///{file}")
    add_toy_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """This worker's own database."""
    server = postgres_server()
    yield add_toy_tables(server.get_uri(WORKER, "psycopg"))
    server.cleanup()


@cache
def worker_engine(url: str) -> Engine:
    """This worker's engine for a database: it remembers the statements it has compiled."""
    return build_engine(url)


def empty_register(request: pytest.FixtureRequest, name: str = "register") -> str:
    """An empty register: this worker's SQLite file, made anew, or its PostgreSQL database."""
    if request.param == "sqlite":
        template = request.getfixturevalue("migrated_file")
        for file in template.parent.glob(f"{name}.db*"):
            file.unlink()
        return f"sqlite:///{shutil.copy(template, template.parent / f'{name}.db')}"
    url: str = request.getfixturevalue("postgres_url")
    names = (*map(table_name, derived_tables()), *(kind.noun() for kind in kinds()))
    deletes = [f'DELETE FROM "{name}"' for name in (*names, *TABLES_TO_EMPTY)]  # no slow TRUNCATE
    deletes += ["DELETE FROM account WHERE id > 1", "UPDATE register SET generation = NULL"]
    with worker_engine(url).begin() as connection:
        connection.exec_driver_sql("; ".join(deletes))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty register for one test."""
    return empty_register(request)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = worker_engine(url)
    yield engine
    assert engine.pool.checkedout() == 0, "a connection was not given back"
    if engine.dialect.name == "sqlite":  # the next one has a file of its own
        engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that reads what is there when it is first asked."""
    with Session(read_only_engine(engine)) as session:
        yield session


@pytest.fixture
def at(engine: Engine) -> Iterator[Callable[[int | None], Session]]:
    """Opens a reading session at a revision, or now."""
    sessions: list[Session] = []

    def open_at(number: int | None) -> Session:
        sessions.append(Session(read_only_engine(engine), info={"as_of": number}))
        return sessions[-1]

    yield open_at
    for session in sessions:
        session.close()


@pytest.fixture
def eight_wait() -> Iterator[None]:
    """One editor writes and eight wait."""
    for _ in range(9):
        assert seats.acquire(blocking=False)
    yield
    for _ in range(9):
        seats.release()


@pytest.fixture
def statements(engine: Engine) -> Iterator[list[str]]:
    """Every SELECT the test's database has run, for counting."""
    selects: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement: str, *_) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")) and "pg_advisory" not in statement:
            selects.append(statement)

    yield selects
    event.remove(engine, "before_cursor_execute", note)
