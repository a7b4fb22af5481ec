"""Real faults of a database, each for as long as a block lasts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from fastapi import FastAPI
from sqlalchemy import Engine, event

from app.db import build_engine


@contextmanager
def served_from(app: FastAPI, engine: Engine) -> Iterator[None]:
    """The application reads and writes through another engine."""
    own_engine, app.state.engine = app.state.engine, engine
    try:
        yield
    finally:
        app.state.engine = own_engine
        engine.dispose()


@contextmanager
def full_disk(app: FastAPI) -> Iterator[None]:
    """SQLite may add no page to its file, as on a full disk; what fits into the last ones fits."""
    engine = build_engine(app.state.engine.url)

    def limit(raw, _record) -> None:
        raw.execute("PRAGMA max_page_count = 1")  # raised to as many as there are

    event.listen(engine, "connect", limit)
    with served_from(app, engine):
        yield


@contextmanager
def read_only_file(app: FastAPI) -> Iterator[None]:
    """The file of the register may be read, and not written."""
    file = app.state.engine.url.database
    with served_from(app, build_engine(f"sqlite:///file:{file}?mode=ro&uri=true")):
        yield


@contextmanager
def lost_file(app: FastAPI) -> Iterator[None]:
    """There is no database where it should be."""
    with served_from(app, build_engine("sqlite:////nowhere/register.db")):
        yield


@contextmanager
def exhausted_pool(app: FastAPI) -> Iterator[None]:
    """Every connection is in use, and nobody gives one back."""
    engine = build_engine(app.state.engine.url)
    engine.pool._timeout = 0
    connections = [engine.connect() for _ in range(engine.pool.size())]
    with served_from(app, engine):
        yield
        for each in connections:
            each.close()


@contextmanager
def missing_table(app: FastAPI) -> Iterator[None]:
    """A table is gone that only saving asks for."""
    with app.state.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE line RENAME TO lost")
    yield
    with app.state.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE lost RENAME TO line")


# Each fault with the status of its answer, and what the answer says of it.
TROUBLES: dict[str, tuple[Callable[[FastAPI], AbstractContextManager[None]], int, str]] = {
    "full": (full_disk, 503, "The disk that holds the register is full"),
    "read only": (read_only_file, 503, "its database takes no changes"),
    "lost": (lost_file, 503, "can’t be reached"),
    "exhausted": (exhausted_pool, 503, "Too many are asking"),
    "missing table": (missing_table, 500, "a mistake of ours"),
}
WAITING = {"lost", "exhausted"}  # what may pass by itself
