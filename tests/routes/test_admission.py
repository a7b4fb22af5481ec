"""Few readers are answered at once; the others wait, or are asked to come again."""

import platform
import sys
from collections.abc import Iterator
from threading import Barrier, Event, Thread

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from app.db import build_engine
from app.main import create_app, limit_heaps
from app.routes.admission import MAX_KNOWN, Admission
from tests.accounts import cheap_settings, open_browser, signed_in_browser
from tests.page import page, plain_text
from tests.processes import PATIENCE

PLACES = 2


class Crowd:
    """Readers of a page that is not drawn until they are let go."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.let_go = Event()
        self.threads: list[Thread] = []
        self.statuses: list[int] = []

    def read(self, path: str, browser: TestClient | None = None) -> None:
        """Somebody reads a page."""
        client = browser or TestClient(self.app)
        thread = Thread(target=lambda: self.statuses.append(client.get(path).status_code))
        self.threads.append(thread)
        thread.start()

    def leave(self) -> None:
        self.let_go.set()
        for thread in self.threads:
            thread.join(PATIENCE)


@pytest.fixture
def small_app(url: str) -> Iterator[FastAPI]:
    """An application that answers two readers at once."""
    app = create_app(cheap_settings(url, reader_places=PLACES))
    yield app
    app.state.engine.dispose()


@pytest.fixture
def usual_interval() -> Iterator[float]:
    """Seconds for which a thread of Python keeps the interpreter while others want it."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield 0.005
    sys.setswitchinterval(interval)


def admission_of(app: FastAPI) -> Admission:
    """The middleware that lets readers in."""
    layer = app.middleware_stack or app.build_middleware_stack()
    app.middleware_stack = layer
    while not isinstance(layer, Admission):
        layer = layer.app
    return layer


@pytest.fixture
def full(small_app: FastAPI) -> FastAPI:
    """The application while all places of readers are taken, and the queue is full."""
    turnstile = admission_of(small_app).readers
    turnstile.queue = 0
    for _ in range(PLACES):
        assert turnstile.take()
    return small_app


def test_a_reader_too_many_is_told_so_in_plain_words(full: FastAPI):
    answer = TestClient(full).get("/pledges?domain=sea&actor=ee")

    shown = page(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "Wait 5 seconds. Load it again" in plain_text(shown.select_one("main").text)
    assert shown.select_one("main a")["href"] == "/pledges?domain=sea&actor=ee"
    program = TestClient(full).get("/pledges.json")
    assert (program.status_code, program.headers["Retry-After"]) == (503, "5")
    assert program.json()["title"] == "Many are reading just now"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/style.css"])
def test_what_costs_nothing_is_not_limited(full: FastAPI, path: str):
    assert TestClient(full).get(path).status_code == 200


def test_editors_and_saves_have_places_of_their_own(full: FastAPI):
    editor = signed_in_browser(full)
    assert editor.get("/account").status_code == 200  # now the process knows this browser
    strangers = admission_of(full).strangers
    strangers.queue = 0
    assert strangers.take()
    assert strangers.take()

    assert editor.get("/pledges").status_code == 200
    assert open_browser(full, "forged").get("/pledges").status_code == 503
    entries = {"n0.kind": "meeting", "n0.title": "Event", "submission": "x"}
    assert editor.post("/events/new", data=entries).status_code == 303


def test_a_browser_that_signed_out_is_known_no_more(small_app: FastAPI):
    editor, admission = signed_in_browser(small_app), admission_of(small_app)
    editor.get("/pledges")
    assert len(admission.known) == 1

    token = editor.cookies["session"]
    editor.post("/sign-out")
    open_browser(small_app, token).get("/pledges")

    assert not admission.known


@pytest.mark.parametrize("path", ["/openapi.json", "/nothere.json", "/pledges"])
def test_an_answer_that_never_asked_who_it_is_for_makes_nobody_unknown(
    small_app: FastAPI, path: str
):
    editor, admission = signed_in_browser(small_app), admission_of(small_app)
    editor.get("/pledges")
    engine = small_app.state.engine
    small_app.state.engine = build_engine("sqlite:////nowhere/register.db")

    editor.get(path)

    small_app.state.engine = engine
    assert len(admission.known) == 1


def test_a_process_remembers_so_many_browsers(small_app: FastAPI):
    admission = admission_of(small_app)
    for number in range(MAX_KNOWN):
        admission.known[str(number)] = None

    signed_in_browser(small_app).get("/pledges")

    assert len(admission.known) == MAX_KNOWN
    assert "0" not in admission.known


def test_few_pages_are_drawn_at_once_however_many_ask(small_app: FastAPI):
    crowd, inside, most = Crowd(small_app), [0], [0]
    arrival = Barrier(PLACES + 1)

    @small_app.get("/slow")
    def draw() -> str:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        if not crowd.let_go.is_set():
            arrival.wait(PATIENCE)
            assert crowd.let_go.wait(PATIENCE)
        inside[0] -= 1
        return "drawn"

    for number in range(PLACES + 3):
        crowd.read(f"/slow?{number}")
    arrival.wait(PATIENCE)
    crowd.leave()

    assert crowd.statuses == [200] * (PLACES + 3)
    assert most == [PLACES]
    assert admission_of(small_app).readers.free == PLACES


def test_a_place_is_free_while_a_reader_takes_a_part_and_after_a_failure(small_app: FastAPI):
    turnstile, free = admission_of(small_app).readers, []

    @small_app.get("/parts")
    def send_parts() -> StreamingResponse:
        return StreamingResponse(str(free.append(turnstile.free)) for _ in range(3))

    @small_app.get("/broken")
    def fail() -> None:
        raise ZeroDivisionError

    client = TestClient(small_app, raise_server_exceptions=False)

    assert client.get("/parts").status_code == 200
    assert client.get("/broken").status_code == 500
    assert free == [PLACES - 1] * 3
    assert turnstile.free == PLACES


def test_while_an_editor_saves_one_reader_is_let_in_at_a_time(small_app: FastAPI):
    turnstile, free = admission_of(small_app).readers, []

    @small_app.post("/saves")
    def save() -> None:
        free.append(turnstile.free)

    editor = signed_in_browser(small_app)
    editor.post("/saves")  # nobody knows yet that somebody is signed in there
    editor.get("/account")
    editor.post("/saves")

    assert free == [PLACES, 1]
    assert turnstile.free == PLACES


def test_threads_of_a_server_take_turns_often(small_app: FastAPI, usual_interval: float):
    with TestClient(small_app):
        assert sys.getswitchinterval() < usual_interval


def test_the_threads_of_a_server_share_two_heaps_where_its_c_library_can():
    assert limit_heaps() == (platform.libc_ver()[0] == "glibc")
