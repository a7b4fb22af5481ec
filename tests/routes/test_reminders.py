"""What an editor is told right after saving: what may have been forgotten, and where to begin."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Source
from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page, plain_text

PLEDGE = {"n0.title": "Money", "n0.domain": "funding", "n1.bindingness": "declared"}
CITED = {"n3.locator": "¶1", "n3.gist": "It pays every year.", "n3.speaker": "The government"}
CONDITION = {"n4.kind": "ceasefire", "n4.gate": "deployment", "n4.words": "once it is calm"}
STANCE = {"n0.proposition": "own money", "n0.position": "supports if", "n0.gist": "It may pay."}


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3."""
    factory.record_estonia(engine)


@pytest.fixture
def ada(app: FastAPI) -> TestClient:
    return signed_in_browser(app)


def reminders(ada: TestClient, path: str, typed: dict[str, str]) -> list[str]:
    """What the page says is missing, once a form was filled and saved."""
    home = form_client.submit_form(ada, path, typed).headers["location"]
    return [plain_text(each.text) for each in page(ada.get(home)).select(".missing li")]


def test_a_speaker_for_nobody_is_asked_about(ada: TestClient):
    [line] = reminders(ada, "/pledges/new?actor=ee", PLEDGE | CITED)

    assert line.startswith("This counts as said by somebody else. If The government speaks for")
    assert "“On behalf of”" in line


def test_what_no_citation_says_is_named(ada: TestClient):
    lines = reminders(ada, "/pledges/new?actor=ee", PLEDGE | CONDITION)

    assert lines == [
        "No citation says how firm it is.",
        "No citation says that it waits, or is limited: “once it is calm”.",
    ]


def test_of_what_is_whole_nothing_is_said(ada: TestClient):
    own = CITED | {"n3.on_behalf": "Estonia"}
    cited = {"n6.locator": "¶2", "n6.gist": "Not before it is calm."}

    assert reminders(ada, "/pledges/new?actor=ee", PLEDGE | own | CONDITION | cited) == []


def test_a_stance_that_waits_for_nothing_and_is_nobodys_is_asked_about(ada: TestClient):
    spoken = {"n2.locator": "¶1", "n2.gist": "It may pay.", "n2.speaker": "The minister"}

    lines = reminders(ada, "/stances/new?actor=ee", STANCE | spoken)

    assert lines[0].startswith("This counts as said by others. If The minister speaks for Estonia")
    assert lines[1].startswith("No condition says what “supports if” waits for")


@pytest.mark.slow
def test_it_is_said_once(ada: TestClient):
    home = form_client.submit_form(ada, "/pledges/new?actor=ee", PLEDGE).headers["location"]

    first, second = (page(ada.get(home)).select(".missing") for _ in range(2))

    assert (len(first), len(second)) == (1, 0)


def test_a_source_that_nothing_rests_on_makes_the_register_no_newer(
    client: TestClient, engine: Engine
):
    newer = {"edtf": "2026-05-30", "basis": "stated"}
    factory.record(engine, Source, address="https://x.example/2", published=newer)

    assert "Rests on one source, " in plain_text(page(client.get("/")).select_one("#moment").text)


@pytest.mark.parametrize("path", ["/", "/countries", "/account"])
def test_an_editor_finds_where_to_begin(ada: TestClient, path: str):
    ways = [anchor["href"] for anchor in page(ada.get(path)).select(".doors a")]

    assert ways[:3] == ["/sources/new", "/pledges/new", "/stances/new"]


def test_from_a_source_one_records_what_it_says(ada: TestClient, engine: Engine):
    newer = factory.record(engine, Source, address="https://x.example/2").id

    ways = {plain_text(a.text): a["href"] for a in page(ada.get("/sources/2")).select(".doors a")}
    sent = form_client.open_form(ada, ways["Record a pledge from it"])

    assert (sent["n3.source_id"], sent["n6.source_id"]) == ("2", "2")
    assert form_client.open_form(ada, "/pledges/new?source=x")["n3.source_id"] == str(newer)


def test_from_a_passage_one_records_what_rests_on_it(ada: TestClient):
    ways = {plain_text(a.text): a["href"] for a in page(ada.get("/passages/9")).select(".doors a")}
    sent = form_client.open_form(ada, ways["a stance"])

    assert (sent["n1.passage_id"], form_client.new_kinds(sent)) == ("9", ["stance", "citation"])


def test_a_reader_sees_nothing_of_it(client: TestClient):
    assert page(client.get("/")).select(".doors") == []
