import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.db import build_engine, reading
from app.spine.turn import seats
from app.spine.versioned import kinds
from tests.databases import WORKER, migrate, postgres_server
from tests.spine.toys import TOYS

EMPTIED = ["line", "entity", "revision", "sign_in_session", "sign_in_attempt", "invitation"]


def pytest_sessionfinish() -> None:
    """Write what was covered now: a worker whose server takes long to stop is killed before."""
    if measuring := Coverage.current():
        measuring.save()


def toyed(url: str) -> str:
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
    toyed(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """This worker's own database."""
    server = postgres_server()
    yield toyed(server.get_uri(WORKER, "psycopg"))
    server.cleanup()


def fresh(request: pytest.FixtureRequest, folder: Path) -> str:
    """An empty register: a copied SQLite file, or this worker's PostgreSQL database emptied."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_file"), folder / "register.db")
        return f"sqlite:///{copy}"
    url: str = request.getfixturevalue("postgres_url")
    engine = build_engine(url)
    with engine.begin() as connection:
        for table in (*(kind.noun() for kind in kinds()), *EMPTIED):
            # faster than TRUNCATE on a real disk
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
        connection.exec_driver_sql("DELETE FROM account WHERE id > 1")
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty register for one test."""
    return fresh(request, tmp_path)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = build_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that reads what is there when it is first asked."""
    with Session(reading(engine)) as session:
        yield session


@pytest.fixture
def at(engine: Engine) -> Iterator[Callable[[int | None], Session]]:
    """Opens a reading session at a revision, or now."""
    opened: list[Session] = []

    def open_at(number: int | None) -> Session:
        opened.append(Session(reading(engine), info={"as_of": number}))
        return opened[-1]

    yield open_at
    for session in opened:
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
def statements(engine: Engine) -> list[str]:
    """Every SELECT the test's database has run, for counting."""
    ran: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement: str, *_) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")) and "pg_advisory" not in statement:
            ran.append(statement)

    return ran
