"""Buttons that save nothing, forms sent twice, and what a form says once it is saved."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits import accounts
from app.forms.form_state import FULL
from app.models import Link
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.versions import current_rows
from tests import factory, form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.page import page, plain_text

PATH = "/pledges/3/edit"
UPDATES = {"intent": "updates"}


@pytest.mark.slow
def test_a_button_adds_a_part_and_keeps_what_was_typed(ada: TestClient, engine: Engine):
    typed = {"3.title": "A brigade", "comment": "Why not.", "intent": "corrects"}

    shown = page(form_client.submit_form(ada, PATH, typed | {"add": "step:3"}))

    sent = form_client.form_values(shown)
    assert sent.items() >= typed.items()
    step, cited, said = (form_client.part_key(sent, n) for n in ("step", "citation", "passage"))
    assert (sent[f"{cited}:under"], sent[f"{said}:under"]) == (step, cited)
    assert sent[f"{said}.source_id"] == "2"
    assert shown.select_one("[autofocus]")["name"] == f"{step}.at"
    assert factory.newest_number(engine) == 1


def test_a_button_leaves_a_part_out_with_its_own_and_keeps_the_rest(
    ada: TestClient, engine: Engine
):
    sent = form_client.form_values(
        page(form_client.submit_form(ada, PATH, {"3.note": "By sea.", "add": "step:3"}))
    )

    shown = page(ada.post(PATH, data=sent | {"drop": form_client.part_key(sent, "step")}))

    assert form_client.form_values(shown)["3.note"] == "By sea."
    assert form_client.new_kinds(form_client.form_values(shown)) == []
    assert factory.newest_number(engine) == 1


@pytest.mark.parametrize("button", [{"add": "event:3"}, {"add": "step:99"}, {"drop": "99"}])
def test_a_button_that_we_do_not_have_saves_as_it_stands(ada: TestClient, button: dict[str, str]):
    answer = form_client.submit_form(ada, PATH, UPDATES | button)

    assert answer.status_code in (200, 303)


@pytest.mark.slow
def test_a_source_is_recorded_with_what_cites_it(ada: TestClient, engine: Engine):
    sent = form_client.form_values(page(form_client.submit_form(ada, PATH, {"add": "citation:3"})))
    sent = form_client.form_values(page(ada.post(PATH, data=sent | {"add": "source:"})))
    said, source = form_client.part_key(sent, "passage"), form_client.part_key(sent, "source")
    assert sent[f"{said}.source_id"] == source

    typed = {f"{source}.kind": "document", f"{source}.publisher": "Gazette"}
    typed |= {f"{source}.language": "en", f"{source}.reliability": "A"}
    typed |= {f"{source}.retrieved_on": "31/5/2026", f"{said}.locator": "¶1"}
    answer = ada.post(PATH, data=sent | typed | UPDATES | {f"{said}.gist": "It will go."})

    assert answer.status_code == 303
    with reading_session(engine) as session:
        made = current_rows(session, [10, 11, 12])
    assert (made[10].publisher, made[11].root_id, made[12].passage_id) == ("Gazette", 10, 11)
    assert factory.newest_number(engine) == 2


@pytest.mark.slow
def test_a_source_that_was_left_blank_is_asked_for_where_it_is_cited(ada: TestClient):
    sent = form_client.form_values(page(form_client.submit_form(ada, PATH, {"add": "citation:3"})))
    sent = form_client.form_values(page(ada.post(PATH, data=sent | {"add": "source:"})))
    said = form_client.part_key(sent, "passage")

    typed = UPDATES | {f"{said}.locator": "¶1", f"{said}.gist": "It will go."}
    shown = page(ada.post(PATH, data=sent | typed), 422)

    assert shown.select_one(f'.errors a[href="#b-{said}-source_id"]')


def test_a_link_is_recorded_with_the_further_figure(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, "/pledges/new?actor=ee&domain=land&adds_to=3&unclear=no")

    answer = ada.post("/pledges/new", data=sent | {"n0.title": "A second company"})

    pledge = int(answer.headers["location"].rpartition("/")[2])
    with reading_session(engine) as session:
        [link] = [r for r in current_rows(session, range(9, 12)).values() if isinstance(r, Link)]
    assert (link.from_id, link.to_id, link.kind) == (pledge, 3, "adds to")
    assert factory.newest_number(engine) == 2


@pytest.mark.slow
def test_conditions_that_name_each_other_are_refused(ada: TestClient, engine: Engine):
    sent = form_client.form_values(page(form_client.submit_form(ada, PATH, {"add": "condition:3"})))
    sent = form_client.form_values(page(ada.post(PATH, data=sent | {"add": "condition:3"})))
    one, two = (form_client.part_key(sent, "condition", number) for number in (0, 1))
    for key, other in ((one, two), (two, one)):
        sent |= {f"{key}.kind": "ceasefire", f"{key}.gate": "deployment", f"{key}.words": "if so"}
        sent |= {f"{key}.alternative_to_id": other}

    shown = page(ada.post(PATH, data=sent | UPDATES), 409)

    assert "What is new names what is not there before it" in shown.select_one(".errors").text
    assert factory.newest_number(engine) == 1


def test_who_adds_a_step_is_asked_whether_the_note_still_holds(ada: TestClient, engine: Engine):
    before = page(ada.get(f"{PATH}?new=step"))
    with reading_session(engine) as session:
        pledge = lookups.entities_by_id(session, [3])[3]
    factory.revise(engine, pledge, note="Nowhere does it promise troops.")

    after = page(ada.get(f"{PATH}?new=step"))

    question = "“Nowhere does it promise troops.” Does it still hold after this step?"
    assert "Does it still hold" not in plain_text(before.text)
    assert question in plain_text(after.text)
    assert after.select_one("a[href='#b-3-note']")


def test_a_form_that_is_full_says_so(ada: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.forms.form_state.MAX_PARTS", 6)

    sent = form_client.open_form(ada, f"{PATH}?new=step")
    shown = page(ada.post(PATH, data=sent | {"add": "step:3"}))

    assert FULL in shown.select_one(".errors").text
    assert form_client.new_kinds(sent) == []


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (PATH, UPDATES | {"3.title": "A brigade"}),
        ("/pledges/new?actor=fi", {"n0.title": "Two frigates", "n0.domain": "sea"}),
        ("/countries/fi/edit", {}),
        ("/groups/new", {"n0.code": "nordic", "n0.name": "Nordic", "n0.kind": "group"}),
    ],
)
def test_a_form_that_is_sent_twice_saves_once_and_answers_alike(
    ada: TestClient, engine: Engine, path: str, typed: dict[str, str]
):
    first = form_client.open_form(ada, path) | typed
    if "groups" in path:
        first = form_client.form_values(page(ada.post(path, data=first | {"add": "membership:n0"})))
        first |= {"n1.member_id": "Finland", "n1.role": "member"}

    answers = [ada.post(path.partition("?")[0], data=first) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert factory.newest_number(engine) == 2


@pytest.mark.parametrize("names", [("n1", "n0"), ("n0", "n1")])
def test_a_source_that_comes_with_its_origin_leads_to_itself(
    ada: TestClient, names: tuple[str, str]
):
    sent = form_client.open_form(ada, "/sources/new") | form_client.FORM_EXAMPLES["source"].entries
    sent |= {name.replace("n0.", "n1."): text for name, text in sent.items() if "n0." in name}
    sent |= {"n1:kind": "source", "n1:under": "", "n0.publisher": "The one that I record"}
    sent |= {f"{names[0]}.origin_id": names[1]}

    answers = [ada.post("/sources/new", data=sent) for _ in range(2)]

    home = answers[0].headers["location"]
    assert answers[1].headers["location"] == home
    assert "The one that I record" in page(ada.get(home)).h1.text


@pytest.mark.slow
@pytest.mark.measured
def test_a_group_that_is_gone_when_its_form_is_sent_again_leads_to_the_groups(ada: TestClient):
    sent = form_client.open_form(ada, "/groups/new") | form_client.FORM_EXAMPLES["group"].entries
    home = ada.post("/groups/new", data=sent).headers["location"]
    form_client.submit_form(ada, f"{home}/retract", {"comment": "A mistake."})

    assert ada.post("/groups/new", data=sent).headers["location"] == "/groups"


def test_when_many_are_saving_the_form_is_kept(ada: TestClient, request: pytest.FixtureRequest):
    request.getfixturevalue("eight_wait")

    answer = form_client.submit_form(ada, PATH, UPDATES | {"3.title": "A brigade"})

    shown = page(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "save again in a moment" in shown.select_one(".errors").text
    assert form_client.form_values(shown)["3.title"] == "A brigade"


@pytest.mark.slow
@pytest.mark.measured
def test_whose_session_ended_signs_in_with_the_form(app: FastAPI, ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH) | UPDATES | {"3.title": "A brigade"}
    accounts.disable_account(engine, 2, app.state.clock())
    bob = open_browser(app)
    signed_in_browser(app, handle="Bob")

    wrong = page(bob.post(PATH, data=sent | {"username": "Bob", "password": "wrong"}), 401)
    right = bob.post(PATH, data=form_client.form_values(wrong) | {"password": PASSWORD})

    assert form_client.form_values(wrong)["username"] == "Bob"
    assert "wrong" not in [box.get("value") for box in wrong.select("[type=password]")]
    assert page(ada.post(PATH, data=sent), 401)
    assert (right.status_code, factory.newest_number(engine)) == (303, 3)


def test_what_is_folded_away_is_announced_by_the_words_of_its_boxes(ada: TestClient):
    shown = page(ada.get("/pledges/new")).select_one("#more-n1 summary")

    assert plain_text(shown.text).startswith("More: how ready, how far, whether it stands, ")
