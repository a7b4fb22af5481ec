"""The log's neighbours: one revision, and what two of them lie apart."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Citation, Event, Intent, Passage, Source, Step
from app.queries import register_diff
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.page import page, plain_text


def redirect_of(client: TestClient, path: str) -> tuple[int, str]:
    """Where an address leads on to, and how."""
    answer = client.get(path, follow_redirects=False)
    return answer.status_code, answer.headers["Location"]


@pytest.fixture
def edits(engine: Engine) -> None:
    """r1 to r4: Estonia pledges, becomes firmer, is corrected; and there is an event."""
    [pledge] = factory.record_estonia(engine, made_at=factory.noon(1))
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, "Decided.", at=factory.noon(2)) as edit:
        at = {"edtf": "2026-04-01", "basis": "stated"}
        step = factory.add(edit, Step, pledge, bindingness="formal", at=at)
        factory.add(edit, Citation, step, source_id=2, on_behalf_id=1, speaker="Mari Maa")
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS, "Misread.", at=factory.noon(3)) as edit:
        edit.revise(pledge.id, 2, {pledge.id: {"title": "Two companies"}})
    factory.record(engine, Event, made_at=factory.noon(4))


@pytest.mark.both
@pytest.mark.usefixtures("edits")
def test_two_states_are_told_apart_in_words_by_country(client: TestClient):
    shown = page(client.get("/revisions/1..4"))

    assert shown.h1.text == "From r1 to r4"
    assert [plain_text(h2.text) for h2 in shown.select("main h2")] == [
        "Estonia",
        "About no single country or group",
    ]
    assert "3 entries differ" in shown.select_one(".line").text
    pledge = shown.select_one("#difference-3")
    assert [plain_text(li.text) for li in pledge.select(".told li")] == [
        "firmer: declared → formal r2",
        "corrected r3",
        "1 step added, 1 citation added",
    ]
    assert plain_text(pledge.select_one("dl").text) == "What is pledged Company 0 → Two companies"
    assert pledge.select_one("a[href='/pledges/3']").text == "Two companies"
    assert pledge.select_one("a[href='/revisions/2']")["title"].endswith("updates: Decided.")
    assert "A meeting of ministers" in shown.select_one("#nobody-differences").text
    assert shown.select_one("#words b").text == "1"


@pytest.mark.usefixtures("edits")
def test_both_ends_are_told_and_lead_to_the_register_as_of_them(client: TestClient):
    shown = page(client.get("/revisions/2..3?on=2026-05-05"))

    ends = plain_text(shown.select_one("#ends").text)
    assert "r2, 2 May 2026 12:00 UTC Decided." in ends.replace("UTCDecided", "UTC Decided")
    assert "5 May 2026, as the world stood" in ends
    for number in (2, 3):
        assert shown.select_one(f"main a[href='/?as_of=r{number}&on=2026-05-05']")
    assert shown.select_one("main a[href='/revisions/3..4?on=2026-05-05']")


@pytest.mark.usefixtures("edits")
def test_the_day_is_the_same_on_both_sides(client: TestClient):
    shown = page(client.get("/revisions/1..2?on=2026-03-15"))

    assert "firmer" not in shown.select_one("main").text


@pytest.mark.slow
@pytest.mark.usefixtures("edits")
def test_the_beginning_is_the_empty_register(client: TestClient):
    shown = page(client.get("/revisions/0..1"))

    assert "r0, before anything was recorded" in plain_text(shown.select_one("#ends").text)
    assert "new: Declared · waits for parliament’s approval r1" in plain_text(shown.text)


@pytest.mark.usefixtures("edits")
def test_a_revision_against_itself_has_nothing_between(client: TestClient):
    shown = page(client.get("/revisions/2..2"))

    assert "Nothing lies between: both sides are r2." in plain_text(shown.text)
    assert not shown.select("article")


def test_what_was_changed_back_does_not_differ(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")
    factory.revise(engine, pledge, title="Company 0")

    assert "Nothing differs" in page(client.get("/revisions/1..3")).select_one(".line").text


@pytest.mark.usefixtures("edits")
@pytest.mark.parametrize(
    ("asked", "status", "found"),
    [
        ("/revisions/r1..r3", 308, "/revisions/1..3"),
        ("/revisions/R1..3", 308, "/revisions/1..3"),
        ("/revisions/3..1?on=2026-05-05", 308, "/revisions/1..3?on=2026-05-05"),
        ("/revisions/2..now", 303, "/revisions/2..4"),
        ("/revisions/2..now?as_of=r3", 303, "/revisions/2..3?as_of=r3"),
        ("/revisions/now..now", 303, "/revisions/4..4"),
        ("/revisions/between?from=3&to=1", 303, "/revisions/1..3"),
        ("/revisions/between?from=2026-05-02&to=now", 303, "/revisions/2..4"),
        ("/revisions/between?from=+r2+&to=", 303, "/revisions/2..4"),
        ("/revisions/between?on=2026-05-05", 303, "/revisions/0..4?on=2026-05-05"),
        ("/revisions/between?from=2020-01-01&to=r1", 303, "/revisions/0..1"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client: TestClient, asked, status, found):
    assert redirect_of(client, asked) == (status, found)


@pytest.mark.usefixtures("edits")
@pytest.mark.parametrize(
    "path",
    [
        "/revisions/9",
        "/revisions/1..9",
        "/revisions/9..1",
        "/revisions/1..3?as_of=r2",
        "/revisions/1..x",
        "/revisions/01..2",
        "/revisions/1..9999999999",
    ],
)
def test_what_is_not_there_yet_can_not_be_compared(client: TestClient, path: str):
    page(client.get(path), 404)


@pytest.mark.usefixtures("edits")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [("from=soon", "give a revision like r12"), ("from=r1&to=r9", "There is no revision r9 yet.")],
)
def test_a_form_with_no_revision_says_what_would_be_one(client: TestClient, query, sentence):
    assert sentence in plain_text(page(client.get(f"/revisions/between?{query}"), 422).text)


@pytest.mark.both
def test_a_long_comparison_says_how_much_it_leaves_out(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(register_diff, "MAX_THINGS", 2)
    factory.record_estonia(engine, 3)

    shown = page(client.get("/revisions/0..1"))

    assert (
        "This page compares only the 2 entries recorded first; 3 more were touched."
        in plain_text(shown.select_one("#more").text)
    )


def test_a_reference_is_told_by_its_name(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    other = factory.record(engine, Passage, factory.entity(engine, 2), locator="p. 4")
    factory.revise_part(engine, pledge.id, 4, passage_id=other.id)
    factory.record(engine, Actor, code="fi", name="Finland")
    factory.revise_part(engine, 2, 9, on_behalf=[1, 11])

    shown = page(client.get("/revisions/2..5"))

    assert "Passage ¶3 → p. 4" in plain_text(shown.select_one("#difference-3").text)
    assert "Estonia → Estonia, Finland" in plain_text(shown.select_one("#difference-2").text)


@pytest.mark.usefixtures("edits")
def test_a_revision_leads_to_its_neighbours_and_to_comparisons(client: TestClient):
    shown = page(client.get("/revisions/2"))

    for path in ("/revisions/1", "/revisions/3", "/revisions/1..2", "/revisions/2..4"):
        assert shown.select_one(f"main a[href='{path}']"), path
    assert shown.select_one("main form[action='/revisions/between']")
    last = page(client.get("/revisions/4"))
    assert not last.select("main a[href='/revisions/5']")
    assert not last.select("main a[href^='/revisions/4..']")


@pytest.mark.usefixtures("edits")
def test_in_the_past_a_revision_is_compared_with_the_one_shown(client: TestClient):
    shown = page(client.get("/revisions/2?as_of=r3&on=2026-05-05"))

    ahead = "/revisions/2..3?as_of=r3&on=2026-05-05"
    assert shown.select_one(f"main a[href='{ahead}']").text == "Compare with r3"
    hidden = {e["name"]: e["value"] for e in shown.select("#compare input[type=hidden]")}
    assert hidden == {"as_of": "r3", "on": "2026-05-05"}


def test_an_empty_register_has_no_other_moment(client: TestClient):
    shown = page(client.get("/about"))

    assert [a.text for a in shown.select(".stops a")] == ["All in the log"]
    assert "Nothing lies between" in page(client.get("/revisions/0..0")).text


def test_the_log_of_one_edit_compares_it_with_nothing(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    form = page(client.get("/revisions")).select_one("#compare")

    assert [e["value"] for e in form.select("input")] == ["r0", "r1"]


def test_a_passage_that_came_or_went_is_told_by_itself_and_not_as_a_change_of_its_source(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    source = factory.entity(engine, 2)
    said = factory.record(engine, Passage, source, locator="p. 4", gist=None, quote="We go.")
    factory.record(
        engine, Passage, source, locator="p. 5", gist="They will pay.", quote="Yes.", drafted=True
    )

    shown = page(client.get("/revisions/1..3")).select_one("#difference-2")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(said.id, edit.previous)
    gone = page(client.get("/revisions/3..4")).select_one("#difference-2")

    told = plain_text(shown.select_one(".told").text)
    assert told == "Passage p. 4 added: “We go.” r2 Passage p. 5 added: They will pay. drafted r3"
    assert shown.select_one(f"a[href='/passages/{said.id}']")
    assert "Passage p. 4 retracted: “We go.” r4" in plain_text(gone.text)
    assert not gone.select("a[href^='/passages/']")


def test_of_very_many_passages_a_comparison_says_how_many_more_there_are(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.queries.register_diff.MAX_THINGS", 2)
    source = factory.record(engine, Source)
    for number in range(3):
        factory.record(engine, Passage, source, locator=f"p. {number}")

    told = plain_text(page(client.get("/revisions/1..4")).select_one(".told").text)

    assert told.count("added:") == 2
    assert told.endswith("and 1 more passages")
