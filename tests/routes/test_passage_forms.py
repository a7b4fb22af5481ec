"""The forms in which passages are made, chosen and changed."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page, plain_text


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3."""
    factory.record_estonia(engine)


def test_a_passage_is_edited_in_the_form_of_its_source_where_it_stands_alone(
    app: FastAPI, engine: Engine
):
    factory.record(engine, factory.Passage, factory.entity(engine, 2), locator="p. 4")
    ada = signed_in_browser(app)
    [way, *_] = page(ada.get("/passages/9?as_of=r1")).select(".doors a")

    answer = ada.get(way["href"])
    values = form_client.open_form(ada, answer.headers["location"])

    assert answer.headers["location"] == "/sources/2/edit?passage=9"
    assert {name.split(".")[0] for name in values if ".locator" in name} == {"9"}


def test_what_a_passage_says_is_changed_for_all_that_rests_on_it(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"9.gist": "Two companies will go.", "9.on_behalf": "", "intent": "corrects"}

    saved = form_client.submit_form(ada, "/sources/2/edit?passage=9", typed)

    assert saved.headers["location"] == "/sources/2"
    shown = plain_text(page(ada.get("/pledges/3")).text)
    assert shown.count("Two companies will go.") >= 3
    assert "not confirmed by Estonia" in shown


def test_a_pledge_is_recorded_with_a_new_passage_of_a_recorded_source(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"n0.title": "Money", "n0.domain": "funding", "n1.bindingness": "declared"}
    typed |= {"n3.source_id": "2", "n3.locator": "p. 4", "n3.quote": "We pay.", "n3.mode": "quote"}

    form_client.submit_form(ada, "/pledges/new?actor=ee", typed)

    [said] = [each for each in client_rows(ada, "/passages.json") if each["id"] != 9]
    assert (said["parent_id"], said["facts"]["quote"]) == (2, "We pay.")
    assert [each["computed"]["evidence_for"] for each in said["citations"]] == ["step"]


def test_a_pledge_is_recorded_with_a_passage_of_a_source_on_the_same_form(app: FastAPI):
    ada = signed_in_browser(app)
    values = form_client.open_form(ada, "/stances/new?actor=ee")
    values |= {"n0.proposition": "own money", "n0.position": "supports", "n0.gist": "It pays."}
    with_source = form_client.form_values(
        page(ada.post("/stances/new", data=values | {"add": "source:"}))
    )
    key = form_client.part_key(with_source, "source")
    typed = {f"{key}.kind": "document", f"{key}.publisher": "Gazette", f"{key}.language": "en"}
    typed |= {
        f"{key}.reliability": "A",
        f"{key}.retrieved_on": "2 March 2026",
        "n2.locator": "p. 1",
        "n2.gist": "It pays every year.",
    }

    answer = ada.post("/stances/new", data=with_source | typed)

    assert answer.status_code == 303
    [said] = [each for each in client_rows(ada, "/passages.json") if each["id"] != 9]
    assert said["computed"]["source"] == "Gazette"


def test_a_recorded_passage_is_chosen(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"n0.proposition": "own money", "n0.position": "supports", "n0.gist": "It pays."}

    form_client.submit_form(ada, "/stances/new?actor=ee", typed | {"n1.passage_id": "9"})

    [said] = client_rows(ada, "/passages.json")
    assert len(said["citations"]) == 4


def test_a_passage_without_words_or_quote_is_refused_beside_its_box_and_kept(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"n0.proposition": "own money", "n0.position": "supports", "n0.gist": "It pays."}
    typed |= {"n2.locator": "p. 4", "n2.speaker": "Bo"}

    shown = page(form_client.submit_form(ada, "/stances/new?actor=ee", typed), 422)

    assert "Say what it says there, or quote it." in shown.select_one("#part-n2 .error").text
    assert form_client.form_values(shown)["n2.speaker"] == "Bo"


def client_rows(client: TestClient, path: str) -> list[dict]:
    """The rows of a list as data."""
    return client.get(path).json()["rows"]


def test_a_quote_alone_is_recorded_with_drafted_words_until_somebody_writes_them_anew(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"n0.title": "Money", "n0.domain": "funding", "n1.bindingness": "declared"}
    typed |= {"n1.offered": "€5m", "n3.locator": "p. 4", "n3.quote": "We pay.", "n3.mode": "quote"}
    form_client.submit_form(ada, "/pledges/new?actor=ee", typed | {"n3.on_behalf": "Estonia"})
    [number] = [each["id"] for each in client_rows(ada, "/passages.json") if each["id"] != 9]
    form = f"/sources/2/edit?passage={number}"

    pages = [passage_text(ada, number)]
    for change in ({"locator": "p. 5"}, {"gist": "Estonia pays."}):
        entries = {f"{number}.{name}": text for name, text in change.items()}
        form_client.submit_form(ada, form, entries | {"intent": "corrects"})
        pages.append(passage_text(ada, number))

    words = "These words were put together from the boxes of a form"
    assert "Estonia offers €5 million; declared." in pages[0]
    assert [words in each for each in pages] == [True, True, False]
    assert f"{number}.drafted" not in form_client.open_form(ada, form)


def test_a_draft_does_not_stay_without_its_quote(app: FastAPI, engine: Engine):
    ada, source = signed_in_browser(app), factory.entity(engine, 2)
    factory.record(engine, factory.Passage, source, quote="We go.", drafted=True)

    typed = {"10.quote": "", "intent": "corrects"}
    shown = page(form_client.submit_form(ada, "/sources/2/edit?passage=10", typed), 422)

    assert "stands only beside a quote" in shown.select_one("#b-10-gist-error").text


def passage_text(client: TestClient, number: int) -> str:
    """What the page of a passage says."""
    return plain_text(page(client.get(f"/passages/{number}")).text)
