"""Whether a passage says what a value is changed to, and what becomes of its citation."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select

from app.models import Citation
from app.spine.moment import reading_session
from tests import factory, form_client
from tests.form_client import form_values, part_key
from tests.page import page, plain_text
from tests.routes.pledge_form import ON_STEP, PATH, STEP, current_facts

AMOUNT = {"5.offered": "8 aircraft", "intent": "corrects"}
LATER = {"5.at": "March 2026", "intent": "corrects"}
TICK = "5:sure.also_at_6"


def cited_facts(engine: Engine, row: int = STEP) -> list[tuple[str | None, int]]:
    """The facts of a row that passages are cited for now, each with the passage."""
    with reading_session(engine) as session:
        rows = session.exec(select(Citation).where(Citation.parent_id == row)).all()
    return sorted(((each.fact, each.passage_id) for each in rows), key=str)


def test_a_changed_value_asks_whether_its_passage_says_so_too(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)

    question = plain_text(shown.select_one("#b-5-sure-also_at_6-why").text)
    assert question.startswith("“Date” is changed. Does ¶3 say so too?")
    assert form_values(shown).items() >= LATER.items()
    assert shown.select_one(".errors a[href='#b-5-sure-also_at_6']")
    assert factory.newest_number(engine) == 1


def test_a_passage_that_says_so_too_stays_cited(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)
    tick = shown.select_one("#b-5-sure-also_at_6")["value"]

    answer = ada.post(PATH, data=form_values(shown) | {TICK: tick})

    assert answer.status_code == 303
    assert current_facts(engine, STEP)["at"].edtf == "2026-03"
    assert cited_facts(engine) == [(None, 9)]


def test_left_open_a_citation_is_for_what_is_unchanged_alone(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)

    answer = ada.post(PATH, data=form_values(shown))

    assert answer.status_code == 303
    assert cited_facts(engine) == [("bindingness", 9)]
    assert "uncited" in page(ada.get("/pledges/3")).select_one("#steps").text
    assert "citation 6" in plain_text(page(ada.get("/revisions/2")).text)


def test_a_citation_of_a_whole_row_becomes_one_for_each_unchanged_fact(
    ada: TestClient, engine: Engine
):
    shown = page(form_client.submit_form(ada, PATH, AMOUNT), 422)

    ada.post(PATH, data=form_values(shown))

    assert cited_facts(engine) == [("at", 9), ("bindingness", 9)]


def test_a_citation_of_the_changed_fact_alone_is_closed(ada: TestClient, engine: Engine):
    factory.revise_part(engine, 3, ON_STEP, fact="at")
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)

    ada.post(PATH, data=form_values(shown))

    assert cited_facts(engine) == []


def test_undoing_the_change_brings_the_citation_back(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, AMOUNT), 422)
    ada.post(PATH, data=form_values(shown))

    undo = form_client.open_form(ada, "/revisions/2/undo")
    answer = ada.post("/revisions/2/undo", data=undo | {"comment": "A slip."})

    assert answer.status_code == 303
    assert cited_facts(engine) == [(None, 9)]
    assert current_facts(engine, STEP)["offered"] is None


def test_another_value_is_asked_about_anew(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)

    again = page(ada.post(PATH, data=form_values(shown) | {"5.at": "April 2026"}), 422)

    assert again.select_one("#b-5-sure-also_at_6")
    assert factory.newest_number(engine) == 1


def test_only_words_or_a_note_are_not_asked_about(ada: TestClient):
    words = {"5.at.words": "in winter", "3.note": "By sea.", "3.title": "A brigade"}

    answer = form_client.submit_form(ada, PATH, words | {"intent": "corrects"})

    assert answer.status_code == 303


def test_a_citation_that_the_form_itself_changes_is_not_asked_about(
    ada: TestClient, engine: Engine
):
    answer = form_client.submit_form(ada, PATH, LATER | {"6.fact": "at"})

    assert answer.status_code == 303
    assert cited_facts(engine) == [("at", 9)]


def test_a_passage_that_the_form_cites_anew_is_not_asked_about(ada: TestClient, engine: Engine):
    opened = form_client.open_form(ada, f"{PATH}?new=citation&under={STEP}")
    cited = part_key(opened, "citation")
    anew = {f"{cited}.fact": "at", f"{cited}.passage_id": "9"}

    answer = ada.post(PATH, data=opened | LATER | anew)

    assert answer.status_code == 303
    assert cited_facts(engine) == [("at", 9), (None, 9)]


def test_the_source_is_named_where_a_row_rests_on_several(ada: TestClient, engine: Engine):
    other = factory.record(engine, factory.Source, publisher="The Herald")
    with factory.recording(engine, factory.SYSTEM_ACCOUNT, factory.Intent.UPDATES) as edit:
        step = edit.things_of([3])[3][STEP]
        factory.add(edit, Citation, step, source_id=other.id, locator="¶10")

    shown = page(form_client.submit_form(ada, PATH, LATER), 422)

    questions = [plain_text(each.text) for each in shown.select(".doubt label")]
    assert questions == ["¶3, The Daily says so too", "¶10, The Herald says so too"]


def test_what_others_changed_meanwhile_is_not_asked_about(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    factory.revise_part(engine, 3, STEP, readiness="allocated")

    answer = ada.post(PATH, data=sent | {"3.note": "By sea.", "intent": "corrects"})

    assert answer.status_code == 303
    assert cited_facts(engine) == [(None, 9)]


def test_a_form_sent_back_to_after_it_was_saved_asks_about_what_it_changed_since(
    ada: TestClient, engine: Engine
):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)
    ada.post(PATH, data=form_values(shown))

    again = page(ada.post(PATH, data=form_values(shown) | {"5.bindingness": "floated"}), 422)

    questions = [plain_text(each.text) for each in again.select(".doubt label")]
    assert questions == ["¶3 says so too"]
    ada.post(PATH, data=form_values(again))
    assert cited_facts(engine) == []


def test_a_form_sent_back_to_brings_no_closed_citation_back(ada: TestClient, engine: Engine):
    factory.revise_part(engine, 3, ON_STEP, fact="at")
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)
    ada.post(PATH, data=form_values(shown))

    answer = ada.post(PATH, data=form_values(shown) | {"3.note": "By sea."})

    assert (answer.status_code, current_facts(engine)["note"]) == (303, "By sea.")
    assert cited_facts(engine) == []


def test_a_value_that_somebody_else_changed_alike_keeps_the_citation_that_they_kept(
    ada: TestClient, engine: Engine
):
    shown = page(form_client.submit_form(ada, PATH, LATER), 422)
    factory.revise_part(engine, 3, STEP, at={"edtf": "2026-03", "basis": "stated"})

    answer = ada.post(PATH, data=form_values(shown) | {"3.note": "By sea."})

    assert answer.status_code == 303
    assert cited_facts(engine) == [(None, 9)]
