"""What an actor's page shows beside its pledges."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Citation,
    Event,
    Membership,
    Pledge,
    Source,
    Stance,
)
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def find_section(client: TestClient, path: str, name: str) -> Element | None:
    return page(client.get(path)).select_one(f"#{name}")


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
def test_washington_s_position_is_told_as_it_moved(client: TestClient):
    told = plain_text(find_section(client, "/countries/us", "stances").text)

    assert "Taking part in planning" in told
    assert "declines own part → undecided" in told
    assert "Before, declines own part:" in told


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_what_is_required_of_a_country_stands_apart_from_what_it_offers(client: TestClient):
    shown = page(client.get("/countries/us"))

    told = plain_text(shown.select_one("#assessments").text)
    assert "requirement: air defence" in told
    assert "None of this is an offer." in told
    assert "air defence" not in plain_text(shown.select_one("#own").text)


@pytest.mark.usefixtures("seeded")
def test_türkiye_s_own_words_name_no_domain(client: TestClient):
    shown = page(client.get("/countries/tr"))

    told = plain_text(shown.select_one("#stances").text)
    assert "supports if" in told
    assert "Before the commitment" in told
    line = plain_text(shown.select_one(".line").text)
    assert line.endswith("a part of its own, form not stated.")


@pytest.mark.usefixtures("seeded")
def test_positions_of_several_dates_are_told_the_newest_first(client: TestClient):
    line = plain_text(page(client.get("/countries/us")).select_one(".line").text)

    assert "it is undecided on the force as such (20 Nov – 8 Dec 2025); " in line
    assert line.endswith("opposes others' forces in Ukraine (c. 20 Nov 2025).")


@pytest.mark.usefixtures("seeded")
def test_a_voice_that_only_the_source_tells_of_is_said_to_be_so(client: TestClient):
    told = plain_text(find_section(client, "/countries/us", "stances").text)

    assert "declines own part speaking for itself, as The Independent tells it, by" in told


@pytest.mark.usefixtures("seeded")
def test_a_position_with_limits_only_is_said_to_wait_for_nothing(client: TestClient):
    told = plain_text(find_section(client, "/countries/fr", "stances").text)

    assert told.count("limits only, waits for nothing on record") == 1
    assert "Limit: not at once" in told


@pytest.mark.usefixtures("seeded")
def test_the_events_a_country_took_part_in_are_listed(client: TestClient):
    told = plain_text(find_section(client, "/countries/us", "events").text)

    assert "Virtual meeting" in told
    assert "the United States took part" in told


@pytest.mark.usefixtures("seeded")
def test_who_has_stated_nothing_is_said_to_have(client: TestClient):
    told = plain_text(find_section(client, "/countries/pl", "stances").text)

    assert "No position is on record: neither for nor against." in told


@pytest.mark.usefixtures("seeded")
def test_every_mark_of_the_page_has_its_passage(client: TestClient):
    shown = page(client.get("/countries/gb"))

    notes = {note["id"] for note in shown.select("aside.passage")}
    marks = {mark["href"].removeprefix("#") for mark in shown.select("main a[href^='#c-']")}
    assert marks <= notes
    assert len(marks) > 5


@pytest.mark.usefixtures("seeded")
def test_what_bears_on_each_other_is_told_on_the_page_of_the_country(client: TestClient):
    shown = page(client.get("/countries/us")).select_one("#links")

    assert "Two contradict each other: Washington kept out of the" in plain_text(shown.text)
    assert shown.select_one("a[href^='/links/']")
    assert find_section(client, "/countries/gb", "links") is None


@pytest.fixture
def joined(engine: Engine) -> None:
    """Estonia, since May 2025 a member of a group that offers a brigade; Latvia is no member."""
    factory.record_estonia(engine)
    group = factory.record(engine, Actor, code="nordic", name="The Nordics", kind="group")
    began = {"edtf": "2025-05", "basis": "stated"}
    factory.record(engine, Membership, group, member_id=1, began=began)
    factory.record(engine, Pledge, actor_id=group.id, title="A brigade of several")
    factory.record(engine, Actor, code="lv", name="Latvia")


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.usefixtures("joined")
@pytest.mark.measured
def test_a_joint_offer_is_told_on_the_page_of_each_member_and_counted_for_none(client: TestClient):
    told = plain_text(find_section(client, "/countries/ee", "joint").text)

    assert "The Nordics, member, since May 2025" in told
    assert "A brigade of several" in told
    assert find_section(client, "/countries/lv", "joint") is None
    assert "A brigade of several" not in plain_text(
        find_section(client, "/countries/ee", "own").text
    )


@pytest.mark.both
@pytest.mark.usefixtures("joined")
def test_a_group_names_its_members(client: TestClient):
    told = plain_text(find_section(client, "/groups/nordic", "members").text)

    assert "Estonia, member, since May 2025" in told


@pytest.mark.usefixtures("joined")
def test_a_group_without_members_says_that_none_is_on_record(client: TestClient, engine: Engine):
    factory.record(engine, Actor, code="others", name="Others", kind="group")

    told = plain_text(find_section(client, "/groups/others", "members").text)

    assert "No member is on record by name." in told


@pytest.mark.usefixtures("joined")
def test_a_group_is_no_it_and_no_heading_claims_an_offer(client: TestClient):
    paths = ("/countries/ee", "/groups/nordic")
    headings = [[h2.text for h2 in page(client.get(path)).select("main h2")] for path in paths]

    assert [each[0] for each in headings] == ["What it says itself", "What the group says itself"]
    assert [h2 for h2 in headings[1] if "it" in h2.split()] == []


@pytest.mark.slow
def test_what_is_not_there_yet_on_the_day_is_left_out(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    day = {"edtf": "2026-05-20", "basis": "stated"}
    factory.record(engine, Stance, actor_id=1, gist="It is for it.", at=day)
    factory.record(engine, Assessment, about_actor_id=1, gist="It should pay.", at=day)
    event = factory.record(engine, Event, title="A fair", at=day)
    factory.record(engine, Attendance, event, actor_id=1)

    before, after = (
        plain_text(page(client.get(f"/countries/ee?on=2026-05-{on}")).select_one("main").text)
        for on in (19, 20)
    )

    for words_of_it in ("It is for it.", "It should pay.", "A fair"):
        assert words_of_it not in before
        assert words_of_it in after


def test_a_country_with_nothing_recorded_says_what_has_not_been_looked_at(client: TestClient):
    told = plain_text(page(client.get("/countries/is")).select_one("main").text)

    assert told.count("?not looked at") == 5


@pytest.mark.usefixtures("seeded")
def test_positions_that_come_later_are_said_to(client: TestClient):
    told = plain_text(find_section(client, "/countries/gb?on=2025-11-20", "stances").text)

    assert "No position is on record by this day, but 3 later: neither" in told


@pytest.mark.usefixtures("seeded")
def test_whose_words_a_position_rests_on_is_told(client: TestClient):
    told = plain_text(find_section(client, "/countries/gb", "stances").text)

    assert "supports if speaking for itself" in told
    assert "leads said by others" in told


@pytest.mark.usefixtures("seeded")
def test_what_only_others_speak_of_is_not_known_from_itself(client: TestClient):
    told = plain_text(find_section(client, "/countries/tr", "unknown").text)

    assert "At sea: only others speak of it; it is not on record itself." in told


def test_who_offers_nothing_and_declines_is_not_said_to_have_nothing_on_record(
    client: TestClient, engine: Engine
):
    factory.record(engine, Actor)
    source = factory.record(engine, Source)
    declines = {"proposition": "own troops in Ukraine", "position": "declines own part"}
    stance = factory.record(engine, Stance, actor_id=1, **declines)
    factory.record(engine, Citation, stance, source_id=source.id)

    shown = page(client.get("/countries/ee"))

    assert plain_text(shown.select_one(".line").text) == (
        "No pledge is on record, and nobody has looked for one. "
        "As recorded, it declines troops of its own in Ukraine."
    )
    facts = plain_text(shown.select_one(".facts").text)
    assert "The Daily, a source graded B" in facts
    assert "Evidence" in facts
