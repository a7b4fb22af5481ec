"""The pages of stances, assessments, events, circumstances, checks and links."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import (
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Source,
    Stance,
)
from app.spine.versioned import Entity
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text

KINDS = (Stance, Assessment, Event, Circumstance, Check, Link)
DAY = {"edtf": "2026-05-10", "basis": "stated"}


def open_entry(client: TestClient, listed: str, text: str) -> Element:
    """The main part of the page that a list leads to from the row that says something."""
    rows = page(client.get(listed)).select("main tr[id], main li[id], main dd[id]")
    [row] = [row for row in rows if text in plain_text(row.text)]
    return page(client.get(row.select_one("a[href*='/']")["href"])).select_one("main")


def words_of(shown: Element, selector: str) -> str:
    """The words of a part of a page."""
    return plain_text(shown.select_one(selector).text)


def one_of_each(engine: Engine) -> dict[type, Entity]:
    """r1: Estonia; r2 and on: one of each kind."""
    factory.record_estonia(engine)
    own = {Stance: {"actor_id": 1}, Check: {"actor_id": 1}, Link: {"from_id": 1, "to_id": 3}}
    return {kind: factory.record(engine, kind, **own.get(kind, {})) for kind in KINDS}


@pytest.mark.usefixtures("seeded")
def test_a_stance_says_where_it_stands_and_what_that_hangs_on(client: TestClient):
    shown = open_entry(client, "/stances", "United Kingdom: own troops in Ukraine")

    assert plain_text(shown.h1.text) == "United Kingdom: own troops in Ukraine, supports if"
    assert words_of(shown, "#gist").startswith("Will put troops on Ukrainian soil")
    assert "before the deployment" in words_of(shown, "#conditions")
    assert "On 22 Nov 2026: unmet (it does not hold)" in words_of(shown, "#conditions")
    assert shown.select_one("#conditions a[href='/circumstances?kind=ceasefire']")
    assert "Inferred from elsewhere" in words_of(shown, "#fact-at")
    assert (len(shown.select("aside.passage")), len(shown.select("#citations tbody tr"))) == (2, 3)


@pytest.mark.usefixtures("seeded")
def test_a_limit_of_a_stance_is_never_evaluated(client: TestClient):
    shown = open_entry(client, "/stances", "France: own troops in Ukraine")

    assert plain_text(shown.h1.text) == "France: own troops in Ukraine, supports if"
    assert "A limit: nothing waits for it" in words_of(shown, "#conditions")


@pytest.mark.usefixtures("seeded")
def test_a_position_that_moved_is_shown_in_its_order(client: TestClient):
    shown = open_entry(client, "/stances?position=undecided", "taking part in planning")

    moves = [plain_text(li.text) for li in shown.select("#sequence li")]

    assert moves[0].startswith("▽ declines own part · by Oct 2025")
    assert moves[1].startswith("◇ undecided (this page) · c. Nov 2025")


@pytest.mark.usefixtures("seeded")
def test_an_assessment_keeps_its_range_and_the_words_of_its_date(client: TestClient):
    shown = open_entry(client, "/assessments", "20,000 to 100,000")

    assert plain_text(shown.h1.text) == "Estimate by unnamed analysts: 20,000 to 100,000 troops"
    assert "As stated: “20,000 to 100,000”" in words_of(shown, "#fact-quantity")
    assert "As stated: “earlier in the year”" in words_of(shown, "#fact-at")
    assert "not stated" in words_of(shown, "#fact-capability")
    told = [plain_text(li.text) for li in shown.select("#ties li")]
    assert told[0].startswith("Unclear how this goes with the pledge A small number of troops")
    assert told[1].startswith("Unclear how this goes with the assessment Troops in the thousands")


@pytest.mark.usefixtures("seeded")
def test_an_event_says_who_was_there(client: TestClient):
    shown = open_entry(client, "/events", "Talks of the United States and Ukraine")

    assert plain_text(shown.h1.text) == "Talks of the United States and Ukraine in Geneva"
    assert words_of(shown, "#gist").startswith(
        "Talks, probably 23 November 2025, Geneva: United States, Ukraine."
    )
    assert words_of(shown, "#fact-place dd").startswith("Geneva")
    assert [a.text for a in shown.select("#attendance dt a")] == ["United States", "Ukraine"]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("listed", "row", "called"),
    [
        ("/circumstances", "the fighting has stopped", "Ceasefire: unmet"),
        ("/checks", "United Kingdom: sea", "United Kingdom, at sea: nothing found"),
        ("/checks", "Türkiye: sea", "Türkiye, at sea: something new"),
    ],
)
def test_a_circumstance_and_a_check_say_what_is_so(
    client: TestClient, listed: str, row: str, called: str
):
    assert plain_text(open_entry(client, listed, row).h1.text) == called


@pytest.mark.parametrize("kind", KINDS)
def test_what_never_was_is_not_found(client: TestClient, kind: type):
    for address in (f"/{kind.noun()}s/99", f"/{kind.noun()}s/007", f"/{kind.noun()}s/99/history"):
        page(client.get(address), 404)


@pytest.mark.slow
@pytest.mark.both
def test_each_kind_has_a_page_and_a_history_and_was_not_there_before(
    client: TestClient, engine: Engine
):
    for number, (kind, entity) in enumerate(one_of_each(engine).items(), 2):
        path = f"/{kind.noun()}s/{entity.id}"

        assert page(client.get(path)).select_one(f".facts a[href='/revisions/{number}']")
        before = page(client.get(f"{path}?as_of=r1"), 404)
        assert f"This {kind.noun()} was first recorded in r{number}" in before.text
        shown = page(client.get(f"{path}/history"))
        assert plain_text(shown.h1.text).startswith(f"History of {kind.noun()} {entity.id}")


@pytest.mark.both
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_retracted_is_gone_and_keeps_its_history(
    client: TestClient, engine: Engine, kind: type
):
    entity = one_of_each(engine)[kind]
    path = f"/{kind.noun()}s/{entity.id}"
    factory.retract(engine, entity, "Never so.")

    assert "Never so." in page(client.get(path), 410).text
    assert page(client.get(f"{path}/history")).select_one("#r8")
    page(client.get(f"{path}?as_of=r7"))


@pytest.mark.parametrize(
    ("edtf", "on", "told"),
    [
        ("2026-05-10", "2026-05-09", "Not there yet on 9 May 2026"),
        ("[2026-05-01..2026-05-10]", "2026-05-09", "Possibly there by 9 May 2026"),
    ],
)
def test_a_day_before_its_own_says_so(
    client: TestClient, engine: Engine, edtf: str, on: str, told: str
):
    factory.record_estonia(engine)
    event = factory.record(engine, Event, at={"edtf": edtf, "basis": "stated"})

    before = page(client.get(f"/events/{event.id}?on={on}"))

    assert told in plain_text(before.text)
    assert told not in plain_text(page(client.get(f"/events/{event.id}?on=2026-05-10")).text)


def test_what_has_no_date_is_as_old_as_its_oldest_source(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    event, other = (factory.record(engine, Event) for _ in range(2))
    old = factory.record(engine, Source, published=None)
    factory.record(engine, Citation, event, source_id=2)
    factory.record(engine, Citation, other, source_id=old.id)

    dated, undated = (page(client.get(f"/events/{e.id}")) for e in (event, other))

    assert "as old as its oldest source, 1 Mar 2026" in words_of(dated, "#fact-at")
    assert "none of its sources is dated" in words_of(undated, "#fact-at")
    assert words_of(undated, ".facts dd") == "no date"


def test_parts_are_shown_with_their_marks(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    stance = factory.record(engine, Stance, actor_id=1, at=DAY)
    first = factory.record(engine, Condition, stance, kind="ceasefire", words="once it is quiet")
    factory.record(
        engine, Condition, stance, kind="UN/OSCE mandate", alternative_to_id=first.id, words="or so"
    )
    factory.record(engine, Citation, first, source_id=2, locator="p. 7")
    factory.record(engine, Citation, stance, source_id=2, fact="position", locator="p. 8")

    shown = page(client.get(f"/stances/{stance.id}")).select_one("main")

    assert "once it is quiet" in words_of(shown, f"#condition-{first.id}")
    assert "p. 7" in words_of(shown, f"#condition-{first.id}")
    assert "or, instead of another" in words_of(shown, "#conditions")
    assert "p. 8" in words_of(shown, "#fact-position")
    assert "p. 8" not in words_of(shown, "#fact-proposition")
    cells = [plain_text(td.text) for td in shown.select("#citations td[data-label=For]")]
    assert sorted(cells) == ["its condition", "position"]


def test_nobody_recorded_is_not_nobody_there(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    event = factory.record(engine, Event)
    before = words_of(page(client.get(f"/events/{event.id}")), "#attendance")
    guest = factory.record(engine, Attendance, event, actor_id=1)
    factory.record(engine, Citation, guest, source_id=2)

    shown = page(client.get(f"/events/{event.id}"))

    assert "does not mean that nobody was there" in before
    assert "Took part" in words_of(shown, f"#attendance-{guest.id}")
    assert words_of(shown, "#citations td[data-label=For]") == "who was there"


@pytest.mark.slow
def test_what_was_typed_is_text_and_no_markup(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    stance = factory.record(engine, Stance, actor_id=1, gist="<script>1</script> & more")

    for path in (f"/stances/{stance.id}", "/stances", "/timeline"):
        shown = page(client.get(path))
        assert "<script>1</script> & more" in shown.text
        assert "<script>1" not in client.get(path).text


@pytest.mark.parametrize("number", ["9" * 30, "02"])
def test_a_number_that_no_thing_can_have_is_no_page(client: TestClient, number: str):
    assert client.get(f"/stances/{number}").status_code == 404
