"""A form that was sent is never lost: whatever fails, it comes back filled, and is saved once."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, event

from app.models import Role
from app.routes import accounts, forms, own_account, retractions, returns, signing, undos
from app.routes.redraws import FORMS
from tests import factory, form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.form_client import FORM_EXAMPLES
from tests.page import page, plain_text
from tests.reason_forms import reason_form_values
from tests.routes.database_troubles import (
    TROUBLES,
    WAITING,
    full_disk,
    lost_file,
    missing_table,
    read_only_file,
)

WAYS = ["/pledges/3/retract", "/revisions/2/undo", "/pledges/3/revert?to=r1"]


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3; r2 renames the pledge."""
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_new_thing_that_could_not_be_saved_comes_back_and_is_saved_once(
    app: FastAPI, engine: Engine, trouble: str
):
    ada, (fails, status, sentence) = signed_in_browser(app), TROUBLES[trouble]
    typed = FORM_EXAMPLES["event"].entries | {"comment": "<€>" * 600}
    sent = form_client.open_form(ada, "/events/new") | typed

    with fails(app):
        answer = ada.post("/events/new", data=sent)
        shown = page(answer, status)
    again = [ada.post("/events/new", data=form_client.form_values(shown)) for _ in range(2)]

    assert form_client.form_values(shown).items() >= sent.items()
    assert sentence in plain_text(shown.select_one(".errors").text)
    assert ("Retry-After" in answer.headers) == (trouble in WAITING)
    assert [each.status_code for each in again] == [303, 303]
    assert factory.newest_number(engine) == 3


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [read_only_file, lost_file])
@pytest.mark.parametrize("noun", FORM_EXAMPLES)
def test_every_form_comes_back_with_all_that_it_held(app: FastAPI, trouble, noun: str):
    ada, this = signed_in_browser(app), FORM_EXAMPLES[noun]
    sent = form_client.open_form(ada, this.new) | this.entries | {"comment": "Why not."}
    path = this.new.partition("?")[0]

    with trouble(app):
        shown = page(ada.post(path, data=sent), 503)

    assert form_client.form_values(shown).items() >= sent.items()
    assert ada.post(path, data=form_client.form_values(shown)).status_code == 303


@pytest.mark.parametrize("trouble", [read_only_file, lost_file])
def test_an_edit_comes_back_with_its_parts(app: FastAPI, engine: Engine, trouble):
    ada = signed_in_browser(app)
    typed = {"3.title": "A brigade", "intent": "corrects", "3.note": "By sea."}
    sent = form_client.open_form(ada, "/pledges/3/edit") | typed

    with trouble(app):
        shown = page(ada.post("/pledges/3/edit", data=sent), 503)
    saved = ada.post("/pledges/3/edit", data=form_client.form_values(shown))

    assert form_client.form_values(shown).items() >= sent.items()
    assert (saved.status_code, factory.newest_number(engine)) == (303, 3)
    assert "A brigade" in ada.get("/pledges/3").text


@pytest.mark.parametrize("trouble", [read_only_file, lost_file])
@pytest.mark.parametrize("way", WAYS)
def test_a_reason_comes_back(app: FastAPI, engine: Engine, trouble, way: str):
    ada, path = signed_in_browser(app), way.partition("?")[0]
    sent = reason_form_values(page(ada.get(way))) | {"comment": "My words."}

    with trouble(app):
        shown = page(ada.post(path, data=sent), 503)
    held = form_client.form_values(shown)

    assert held.items() >= sent.items()
    assert ada.post(path, data=held).status_code == 303
    assert factory.newest_number(engine) == 3


@pytest.mark.parametrize("trouble", [read_only_file, lost_file])
def test_the_forms_of_accounts_come_back(app: FastAPI, trouble):
    signed_in_browser(app)  # Ada, whose number is 2
    root = signed_in_browser(app, Role.ADMIN, "Root")
    sent_by_path = {
        "/accounts": {"handle": "Grace", "role": "editor"},
        "/accounts/2": {"role": "contributor", "do": "role"},
        "/account": {"do": "keys"},
        "/sign-in": {"username": "Ada", "password": PASSWORD, "to": "/pledges"},
    }

    with trouble(app):
        answers = {path: root.post(path, data=sent) for path, sent in sent_by_path.items()}

    shown = {path: page(answer, 503) for path, answer in answers.items()}
    assert "Grace" in [box.get("value") for box in shown["/accounts"].select("[name=handle]")]
    assert "Ada" in [box.get("value") for box in shown["/sign-in"].select("[name=username]")]
    assert "/pledges" in [box.get("value") for box in shown["/sign-in"].select("[name=to]")]
    assert all(
        "The register’s" in each.text or "its database" in each.text for each in shown.values()
    )
    assert all(PASSWORD not in answer.text for answer in answers.values())


def test_what_tells_no_origin_comes_back_and_what_another_site_sent_does_not(
    app: FastAPI, engine: Engine
):
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/events/new") | FORM_EXAMPLES["event"].entries
    del ada.headers["Sec-Fetch-Site"]

    silent = ada.post("/events/new", data=sent)
    same_host = ada.post("/events/new", data=sent, headers={"Origin": "http://testserver"})
    foreign = ada.post("/events/new", data=sent, headers={"Origin": "https://evil.example"})

    for answer in (silent, same_host):
        assert form_client.form_values(page(answer, 403)).items() >= sent.items()
    assert "A meeting" not in page(foreign, 403).text
    assert factory.newest_number(engine) == 2


def test_a_mistake_of_ours_is_told_as_one_and_loses_nothing(app: FastAPI, engine: Engine):
    ada, mistakes = signed_in_browser(app), [ZeroDivisionError("a secret")]
    sent = form_client.open_form(ada, "/events/new") | FORM_EXAMPLES["event"].entries

    @event.listens_for(engine, "commit")
    def fail(_connection: Connection) -> None:
        if mistakes:
            raise mistakes.pop()

    answer = ada.post("/events/new", data=sent)
    shown = page(answer, 500)
    event.remove(engine, "commit", fail)

    assert form_client.form_values(shown).items() >= sent.items()
    assert "a mistake of ours" in shown.select_one(".errors").text
    assert "a secret" not in answer.text
    assert ada.post("/events/new", data=form_client.form_values(shown)).status_code == 303
    assert factory.newest_number(engine) == 3


def test_what_is_noted_of_a_failure_holds_nothing_that_was_typed(
    app: FastAPI, caplog: pytest.LogCaptureFixture
):
    ada, typed = signed_in_browser(app), FORM_EXAMPLES["event"].entries
    sent = form_client.open_form(ada, "/events/new") | typed

    with full_disk(app):
        ada.post("/events/new", data=sent | {"comment": "My words." * 200})

    assert "disk is full" in caplog.text
    assert "A meeting" not in caplog.text
    assert "My words." not in caplog.text


def test_who_signed_in_by_a_form_that_failed_stays_signed_in(app: FastAPI):
    sent = form_client.open_form(signed_in_browser(app), "/events/new")
    typed = sent | FORM_EXAMPLES["event"].entries | {"username": "Ada", "password": PASSWORD}
    nobody = open_browser(app)

    with missing_table(app):
        shown = page(nobody.post("/events/new", data=typed), 500)
    saved = nobody.post("/events/new", data=form_client.form_values(shown))

    assert saved.status_code == 303
    assert PASSWORD not in str(shown)


def test_a_reason_comes_back_where_its_page_is_gone(app: FastAPI, engine: Engine):
    ada = signed_in_browser(app)
    sent = reason_form_values(page(ada.get("/pledges/3/retract"))) | {"comment": "My words."}
    ada.post("/pledges/3/retract", data=sent)
    del ada.headers["Sec-Fetch-Site"]

    shown = page(ada.post("/pledges/3/retract", data=sent), 403)

    assert form_client.form_values(shown).items() >= sent.items()
    assert factory.newest_number(engine) == 3


def test_what_is_no_form_is_refused_without_one(app: FastAPI):
    ada, kind = signed_in_browser(app), {"Content-Type": "multipart/form-data; boundary=x"}
    del ada.headers["Sec-Fetch-Site"]

    shown = page(ada.post("/events/new", content=b"nonsense", headers=kind), 403)

    assert "did not say that this came from a page" in plain_text(shown.text)


def test_nobody_who_is_not_signed_in_loses_words_to_a_lost_database(app: FastAPI):
    nobody = open_browser(app)
    sent = form_client.open_form(signed_in_browser(app), "/events/new")
    typed = sent | FORM_EXAMPLES["event"].entries | {"username": "Ada", "password": "secret words"}

    with lost_file(app):
        shown = page(nobody.post("/events/new", data=typed), 503)

    held = form_client.form_values(shown)
    assert (held["username"], held["n0.title"]) == ("Ada", "A meeting")
    assert "secret words" not in str(shown)


def test_only_what_passes_by_itself_says_when_to_try_again(app: FastAPI, engine: Engine):
    ada, file = signed_in_browser(app), Path(engine.url.database)
    file.rename(f"{file}.elsewhere")

    answer = ada.post("/account", data={"do": "keys"})

    assert "moved, removed or replaced" in page(answer, 503).select_one(".errors").text
    assert "Retry-After" not in answer.headers


def test_every_address_that_takes_a_form_can_draw_it_again():
    modules = (accounts, forms, own_account, retractions, returns, signing, undos)
    endpoints = {
        route.endpoint
        for module in modules
        for route in module.router.routes
        if "POST" in route.methods
    }

    assert endpoints
    assert endpoints == FORMS.keys()
