"""Who waits for a page that is being rendered, and what is not kept of it."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.access.session import Db
from app.db import build_engine
from app.main import create_app
from app.routes.kept_pages import MAX_KNOWN
from app.routes.turnstile import Turnstile
from tests import factory
from tests.accounts import cheap_settings, open_browser, signed_in_browser
from tests.processes import PATIENCE, tries
from tests.routes.kept_layer import layer_of


@pytest.fixture
def own_app(url: str) -> Iterator[FastAPI]:
    """An application with layers of its own."""
    app = create_app(cheap_settings(url), clock=lambda: factory.noon(31))
    yield app
    app.state.engine.dispose()


def read_at_once(app: FastAPI, count: int, let_go: Event) -> list[int]:
    """The statuses of readers of /slow, all of whom came before the first was answered."""
    statuses: list[int] = []

    def read() -> None:
        client = TestClient(app, raise_server_exceptions=False)
        statuses.append(client.get("/slow").status_code)

    readers = [Thread(target=read) for _ in range(count)]
    for reader in readers:
        reader.start()
    for _ in tries("all but one to wait for the first"):
        flights = [*layer_of(app).flights.values()]
        if flights and len(flights[0]._done_callbacks) == count - 1:
            break
    let_go.set()
    for reader in readers:
        reader.join(PATIENCE)
    return statuses


def test_readers_of_a_cold_page_cause_one_rendering(own_app: FastAPI):
    drawings, let_go = [], Event()

    @own_app.get("/slow")
    def draw(request: Request, db: Db) -> str:
        drawings.append(db)
        request.state.is_address_known = True
        assert let_go.wait(PATIENCE)
        return "drawn"

    assert read_at_once(own_app, 3, let_go) == [200] * 3
    assert len(drawings) == 1


def test_when_the_first_fails_the_next_renders_it(own_app: FastAPI):
    drawings, let_go = [], Event()

    @own_app.get("/slow")
    def draw(request: Request, db: Db) -> str:
        drawings.append(db)
        request.state.is_address_known = True
        assert let_go.wait(PATIENCE)
        if len(drawings) == 1:
            raise ZeroDivisionError
        return "drawn"

    assert sorted(read_at_once(own_app, 3, let_go)) == [200, 200, 500]


def test_who_waits_for_what_may_not_be_kept_is_answered_apart(own_app: FastAPI):
    drawings, let_go = [], Event()

    @own_app.get("/slow")
    def draw() -> str:
        drawings.append(1)
        assert let_go.wait(PATIENCE)
        return "drawn"

    assert read_at_once(own_app, 3, let_go) == [200] * 3
    assert len(drawings) == 3


def test_what_an_edit_overtakes_is_not_kept(own_app: FastAPI, engine: Engine):
    codes, sessions = ["fr", "no"], []

    @own_app.get("/slow")
    def draw(request: Request, db: Db) -> str:
        sessions.append(db)
        request.state.is_address_known = True
        factory.record(engine, factory.Actor, code=codes.pop(), name="Some country")
        return TestClient(own_app).get("/about").headers["ETag"][:6]

    tags = [TestClient(own_app).get("/slow").json() for _ in range(2)]

    assert tags == ['W/"r1.', 'W/"r2.']
    assert len(sessions) == 2


def test_an_answer_that_comes_in_parts_is_kept_whole(own_app: FastAPI):
    drawings = []

    @own_app.get("/slow")
    def draw(request: Request, db: Db) -> Response:
        drawings.append(db)
        request.state.is_address_known = True
        return StreamingResponse(iter(["one, ", "two"]))

    answers = [TestClient(own_app).get("/slow") for _ in range(2)]

    assert [each.text for each in answers] == ["one, two"] * 2
    assert answers[0].headers == answers[1].headers
    assert len(drawings) == 1


def test_no_page_is_kept_where_none_may_be(url: str, engine: Engine, statements: list[str]):
    app = create_app(cheap_settings(url, kept_megabytes="0"))
    app.state.engine.dispose()
    app.state.engine = engine
    TestClient(app).get("/about")
    statements.clear()

    TestClient(app).get("/about")

    assert statements


def test_an_answer_that_is_large_is_sent_as_it_comes(
    own_app: FastAPI, engine: Engine, client: TestClient
):
    factory.record_estonia(engine, 3)
    layer = layer_of(own_app)
    TestClient(own_app).get("/about")
    layer.store.limit = 16 * 300

    answer = TestClient(own_app).get("/pledges.csv", headers={"Accept-Encoding": "identity"})

    assert answer.text == client.get("/pledges.csv").text
    assert [key for key in layer.store.pages if b"csv" in key[0]] == []


def test_where_nobody_can_tell_a_session_it_may_be_one(own_app: FastAPI):
    layer, engine = layer_of(own_app), own_app.state.engine
    layer.strangers = Turnstile(0, queue=0, patience=0)
    assert open_browser(own_app, "forged").get("/about").headers.get("ETag") is None

    layer.strangers = Turnstile(1, queue=0, patience=0)
    own_app.state.engine = build_engine("sqlite:////nowhere/register.db")
    status = open_browser(own_app, "forged").get("/pledges").status_code

    own_app.state.engine = engine
    assert status == 503
    assert layer.strangers.free == 1


def test_a_process_remembers_so_many_sessions(own_app: FastAPI):
    layer = layer_of(own_app)
    layer.known = {str(number) for number in range(MAX_KNOWN)}

    signed_in_browser(own_app).get("/about")

    assert len(layer.known) == 1
