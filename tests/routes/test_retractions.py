"""Retracting a thing: why, by whom, and what stands against it."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent, Role
from app.queries.register import load_revisions
from app.spine.lookups import entities_by_id
from app.spine.moment import reading_session
from app.spine.versioned import Entity
from tests import factory, form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.page import page, plain_text

PATH = "/pledges/3/retract"


@pytest.fixture
def ada(app: FastAPI, engine: Engine) -> TestClient:
    """An editor, in a register of Estonia's pledge 3 with its five parts."""
    factory.record_estonia(engine)
    return signed_in_browser(app)


def pledge(engine: Engine) -> Entity:
    with reading_session(engine) as session:
        return entities_by_id(session, [3])[3]


@pytest.mark.both
def test_what_goes_is_told_and_why_is_kept(ada: TestClient, engine: Engine):
    shown = page(ada.get(PATH))
    for parts in ("With it go", "3 citations", "1 step", "1 condition"):
        assert parts in plain_text(shown.text)

    answer = form_client.submit_form(ada, PATH, {"comment": " It was said of somebody else. "})

    assert answer.headers["location"] == "/revisions/2"
    assert "Saved as r2" in page(ada.get("/revisions/2")).select_one(".saved").text
    with reading_session(engine) as session:
        revision, _ = load_revisions(session, [2])[2]
    assert (revision.intent, revision.comment) == (
        Intent.RETRACTS,
        "It was said of somebody else.",
    )


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [(" ", "Say why: whoever finds it gone will ask."), ("a" * 2001, "At most 2,000 characters.")],
)
def test_without_a_reason_that_can_be_kept_nothing_goes(
    ada: TestClient, engine: Engine, comment: str, sentence: str
):
    shown = page(form_client.submit_form(ada, PATH, {"comment": comment}), 422)

    assert sentence in shown.select_one("#refusal").text
    assert form_client.form_values(shown)["comment"] == comment.strip()
    assert factory.newest_number(engine) == 1


def test_who_may_not_retract_keeps_the_reason_and_may_sign_in_with_it(
    app: FastAPI, ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, PATH) | {"comment": "A mistake."}
    nobody, contributor = open_browser(app), signed_in_browser(app, Role.CONTRIBUTOR, "Cleo")

    assert nobody.get(PATH).headers["location"] == "/sign-in?to=%2Fpledges%2F3%2Fretract"
    refused = page(contributor.post(PATH, data=sent), 403)
    shown = page(nobody.post(PATH, data=sent), 401)
    assert (
        form_client.form_values(refused)["comment"]
        == form_client.form_values(shown)["comment"]
        == "A mistake."
    )

    signed = {"username": "Ada", "password": PASSWORD}
    assert nobody.post(PATH, data=form_client.form_values(shown) | signed).status_code == 303
    assert factory.newest_number(engine) == 2


@pytest.mark.both
def test_what_others_changed_is_looked_at_before_it_goes(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH) | {"comment": "A mistake."}
    factory.revise(engine, pledge(engine), title="A squad")

    shown = page(ada.post(PATH, data=sent), 409)
    assert (
        "Somebody changed it while you were at it, up to r2." in shown.select_one("#refusal").text
    )

    again = ada.post(PATH, data=form_client.form_values(shown))
    assert again.headers["location"] == "/revisions/3"


@pytest.mark.parametrize("base", ["", "-1", "9" * 5000, "r1"])
def test_a_form_that_does_not_say_when_it_was_drawn_is_shown_again(ada: TestClient, base: str):
    page(form_client.submit_form(ada, PATH, {"comment": "A mistake.", "base": base}), 409)


def test_what_is_cited_can_not_go(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, "/sources/2/retract", {"comment": "A mistake."}), 409)

    assert "still points there" in shown.select_one("#refusal").text
    assert factory.newest_number(engine) == 1


def test_a_form_that_is_sent_again_after_it_was_brought_back_retracts_nothing(
    ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, PATH) | {"comment": "A mistake."}
    ada.post(PATH, data=sent)
    factory.restore(engine, 3)

    assert ada.post(PATH, data=sent).headers["location"] == "/revisions/2"
    assert factory.newest_number(engine) == 3


def test_what_others_changed_before_one_signs_in_is_told_all_the_same(
    app: FastAPI, ada: TestClient, engine: Engine
):
    sent, nobody = form_client.open_form(ada, PATH) | {"comment": "A mistake."}, open_browser(app)
    factory.revise(engine, pledge(engine), title="A squad")

    shown = page(nobody.post(PATH, data=sent), 401)
    who = {"username": "Ada", "password": PASSWORD}
    told = page(nobody.post(PATH, data=form_client.form_values(shown) | who), 409)

    assert "up to r2." in told.select_one("#refusal").text
    assert factory.newest_number(engine) == 2


def test_a_form_that_is_sent_twice_leads_to_its_revision_twice(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH) | {"comment": "A mistake."}

    answers = [ada.post(PATH, data=sent).headers["location"] for _ in range(2)]

    assert answers == ["/revisions/2", "/revisions/2"]
    assert factory.newest_number(engine) == 2


def test_an_actor_of_another_kind_is_not_found_to_be_retracted(ada: TestClient):
    page(ada.get("/groups/ee/retract"), 404)


@pytest.mark.both
def test_when_many_are_saving_the_reason_is_kept(ada: TestClient, request: pytest.FixtureRequest):
    request.getfixturevalue("eight_wait")

    shown = page(form_client.submit_form(ada, PATH, {"comment": "A mistake."}), 503)

    assert form_client.form_values(shown)["comment"] == "A mistake."
