"""Nothing of a person is kept, and who is signed in is sent nothing of what is."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.accounts import erase_handle, rename_account
from app.models import Intent, Role
from app.settings import ROOT
from app.spine.recording import recording
from tests import factory
from tests.accounts import create_account, open_browser, signed_in_browser
from tests.routes.kept_layer import layer_of

PAST = "/revisions/2?as_of=r2"


def test_an_erased_handle_is_on_no_page_of_the_past(app: FastAPI, client: TestClient):
    account = create_account(app, "Bea", Role.EDITOR, is_recorded=True).account
    with recording(app.state.engine, account.id, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    assert "Bea" in client.get(PAST).text

    erase_handle(app.state.engine, account.id, app.state.clock())

    assert "Bea" not in client.get(PAST).text


def test_another_handle_ends_the_pages_of_the_past(app: FastAPI, client: TestClient):
    account = create_account(app, "Bea", Role.EDITOR, is_recorded=True).account
    with recording(app.state.engine, account.id, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    assert "Bea" in client.get(PAST).text

    rename_account(app.state.engine, account.id, "Cleo")

    text = client.get(PAST).text
    assert "Cleo" in text
    assert "Bea" not in text


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


def test_other_cookies_are_no_sessions(client: TestClient, engine: Engine, statements: list[str]):
    factory.record_estonia(engine)
    client.get("/about")
    statements.clear()

    answer = client.get("/about", headers={"Cookie": "theme=dark"})

    assert answer.status_code == 200
    assert statements == []
