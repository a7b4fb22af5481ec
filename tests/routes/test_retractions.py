"""Retracting a thing: why, by whom, and what stands against it."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent, Role
from app.queries.register import made_by
from app.spine.lookups import entities
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.versioned import Entity
from tests import build, filling
from tests.page import page, words
from tests.people import PASSWORD, browser, signed_in

PATH = "/pledges/3/retract"


@pytest.fixture
def ada(app: FastAPI, engine: Engine) -> TestClient:
    """An editor, in a register of Estonia's pledge 3 with its five parts."""
    build.estonia(engine)
    return signed_in(app)


def pledge(engine: Engine) -> Entity:
    with at(engine) as session:
        return entities(session, [3])[3]


def test_what_goes_is_told_and_why_is_kept(ada: TestClient, engine: Engine):
    shown = page(ada.get(PATH))
    for parts in ("With it go", "3 citations", "1 step", "1 condition"):
        assert parts in words(shown.text)

    answer = filling.fill(ada, PATH, {"comment": " It was said of somebody else. "})

    assert answer.headers["location"] == "/revisions/2"
    assert "Saved as r2" in page(ada.get("/revisions/2")).select_one(".saved").text
    with at(engine) as session:
        revision, _ = made_by(session, [2])[2]
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
    shown = page(filling.fill(ada, PATH, {"comment": comment}), 422)

    assert sentence in shown.select_one("#refusal").text
    assert filling.held(shown)["comment"] == comment.strip()
    assert build.now(engine) == 1


def test_who_may_not_retract_keeps_the_reason_and_may_sign_in_with_it(
    app: FastAPI, ada: TestClient, engine: Engine
):
    sent = filling.opened(ada, PATH) | {"comment": "A mistake."}
    nobody, contributor = browser(app), signed_in(app, Role.CONTRIBUTOR, "Cleo")

    assert nobody.get(PATH).headers["location"] == "/sign-in?to=%2Fpledges%2F3%2Fretract"
    refused = page(contributor.post(PATH, data=sent), 403)
    shown = page(nobody.post(PATH, data=sent), 401)
    assert filling.held(refused)["comment"] == filling.held(shown)["comment"] == "A mistake."

    signed = {"username": "Ada", "password": PASSWORD}
    assert nobody.post(PATH, data=filling.held(shown) | signed).status_code == 303
    assert build.now(engine) == 2


def test_what_others_changed_is_looked_at_before_it_goes(ada: TestClient, engine: Engine):
    sent = filling.opened(ada, PATH) | {"comment": "A mistake."}
    build.revised(engine, pledge(engine), title="A squad")

    shown = page(ada.post(PATH, data=sent), 409)
    assert (
        "Somebody changed it while you were at it, up to r2." in shown.select_one("#refusal").text
    )

    again = ada.post(PATH, data=filling.held(shown))
    assert again.headers["location"] == "/revisions/3"


@pytest.mark.parametrize("base", ["", "-1", "9" * 5000, "r1"])
def test_a_form_that_does_not_say_when_it_was_drawn_is_shown_again(ada: TestClient, base: str):
    page(filling.fill(ada, PATH, {"comment": "A mistake.", "base": base}), 409)


def test_what_is_cited_can_not_go(ada: TestClient, engine: Engine):
    shown = page(filling.fill(ada, "/sources/2/retract", {"comment": "A mistake."}), 409)

    assert "still points there" in shown.select_one("#refusal").text
    assert build.now(engine) == 1


def test_a_form_that_is_sent_again_after_it_was_brought_back_retracts_nothing(
    ada: TestClient, engine: Engine
):
    sent = filling.opened(ada, PATH) | {"comment": "A mistake."}
    ada.post(PATH, data=sent)
    with recording(engine, SYSTEM, Intent.UNDOES) as edit:
        edit.restore(3)

    assert ada.post(PATH, data=sent).headers["location"] == "/revisions/2"
    assert build.now(engine) == 3


def test_what_others_changed_before_one_signs_in_is_told_all_the_same(
    app: FastAPI, ada: TestClient, engine: Engine
):
    sent, nobody = filling.opened(ada, PATH) | {"comment": "A mistake."}, browser(app)
    build.revised(engine, pledge(engine), title="A squad")

    shown = page(nobody.post(PATH, data=sent), 401)
    who = {"username": "Ada", "password": PASSWORD}
    told = page(nobody.post(PATH, data=filling.held(shown) | who), 409)

    assert "up to r2." in told.select_one("#refusal").text
    assert build.now(engine) == 2


def test_a_form_that_is_sent_twice_leads_to_its_revision_twice(ada: TestClient, engine: Engine):
    sent = filling.opened(ada, PATH) | {"comment": "A mistake."}

    answers = [ada.post(PATH, data=sent).headers["location"] for _ in range(2)]

    assert answers == ["/revisions/2", "/revisions/2"]
    assert build.now(engine) == 2


def test_an_actor_of_another_kind_is_not_found_to_be_retracted(ada: TestClient):
    page(ada.get("/groups/ee/retract"), 404)


def test_when_many_are_saving_the_reason_is_kept(ada: TestClient, request: pytest.FixtureRequest):
    request.getfixturevalue("eight_wait")

    shown = page(filling.fill(ada, PATH, {"comment": "A mistake."}), 503)

    assert filling.held(shown)["comment"] == "A mistake."
