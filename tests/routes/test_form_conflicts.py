"""Two who change the same thing: what merges, what is asked, and that nothing is lost."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory, form_client
from tests.page import page, plain_text
from tests.routes.pledge_form import (
    CONDITION,
    ON_STEP,
    PATH,
    PLEDGE,
    STEP,
    current_facts,
    edit_meanwhile,
    post,
    send_again,
)


@pytest.mark.both
def test_edits_of_different_facts_both_land(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p3={"note": "By sea."}, p7={"words": "if all agree"})

    answer = post(ada, sent, **{"3.title": "A brigade", "5.readiness": "allocated"})

    assert answer.status_code == 303
    assert (current_facts(engine)["title"], current_facts(engine)["note"]) == (
        "A brigade",
        "By sea.",
    )
    assert current_facts(engine, STEP)["readiness"] == "allocated"
    assert current_facts(engine, CONDITION)["words"] == "if all agree"


def test_who_changed_it_in_another_window_is_told_so(ada: TestClient):
    sent = form_client.open_form(ada, PATH)
    post(ada, sent, **{"3.title": "A squad"})

    shown = page(post(ada, sent | {"submission": "another"}, **{"3.title": "A brigade"}), 409)

    told = plain_text(shown.select_one("#conflict").text)
    assert told.startswith("You saved a change of this in another window while you were at it")
    assert "Both windows changed this." in told
    choice = plain_text(shown.select_one("#conflict-3-title").text)
    assert "Keep what you saved in the other window A squad" in choice
    assert "Take what stands below A brigade" in choice


@pytest.mark.slow
@pytest.mark.parametrize(("chosen", "title"), [("theirs", "A squad"), ("mine", "A brigade")])
def test_edits_of_the_same_fact_are_asked_about(
    ada: TestClient, engine: Engine, chosen: str, title: str
):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p3={"title": "A squad", "note": "By sea."})

    shown = page(post(ada, sent, **{"3.title": "A brigade", "3.due": "May 2027"}), 409)
    told = plain_text(shown.select_one("#conflict-3-title").text)
    assert "As it was Company 0 Keep what register saved A squad" in told
    assert "Take yours, as it stands below A brigade" in told
    assert "saved a change of this while you were at it, in r2" in plain_text(shown.text)
    assert factory.newest_number(engine) == 2

    shown = page(send_again(ada, shown), 422)
    assert shown.select_one('.errors a[href="#b-3-title"]')
    assert shown.select_one("#conflict-3-title")

    assert send_again(ada, shown, {"choose:3.title": chosen}).status_code == 303
    told = {name: current_facts(engine)[name] for name in ("title", "note")}
    assert told == {"title": title, "note": "By sea."}
    assert str(current_facts(engine)["due"]) == "May 2027"


@pytest.mark.slow
def test_a_figure_whose_evidence_others_changed_is_sent_again(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p6={"note": "Nobody will go."}, p3={"note": "By sea."})

    shown = page(post(ada, sent, **{"5.offered": "500 troops"}), 409)
    assert "The evidence for this was changed" in shown.select_one("#part-5 .error").text
    assert form_client.form_values(shown)["6.note"] == "Nobody will go."

    assert send_again(ada, shown).status_code == 303
    assert str(current_facts(engine, STEP)["offered"]) == "500 troops"
    assert current_facts(engine, ON_STEP)["note"] == "Nobody will go."
    assert current_facts(engine)["note"] == "By sea."


@pytest.mark.slow
@pytest.mark.measured
def test_new_evidence_for_what_others_changed_keeps_all_they_did(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, f"{PATH}?new=citation&under=5&intent=updates")
    new = form_client.part_key(sent, "passage")
    edit_meanwhile(engine, p5={"bindingness": "formal"}, p3={"title": "A squad"})

    typed = {f"{new}.locator": "¶9", f"{new}.gist": "He said it again.", "3.note": "By sea."}
    shown = page(post(ada, sent, **typed), 409)
    assert form_client.form_values(shown)["3.title"] == "A squad"

    assert send_again(ada, shown).status_code == 303
    assert (current_facts(engine)["title"], current_facts(engine)["note"]) == ("A squad", "By sea.")
    assert current_facts(engine, STEP)["bindingness"] == "formal"
    [said, cited] = [current_facts(engine, number) for number in (10, 11)]
    assert (cited["passage_id"], said["gist"]) == (10, "He said it again.")


@pytest.mark.slow
def test_two_halves_that_are_right_and_do_not_fit_are_asked_about(ada: TestClient, engine: Engine):
    edit_meanwhile(engine, p3={"capability": None})
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p3={"capability": "engineers"})

    shown = page(post(ada, sent, **{"3.domain": "sea"}), 409)
    assert "engineers" in shown.select_one("#part-3 > .error").text
    assert (
        form_client.form_values(shown).items()
        >= {"3.domain": "sea", "3.capability": "engineers"}.items()
    )

    assert send_again(ada, shown, {"3.capability": "patrol"}).status_code == 303
    assert (current_facts(engine)["domain"], current_facts(engine)["capability"]) == (
        "sea",
        "patrol",
    )


@pytest.mark.slow
def test_a_part_that_others_took_out_comes_back_as_new(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, STEP)

    shown = page(post(ada, sent, **{"5.bindingness": "authorised"}), 409)
    new = form_client.part_key(form_client.form_values(shown), "step")
    assert "Saving adds it anew" in shown.select_one(f"#part-{new} > .error").text

    assert send_again(ada, shown).status_code == 303
    assert (current_facts(engine, STEP), current_facts(engine, 10)["bindingness"]) == (
        {},
        "authorised",
    )
    assert current_facts(engine, 11)["passage_id"] == 9


def test_a_part_that_others_took_out_stays_out_if_i_left_it_as_it_was(
    ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, STEP, CONDITION, p3={"title": "A squad"})

    shown = page(post(ada, sent, **{"3.title": "A brigade", "7:gone": "on"}), 409)
    assert send_again(ada, shown, {"choose:3.title": "mine"}).status_code == 303

    assert current_facts(engine)["title"] == "A brigade"
    assert (
        current_facts(engine, STEP),
        current_facts(engine, ON_STEP),
        current_facts(engine, CONDITION),
    ) == ({}, {}, {})


@pytest.mark.slow
def test_a_part_i_take_out_that_others_changed_is_asked_about(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p5={"bindingness": "formal"}, p3={"note": "By sea."})

    shown = page(post(ada, sent, **{"5:gone": "on", "3.title": "A brigade"}), 409)
    assert "Still take it out?" in shown.select_one("#part-5 > .error").text
    assert form_client.form_values(shown)["5.bindingness"] == "formal"

    assert send_again(ada, shown).status_code == 303
    assert (current_facts(engine, STEP), current_facts(engine, ON_STEP)) == ({}, {})
    assert (current_facts(engine)["title"], current_facts(engine)["note"]) == (
        "A brigade",
        "By sea.",
    )


def test_what_both_take_out_goes_without_a_word(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, STEP)

    assert post(ada, sent, **{"5:gone": "on", "3.title": "A brigade"}).status_code == 303
    assert (current_facts(engine, STEP), current_facts(engine)["title"]) == ({}, "A brigade")


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.parametrize("typed", [{"3.title": "A brigade"}, {"5.readiness": "allocated"}, {}])
def test_a_thing_that_was_retracted_meanwhile_keeps_what_was_typed(
    ada: TestClient, engine: Engine, typed: dict[str, str]
):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, PLEDGE)

    shown = page(post(ada, sent, **typed), 409)

    assert "Somebody retracted this meanwhile" in shown.select_one(".errors").text
    assert form_client.form_values(shown).items() >= (sent | typed).items() - {("intent", "")}
    assert factory.newest_number(engine) == 2
    factory.restore(engine, PLEDGE)
    assert send_again(ada, shown).status_code == 303


@pytest.mark.slow
def test_who_was_named_for_the_first_time_is_still_named_after_a_dispute(
    ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p3={"title": "A squad"})

    typed = {"3.title": "A brigade", "3.actor_id": "Finland", "7.actor_id": "fi"}
    shown = page(post(ada, sent, **typed), 409)
    assert form_client.form_values(shown)["3.actor_id"] == "Finland"
    assert form_client.form_values(shown)["7.actor_id"] == "Finland"

    assert send_again(ada, shown, {"choose:3.title": "mine"}).status_code == 303
    assert current_facts(engine, current_facts(engine)["actor_id"])["code"] == "fi"


def test_a_new_thing_that_cites_what_changed_meanwhile_is_asked_again_and_then_saved(
    ada: TestClient, engine: Engine
):
    path = "/stances/new?actor=ee"
    typed = {"n0.proposition": "own money", "n0.position": "supports", "n0.gist": "It pays."}
    sent = form_client.open_form(ada, path) | typed | {"n1.passage_id": "9"}
    factory.revise_part(engine, 2, 9, gist="Nobody will go.")

    shown = page(ada.post("/stances/new", data=sent), 409)
    again = ada.post("/stances/new", data=form_client.form_values(shown))

    assert "evidence for this was changed" in plain_text(shown.select_one("#conflict").text)
    assert "Nobody will go." in plain_text(shown.text)
    assert again.status_code == 303


def test_a_passage_and_a_figure_changed_apart_are_asked_about_on_the_form_of_the_source(
    ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, "/sources/2/edit?passage=9")
    factory.revise_part(engine, 3, STEP, bindingness="formal")

    typed = {"9.gist": "Nobody will go.", "intent": "corrects"}
    shown = page(ada.post("/sources/2/edit?passage=9", data=sent | typed), 409)

    assert "evidence" in plain_text(shown.select_one("#part-9 .error").text)
    assert form_client.form_values(shown)["9.gist"] == "Nobody will go."
