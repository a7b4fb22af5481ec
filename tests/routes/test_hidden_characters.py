"""Text that would show other words than it holds: kept without what hides, said, on no page."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.spine.text import HIDDEN
from tests import factory, form_client
from tests.accounts import (
    cheap_settings,
    create_account,
    open_browser,
    sign_in,
    signed_in_browser,
)
from tests.page import page, plain_text

pytestmark = pytest.mark.sqlite

TYPED = {"n0.kind": "meeting", "n0.title": "A \u202emeeting\u200b", "n1.actor_id": "ee"}
EVENT = TYPED | {"n1.role": "host"}
SHALOM = "\u05e9\u05dc\u05d5\u05dd"


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3."""
    factory.record_estonia(engine)


@pytest.fixture
def ada(app: FastAPI) -> TestClient:
    """An editor's browser."""
    return signed_in_browser(app)


def test_hidden_characters_are_left_out_and_it_is_said_after_saving(ada: TestClient):
    home = form_client.submit_form(ada, "/events/new", EVENT).headers["location"]

    shown = page(ada.get(home))

    assert plain_text(shown.h1.text) == "A meeting"
    assert "We left out 2 characters that can’t be seen." in shown.select_one(".saved").text
    assert "left out" not in ada.get(home).text


def test_a_form_that_is_refused_says_beside_the_box_what_was_left_out(ada: TestClient):
    sent = EVENT | {"n0.kind": "", "comment": "Wh\u200dy"}

    refused = page(form_client.submit_form(ada, "/events/new", sent), 422)

    box = refused.select_one("#b-n0-title")
    removal = refused.select_one(f"#{box['aria-describedby'].split()[-1]}")
    assert box["value"] == "A meeting"
    assert removal.text == "We left out 2 characters that can’t be seen."
    assert refused.select_one("#b-comment-removal").text.startswith("We left out 1 character")


@pytest.mark.parametrize(
    ("box", "text", "sentence"),
    [
        ("n0.title", "A \ue000 meeting", "U+E000"),
        ("n0.title", "\u0338 meeting", "no letter of its own"),
        ("n0.place.countries", "\ue000", "U+E000"),
        ("comment", "\ue000", "U+E000"),
    ],
)
def test_what_cannot_be_kept_stays_in_its_box_with_a_sentence(
    ada: TestClient, box: str, text: str, sentence: str
):
    refused = page(form_client.submit_form(ada, "/events/new", EVENT | {box: text}), 422)

    assert sentence in refused.select_one("form .error").text
    assert form_client.form_values(refused)[box] == text


def test_an_address_that_leads_elsewhere_stays_in_its_box_with_a_sentence(ada: TestClient):
    example = form_client.FORM_EXAMPLES["source"]
    sent = example.entries | {"n0.address": "https://bank.example@evil.example/"}

    refused = page(form_client.submit_form(ada, example.new, sent), 422)

    assert "Leave out the “@”" in refused.select_one("#b-n0-address-error").text
    assert refused.select_one("#b-n0-address")["value"] == sent["n0.address"]


def test_why_something_is_retracted_is_clean_and_so_is_said(ada: TestClient):
    asked = form_client.open_form(ada, "/pledges/3/retract")
    answer = ada.post("/pledges/3/retract", data=asked | {"comment": "Wr\u200bong"})

    shown = page(ada.get(answer.headers["location"]))

    assert "We left out 1 character" in shown.select_one(".saved").text
    assert "Wrong" in shown.text


def test_a_reason_that_is_refused_says_beside_it_what_was_left_out(ada: TestClient):
    asked = form_client.open_form(ada, "/pledges/3/retract")

    answer = ada.post("/pledges/3/retract", data=asked | {"comment": "\u200b\ue000"})

    refused = page(answer, 422)
    assert "U+E000" in refused.select_one(".error").text
    assert refused.select_one("#comment-removal").text.startswith("We left out 1 character")


@pytest.mark.parametrize("address", ["/pledges?q=%s", "/pledges?domain=%s", "/?as_of=%s", "/%s"])
def test_a_hidden_character_of_an_address_is_on_no_page(ada: TestClient, address: str):
    answer = ada.get(address % "br%E2%80%AEigade")

    assert answer.status_code in (200, 404, 422)
    assert HIDDEN.search(answer.text) is None


def test_words_are_looked_for_without_what_hides(ada: TestClient):
    shown = page(ada.get("/pledges?q=Comp%E2%80%8Bany"))

    assert "Company 0" in shown.text


def test_one_signs_in_with_a_name_that_was_copied_with_something_hidden(app: FastAPI):
    create_account(app, "Eva")

    assert sign_in(open_browser(app), "\u200bEva\xa0").status_code == 303


@pytest.mark.parametrize("path", ["/events/{}", "/events", "/timeline", "/events/{}/history"])
def test_a_title_from_right_to_left_turns_nothing_around_it(ada: TestClient, path: str):
    sent = EVENT | {"n0.title": SHALOM}
    home = form_client.submit_form(ada, "/events/new", sent).headers["location"]

    html = ada.get(path.format(home.rsplit("/")[-1])).text

    body = re.sub("<(title|option|textarea).*?</\\1>|<[^b/][^>]*>", "", html, flags=re.DOTALL)
    assert f"<bdi>{SHALOM}" in body or re.search(f"<bdi>[^<]*{SHALOM}", body)
    assert not re.search(SHALOM, re.sub("<bdi>.*?</bdi>", "", body))


@pytest.mark.parametrize(
    ("base", "session", "is_secure"),
    [("https://x.example", "__Host-session", True), ("http://x.example", "session", False)],
)
def test_what_was_saved_is_told_by_a_cookie_that_is_secure_behind_https(
    app: FastAPI, url: str, base: str, session: str, is_secure: bool
):
    app.state.settings = cheap_settings(url, base_url=base)
    eva = open_browser(app)
    eva.headers["Cookie"] = f"{session}={create_account(app, 'Eva').token}"

    answer = form_client.submit_form(eva, "/events/new", EVENT)

    [cookie] = [c for c in answer.headers.get_list("set-cookie") if c.startswith("saved=")]
    assert ("Secure" in cookie) is is_secure
