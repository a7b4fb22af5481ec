"""What the pages of one register cost: python -m tests.bench._page_costs URL FOLDER prints JSON."""

import asyncio
import json
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from sqlalchemy import event
from sqlmodel import Session, col, func, select

from app.exports.files import data_package, sqlite_file
from app.exports.files.edition import Edition
from app.exports.files.lists import LISTS, KnownNames
from app.exports.files.snapshot import take_snapshot
from app.main import create_app
from app.models import Actor, Pledge
from app.models.actor_names import ActorNames
from app.models.kinds import KINDS
from app.models.vocabulary import ActorKind
from app.queries import actors
from app.routes.kept_pages import KeptPages
from app.routes.page_store import PageStore
from app.spine.lookups import last_revision
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, Intent, recording
from tests.accounts import cheap_settings
from tests.bench.locks import lock_watch

DATASETTE_ROWS = 100
TYPED_WORDS = ["example", "2025-06-01", "10", "r1"]
COLD, WARM = 3, 20  # how often a page is asked for
STILL = ("/", "/method", "/data", "/data/api", "/about", "/revisions", "/sign-in")
LISTED = ("countries", "groups", "pledges", "stances", "assessments", "events", "circumstances",
          "checks", "sources", "passages", "timeline")  # fmt: skip
BARE = {"type": "http.response.start", "status": 200}


def measure(url: str, folder: Path) -> dict[str, Any]:
    """All that is measured of a register."""
    app = create_app(cheap_settings(url))
    counts = Counter[str]()
    event.listen(app.state.engine, "before_cursor_execute", lambda *_: counts.update("n"))
    told: dict[str, Any] = {"memory_before": memory(), "pages": {}}
    with reading_session(app.state.engine) as session:
        paths = list(page_paths(session))
    for choices in paths:
        if path := next((each for each in choices if ask(app, each)[0] == 200), ""):
            told["pages"][path] = page_cost(app, counts, path)
        else:
            print(f"  nothing understands {choices[0]}", file=sys.stderr)
    told["memory_after"] = memory()
    told["warm"] = compare_warm(app, "/pledges")
    told["csv"] = seconds(lambda: ask(app, "/pledges.csv"))
    told |= file_costs(app, folder)
    told["save"] = save_cost(app)
    return told


def page_paths(session: Session) -> Iterator[list[str]]:
    """Every public page: still ones, one of each thing, each list with each of its filters.

    Of each there are several addresses, of which the first that is understood is meant.
    """
    yield from ([path] for path in STILL)
    yield from ([f"/{name}"] for name in LISTED)
    for kind in KINDS:
        if kind.has_page and kind.model is not Actor:
            middle = select(kind.model.entity_id).order_by(col(kind.model.entity_id).desc())
            yield [f"/{kind.plural}/{session.exec(middle).first()}"]
    code = session.exec(busiest_country()).first()
    yield from ([f"/countries/{code}"], [f"/countries/{code}/history"], ["/revisions/1"])
    names = KnownNames(ActorNames(actors.index(session)))
    for name in LISTED:
        for parameter in LISTS[name].parameters(names):
            words = list(parameter.choices or ())[:1] or TYPED_WORDS
            yield [f"/{name}?{urlencode({parameter.name: word})}" for word in words]


def busiest_country() -> Any:
    """A SELECT of the country with the most pledges."""
    pledges = select(Actor.code).join(Pledge, col(Pledge.actor_id) == Actor.entity_id)
    pledges = pledges.where(Actor.kind == ActorKind.COUNTRY)
    return pledges.group_by(col(Actor.code)).order_by(func.count().desc(), col(Actor.code))


def page_cost(app: FastAPI, counts: Counter[str], path: str) -> tuple[float, int, float]:
    """Milliseconds of the processor, statements, and kB of a page: the least of some."""
    times = []
    for _ in range(COLD):
        forget_pages(app)
        counts.clear()
        began = process_time()
        status, body = ask(app, path)
        times.append(process_time() - began)
        assert status == 200, (path, status)
        if times[0] > 2:  # seconds; it is not asked for again
            break
    return 1000 * min(times), counts["n"], len(body) / 1000


def forget_pages(app: FastAPI) -> None:
    """Let the next page be cold: nothing is kept of it."""
    layer: Any = app.middleware_stack
    while layer is not None and not isinstance(layer, KeptPages):
        layer = layer.app
    if layer is not None:
        layer.store = PageStore(layer.store.limit)


def ask(app: Any, target: str) -> tuple[int, bytes]:
    """The status and the body of an answer, without a network."""
    path, _, query = target.partition("?")
    sent: list[dict[str, Any]] = []
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
             "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
             "query_string": query.encode(), "headers": [(b"host", b"127.0.0.1:8000")],
             "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8000), "state": {}}  # fmt: skip

    async def answer() -> None:
        bodies = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict[str, Any]:
            for body in bodies:
                return body
            await asyncio.Event().wait()  # nobody goes away; the end of the answer cancels it
            return {}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await app(scope, receive, send)

    loop.run_until_complete(answer())
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent)


def compare_warm(app: FastAPI, path: str) -> float:
    """Answers a second to a page that was shown before, a bare application's as 1."""
    _, body = ask(app, path)

    async def bare(_scope: object, _receive: object, send: Callable[..., Any]) -> None:
        await send({**BARE, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": body})

    ours, theirs = (
        seconds(lambda each=each: [ask(each, path) for _ in range(WARM)]) for each in (app, bare)
    )
    return theirs / ours


def file_costs(app: FastAPI, folder: Path) -> dict[str, Any]:
    """Seconds of the package, and the SQLite file that Datasette shows."""
    with reading_session(app.state.engine) as session:
        last = last_revision(session)
    assert last is not None
    snapshot = take_snapshot(
        app.state.engine, Edition(last.number, last.digest, app.state.clock().date(), "http://x")
    )
    place = folder / f"files-{last.number}-{last.digest[:6]}"
    place.mkdir()
    package = seconds(lambda: data_package.write_package(place / "package.zip", snapshot))
    sqlite_file.write_sqlite(place / "register.db", snapshot)
    return {"package": package, "sqlite": str(place / "register.db")}


def save_cost(app: FastAPI) -> float:
    """Milliseconds of the processor in the write lock, for one changed note: the least of five."""
    engine, note = app.state.engine, lock_watch(app.state.engine)
    with reading_session(engine) as session:
        pledge_id = session.exec(select(Pledge.entity_id)).first() or 0

    def save(number: int) -> int:
        with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
            edit.revise(pledge_id, edit.previous, {pledge_id: {"note": f"Example {number}."}})
        return number

    return 1000 * min(note(lambda each=each: save(each)) for each in range(5))


def seconds(act: Callable[[], object]) -> float:
    """The processor's seconds that it takes."""
    began = process_time()
    act()
    return process_time() - began


def memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
