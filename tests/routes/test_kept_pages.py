"""What was rendered is sent again while it is true, to readers only."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.access.session import Db
from app.db import build_engine
from app.edits.accounts import erase_handle, rename_account
from app.main import create_app
from app.models import Intent, Role
from app.routes.kept_pages import MAX_KNOWN, KeptPages
from app.routes.turnstile import Turnstile
from app.settings import ROOT
from app.spine.rebuild import rebuild_tables
from app.spine.recording import recording
from tests import factory
from tests.accounts import cheap_settings, create_account, open_browser, signed_in_browser
from tests.processes import PATIENCE, tries

PATHS = ["/", "/pledges?domain=land", "/pledges.csv", "/pledges/3.json", "/about"]
PAST = "/revisions/2?as_of=r2"


@pytest.fixture
def own_app(url: str) -> Iterator[FastAPI]:
    """An application with layers of its own."""
    app = create_app(cheap_settings(url), clock=lambda: factory.noon(31))
    yield app
    app.state.engine.dispose()


def layer_of(app: FastAPI) -> KeptPages:
    """The layer that keeps pages."""
    layer = app.middleware_stack or app.build_middleware_stack()
    app.middleware_stack = layer
    while not isinstance(layer, KeptPages):
        layer = layer.app
    return layer


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_rendered_once(
    client: TestClient, engine: Engine, statements: list[str], path: str
):
    factory.record_estonia(engine)
    first = client.get(path)
    statements.clear()

    again = client.get(path)

    assert statements == []
    assert (again.content, again.headers) == (first.content, first.headers)


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_each_encoding_is_told_by_its_answer(client: TestClient, engine: Engine, encoding: str):
    factory.record_estonia(engine)
    plain = client.get("/", headers={"Accept-Encoding": "identity"})

    answers = [client.get("/", headers={"Accept-Encoding": encoding}) for _ in range(2)]

    coding = None if encoding == "identity" else encoding
    assert [each.headers.get("Content-Encoding") for each in answers] == [coding] * 2
    assert {each.text for each in answers} == {plain.text}


def test_head_and_not_modified_come_of_the_same_rendering(
    client: TestClient, engine: Engine, statements: list[str]
):
    factory.record_estonia(engine)
    head = client.head("/pledges")
    statements.clear()

    page = client.get("/pledges")
    same = client.get("/pledges", headers={"If-None-Match": f'"x", {page.headers["ETag"]}'})
    head_again = client.head("/pledges")

    assert statements == []
    assert head.content == head_again.content == b""
    assert head.headers == head_again.headers == page.headers
    assert (same.status_code, same.content) == (304, b"")
    assert "Content-Type" not in same.headers


def test_not_modified_says_the_same_whether_it_is_kept_or_not(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    tag = client.get("/pledges", headers={"Accept-Encoding": "identity"}).headers["ETag"]

    answers = [
        client.get("/pledges", headers={"If-None-Match": tag, "Accept-Encoding": encoding})
        for encoding in ("identity", "gzip")
    ]

    assert [each.status_code for each in answers] == [304, 304]
    kept, fresh = ({**each.headers, "vary": ""} for each in answers)
    assert kept == fresh


def test_encodings_are_read_of_all_headers_that_name_them(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    headers = [("Accept-Encoding", "deflate"), ("Accept-Encoding", "gzip")]

    answers = [client.get("/pledges", headers=headers) for _ in range(2)]

    assert [each.headers["Content-Encoding"] for each in answers] == ["gzip"] * 2


def test_an_edit_and_another_day_end_it(client: TestClient, engine: Engine, clock: dict):
    factory.record_estonia(engine)
    first = client.get("/pledges").headers["ETag"]

    factory.record(engine, factory.Actor, code="fr", name="France")
    second = client.get("/pledges").headers["ETag"]
    clock["now"] = factory.noon(31).replace(month=8)
    third = client.get("/pledges").headers["ETag"]

    assert (first[:6], second[:6]) == ('W/"r1.', 'W/"r2.')
    assert third.endswith('.2026-08-31"')


@pytest.mark.parametrize(
    "path", ["/about?utm_source=x", "/data", "/pledges/99", "/sign-in", "/nowhere"]
)
def test_what_does_not_say_that_it_may_be_kept_is_not(
    client: TestClient, engine: Engine, statements: list[str], path: str
):
    factory.record_estonia(engine)
    client.get(path)
    statements.clear()

    client.get(path)

    assert statements


def test_a_page_of_the_past_outlives_edits(
    client: TestClient, engine: Engine, statements: list[str]
):
    factory.record_estonia(engine, made_at=factory.noon(1))
    factory.record(engine, factory.Actor, code="fr", name="France")
    paths = ["/pledges?as_of=r1", "/pledges?as_of=2026-05-02", "/pledges?as_of=r2"]
    for path in paths:
        client.get(path)

    factory.record(engine, factory.Actor, code="no", name="Norway")
    client.get("/healthz")
    statements.clear()

    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    assert statements == []


def test_a_redaction_ends_all_pages(client: TestClient, engine: Engine, statements: list[str]):
    factory.record_estonia(engine)
    client.get("/pledges?as_of=r1")

    with recording(engine, 1, Intent.REDACTS) as edit:
        factory.add(edit, factory.Actor, code="fr", name="France")
    statements.clear()
    client.get("/pledges?as_of=r1")

    assert statements


def test_an_erased_handle_is_on_no_page_of_the_past(app: FastAPI, client: TestClient):
    account = create_account(app, "Bea", Role.EDITOR, is_recorded=True).account
    with recording(app.state.engine, account.id, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    assert "Bea" in client.get(PAST).text

    erase_handle(app.state.engine, account.id, app.state.clock())

    assert "Bea" not in client.get(PAST).text


def test_tables_that_were_made_again_end_all_pages(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    paths = ["/pledges", "/pledges?as_of=r1"]
    tags = [client.get(path).headers["ETag"] for path in paths]

    rebuild_tables(engine)

    later_tags = [client.get(path).headers["ETag"] for path in paths]
    assert not {*tags} & {*later_tags}


def test_another_handle_ends_the_pages_of_the_past(app: FastAPI, client: TestClient):
    account = create_account(app, "Bea", Role.EDITOR, is_recorded=True).account
    with recording(app.state.engine, account.id, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    assert "Bea" in client.get(PAST).text

    rename_account(app.state.engine, account.id, "Cleo")

    text = client.get(PAST).text
    assert "Cleo" in text
    assert "Bea" not in text


def test_a_kept_answer_is_logged_like_others(
    client: TestClient, engine: Engine, caplog: pytest.LogCaptureFixture
):
    factory.record_estonia(engine)
    client.get("/about")

    with caplog.at_level("INFO", "commitments.requests"):
        client.get("/about")

    [line] = [each.msg for each in caplog.records if each.name == "commitments.requests"]
    assert (line["route"], line["status"], line["revision"]) == ("about.show", 200, 1)


def test_a_cookie_of_no_session_is_a_reader(app: FastAPI, engine: Engine, statements: list[str]):
    factory.record_estonia(engine)
    page = open_browser(app).get("/pledges")
    statements.clear()

    answer = open_browser(app, "forged").get("/pledges")

    assert len(statements) == 1
    assert answer.headers == page.headers


def test_who_is_signed_in_takes_nothing_from_readers_and_leaves_nothing(
    app: FastAPI, engine: Engine, client: TestClient, statements: list[str]
):
    factory.record_estonia(engine)
    ada = signed_in_browser(app)
    own_page = ada.get("/pledges").text
    statements.clear()

    page = client.get("/pledges").text

    assert statements
    assert 'href="/account"' in ada.get("/pledges").text
    assert 'href="/account"' in own_page
    assert 'href="/account"' not in page


@pytest.mark.slow
def test_nothing_of_a_person_is_sent_to_readers(app: FastAPI, engine: Engine, client: TestClient):
    factory.record_estonia(engine)
    ada = signed_in_browser(app, Role.ADMIN, "Zyzzyva")
    numbers = {"pledge_id": "3", "source_id": "2", "passage_id": "9", "code": "ee", "number": "1"}
    numbers |= {"earlier": "0", "later": "1", "account_id": "2"}
    table = (ROOT / "tests" / "routes" / "route_table.txt").read_text().splitlines()
    routes = [line.split()[1] for line in table if line.startswith("GET ")]
    paths = [route.format_map(Numbers(numbers)) for route in routes if "token" not in route]

    client.get("/about")
    kept_before = [*layer_of(app).store.pages]
    own_pages = {path: ada.get(path) for path in paths}
    kept_after = [*layer_of(app).store.pages]
    pages = {path: client.get(path) for path in paths}

    assert [path for path, page in own_pages.items() if page.status_code >= 500] == []
    assert len([path for path, page in own_pages.items() if "Zyzzyva" in page.text]) > 10
    assert kept_after == kept_before
    assert [path for path, page in pages.items() if "Zyzzyva" in page.text] == []
    assert len(layer_of(app).store.pages) > 10


class Numbers(dict[str, str]):
    """What stands in addresses by the name of its parameter; 1 for any other."""

    def __missing__(self, name: str) -> str:
        return "1"


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


def test_other_cookies_are_no_sessions(client: TestClient, engine: Engine, statements: list[str]):
    factory.record_estonia(engine)
    client.get("/about")
    statements.clear()

    answer = client.get("/about", headers={"Cookie": "theme=dark"})

    assert answer.status_code == 200
    assert statements == []
