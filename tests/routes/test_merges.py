"""Merging a thing with another that is the same: which, by whom, and where addresses lead on."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Check, Pledge, Role, Source, Step
from app.routes.merges import MergePage
from app.routes.sections import AddressedThing
from app.spine.moment import reading_session
from app.spine.versions import current_rows
from tests import factory, form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.page import page, plain_text
from tests.reason_forms import current_ids

PATH = "/pledges/3/merge"
BOTH = f"{PATH}?with=9"


@pytest.fixture
def ada(app: FastAPI, engine: Engine) -> TestClient:
    """An editor, in a register of Estonia's pledges 3, 9 and 15, alike but for their titles."""
    factory.record_estonia(engine, 3)
    return signed_in_browser(app)


@pytest.mark.both
def test_both_are_shown_and_one_goes_on_in_the_other(ada: TestClient, engine: Engine):
    factory.record(engine, Step, factory.entity(engine, 9), bindingness="formal")
    factory.record(engine, Check, actor_id=1, pledge_id=9)
    shown = page(ada.get(BOTH))
    both = plain_text(shown.select_one("#both").text)
    for words in ("Goes on", "1 step", "3 citations, 1 step, 1 condition", "1 check"):
        assert words.replace("Goes on", "Go on under it") in both

    chosen = {"comment": "Recorded twice.", "take.title": "other"}
    answer = form_client.submit_form(ada, BOTH, chosen)

    assert answer.headers["location"] == "/revisions/4"
    assert "Company 1" in page(ada.get("/pledges/3")).h1.text
    assert current_ids(engine, 3, 9) == [3]


def test_a_fact_that_only_the_other_one_states_is_offered_first(ada: TestClient, engine: Engine):
    factory.revise(engine, factory.entity(engine, 9), note="By sea.")

    values = form_client.open_form(ada, BOTH)

    assert (values["take.title"], values["take.note"]) == ("this", "other")


def test_the_other_one_may_stay_instead(ada: TestClient):
    shown = page(ada.get(BOTH))

    assert shown.select_one("#both small a")["href"] == "/pledges/9/merge?with=3"


def test_likely_duplicates_are_offered(ada: TestClient):
    shown = page(ada.get(PATH))

    ways = [each["href"] for each in shown.select("#likely a")]
    assert ways == [f"{PATH}?with=15", BOTH]
    assert not shown.select("#slip")


def test_the_page_of_each_leads_editors_there(ada: TestClient):
    for path in ("/pledges/3", "/sources/2"):
        assert page(ada.get(path)).select_one(f"a[href='{path}/merge']")
    assert page(ada.get("/sources/2/merge")).select_one("a[href='/sources/2/retract']")


@pytest.mark.parametrize(
    "text",
    ["9", "/pledges/9", "pledge 9", "http://127.0.0.1:8000/pledges/9?as_of=r1", " company  1"],
)
def test_the_other_one_is_named_by_number_address_or_title(ada: TestClient, text: str):
    shown = page(ada.get(PATH, params={"with": text}))

    assert "Pledge 9 “Company 1”" in shown.select_one("#both").text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("99", "There is no other pledge “99” in the register."),
        ("2", "There is no other pledge “2” in the register."),
        ("A navy", "There is no other pledge “A navy”"),
        ("Company", "Several may be meant: pledge 9 “Company 1”; pledge 15 “Company 2”."),
        ("3", "This is the same pledge."),
    ],
)
def test_what_names_no_other_one_is_said_beside_its_box(ada: TestClient, text: str, sentence: str):
    shown = page(ada.get(PATH, params={"with": text}), 422)

    assert sentence in plain_text(shown.select_one("#with-error").text)
    assert shown.select_one("#with")["value"] == text


@pytest.mark.parametrize("text", ["https://www.daily.example/a/?utm_source=x", "morning", "16"])
def test_a_source_is_named_by_where_it_stands_or_who_publishes_it(
    app: FastAPI, engine: Engine, text: str
):
    factory.record_estonia(engine, 2)
    facts = {"address": "https://daily.example/a", "publisher": "The Morning"}
    source = factory.record(engine, Source, **facts)
    ada = signed_in_browser(app)

    shown = page(ada.get("/sources/2/merge", params={"with": text}))

    assert f"Source {source.id} “The Morning”" in shown.select_one("#both").text


def test_sources_at_one_address_and_of_one_name_are_likely_the_same(app: FastAPI, engine: Engine):
    factory.record(engine, Source)
    factory.record(engine, Source, address="https://daily.example/b")
    factory.record(engine, Source, publisher="Another")

    shown = page(signed_in_browser(app).get("/sources/1/merge"))

    assert [each["href"] for each in shown.select("#likely a")] == ["/sources/1/merge?with=2"]


def test_an_address_that_no_source_has_is_none(app: FastAPI, engine: Engine):
    factory.record(engine, Source)

    shown = page(signed_in_browser(app).get("/sources/1/merge?with=https://daily.example/c"), 422)

    assert "There is no other source" in shown.select_one("#with-error").text


def test_without_a_reason_nothing_is_merged_and_choices_are_kept(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, BOTH, {"take.title": "other", "comment": ""}), 422)

    assert "Say why" in shown.select_one("#refusal").text
    assert form_client.form_values(shown)["take.title"] == "other"
    assert factory.newest_number(engine) == 1


def test_who_may_not_merge_keeps_all_and_may_sign_in_with_it(
    app: FastAPI, ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, BOTH) | {"comment": "Twice.", "take.title": "other"}
    nobody, contributor = open_browser(app), signed_in_browser(app, Role.CONTRIBUTOR, "Cleo")

    page(contributor.post(PATH, data=sent), 403)
    values = form_client.form_values(page(nobody.post(PATH, data=sent), 401))

    assert (values["comment"], values["take.title"], values["with"]) == ("Twice.", "other", "9")
    who = {"username": "Ada", "password": PASSWORD}
    assert nobody.post(PATH, data=values | who).status_code == 303
    assert factory.newest_number(engine) == 2


@pytest.mark.parametrize("changed", [3, 9])
def test_what_others_changed_meanwhile_is_looked_at_first(
    ada: TestClient, engine: Engine, changed: int
):
    sent = form_client.open_form(ada, BOTH) | {"comment": "Twice.", "take.title": "other"}
    factory.revise(engine, factory.entity(engine, changed), note="New.")

    values = form_client.form_values(page(ada.post(PATH, data=sent), 409))

    assert (values["comment"], values["take.title"]) == ("Twice.", "other")
    assert ada.post(PATH, data=values).headers["location"] == "/revisions/3"


def test_what_names_no_other_one_by_now_keeps_the_reason(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, BOTH) | {"comment": "Twice."}
    factory.retract(engine, factory.entity(engine, 9))

    shown = page(ada.post(PATH, data=sent), 409)

    assert "There is no other pledge “9”" in shown.select_one("#with-error").text
    assert form_client.form_values(shown)["comment"] == "Twice."


def test_a_form_that_names_none_is_asked_for_one(ada: TestClient):
    shown = page(form_client.submit_form(ada, BOTH, {"comment": "Twice.", "with": ""}), 409)

    assert "Name the other pledge." in shown.select_one("#with-error").text


def test_values_that_do_not_fit_together_are_said_so(ada: TestClient, engine: Engine):
    factory.revise(engine, factory.entity(engine, 9), domain="sea", capability=None)
    chosen = {"comment": "Twice.", "take.domain": "other", "take.capability": "this"}

    shown = page(form_client.submit_form(ada, BOTH, chosen), 409)

    assert "does not fit together" in shown.select_one("#misfit").text
    assert form_client.form_values(shown)["take.domain"] == "other"


def test_what_is_not_there_has_no_such_page(ada: TestClient, engine: Engine):
    factory.retract(engine, factory.entity(engine, 15))

    page(ada.get("/pledges/99/merge"), 404)
    page(ada.get("/pledges/15/merge"), 410)


@pytest.mark.usefixtures("ada")
def test_what_goes_while_the_page_is_drawn_is_said_to_be_gone(engine: Engine):
    with reading_session(engine) as session:
        rows = current_rows(session, [3, 9])
    pledge, other = rows[3], rows[9]
    assert isinstance(other, Pledge)
    factory.retract(engine, factory.entity(engine, 9))

    with reading_session(engine) as session:
        compared = MergePage(AddressedThing(pledge, "", ""), "9", [other], {}).compare(session)

    assert compared == (None, "pledge 9 “Company 1” is not in the register any more.")


@pytest.mark.slow
def test_both_take_as_many_statements_however_many_parts_there_are(
    ada: TestClient, engine: Engine, statements: list[str]
):
    ada.get("/")  # the first request of a browser asks once more whose it is
    counts = set()
    for parts in (1, 40):
        for _ in range(parts):
            factory.record(engine, Step, factory.entity(engine, 9), bindingness="formal")
        statements.clear()
        page(ada.get(BOTH))
        counts.add(len(statements))

    assert len(counts) == 1
