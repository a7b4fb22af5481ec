"""The passages: who says what, and where, and what rests on it."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Check, Citation, Passage, Pledge, Source, Stance, Step
from app.queries import passages
from tests import factory
from tests.page import page, plain_text


@pytest.mark.usefixtures("seeded")
def test_passages_stand_by_source_and_place_with_what_rests_on_them(client: TestClient):
    shown = page(client.get("/passages?speaker=John+Healey"))

    rows = [plain_text(row.text) for row in shown.select("#passages tbody tr")]
    places = [int(row.split()[0].strip("¶")) for row in rows]

    assert places == sorted(places) != []
    assert all("John Healey, defence secretary, for the United Kingdom" in row for row in rows)
    assert any("a condition of" in row for row in rows)
    assert plain_text(shown.select_one("#question").text).startswith(f"Shown: {len(rows)} of ")


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("kind=condition", "a condition of"),
        ("kind=stance&speaker=Emmanuel+Macron", "Emmanuel Macron"),
        ("q=CEASEFIRE", "ceasefire"),
        ("source=10&q=colonel", "former British Army Colonel"),
    ],
)
def test_words_choose_passages(client: TestClient, query: str, some: str):
    rows = page(client.get(f"/passages?{query}")).select("#passages tbody tr")
    every = page(client.get("/passages")).select("#passages tbody tr")

    assert 0 < len(rows) < len(every)
    assert any(some in plain_text(row.text) for row in rows)


def test_where_nothing_fits_the_words_can_be_taken_back(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    nothing = page(client.get("/passages?speaker=Nobody")).select_one("#nothing")

    assert plain_text(nothing.text).startswith("Nothing matches. Remove speaker: Nobody")
    assert nothing.select_one("a")["href"] == "/passages"


def test_before_the_first_edit_there_are_none(client: TestClient):
    assert "No passage is on record" in plain_text(page(client.get("/passages")).text)


def test_a_kind_that_nothing_rests_on_is_refused(client: TestClient):
    assert "Choose of: actor, " in plain_text(page(client.get("/passages?kind=source"), 422).text)


@pytest.mark.both
def test_a_hundred_stand_on_a_page(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(passages, "PAGE", 2)
    factory.record_estonia(engine)
    for locator in ("¶4", "¶5"):
        factory.record(engine, Passage, factory.entity(engine, 2), locator=locator)

    pages = [page(client.get(f"/passages?page={number}")) for number in (1, 2)]
    found = [[row["id"] for row in each.select("#passages tbody tr")] for each in pages]

    assert len(found[0]) == 2
    assert found[1]
    assert set(found[0]).isdisjoint(found[1])
    assert "Page 1 of" in plain_text(pages[0].select_one(".pager").text)


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_a_passage_leads_to_all_of_its_speaker(client: TestClient):
    [first, *_] = page(client.get("/passages?speaker=John+Healey")).select("#passages th a")

    [way] = page(client.get(first["href"])).select("a[href^='/passages?speaker=']")

    assert way.text == "Every passage of John Healey"
    assert page(client.get(way["href"])).select(f"#passage-{first['href'].split('/')[-1]}")


def test_a_passage_tells_what_it_says_and_all_that_rests_on_it(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    shown = page(client.get("/passages/9"))

    told = plain_text(shown.text)
    for words in ("¶3", "The Daily", "Mari Maa", "Estonia", "a company will go", "probably true"):
        assert words in told
    assert [row["id"] for row in shown.select("#rests > div")] == [
        "citation-4",
        "citation-6",
        "citation-8",
    ]


@pytest.mark.usefixtures("seeded")
def test_a_passage_says_in_words_that_money_may_come_once_or_repeatedly(client: TestClient):
    money = page(client.get("/passages?q=being+got+ready+to+pay")).select_one("#passages th a")

    text = plain_text(page(client.get(money["href"])).select_one("#rests").text)

    assert "more than £100 million" in text
    assert "once or repeatedly: not stated" in text
    assert "per:" not in text


def test_a_passage_on_which_nothing_rests_says_so(client: TestClient, engine: Engine):
    source = factory.record(engine, Source)
    factory.record(engine, Passage, source, quote="We go.", gist=None, credibility=None)

    shown = plain_text(page(client.get("/passages/2")).text)

    for words in (
        "no entry cites it",
        "We go.",
        "not graded",
        "no words of our own",
        "nobody named",
    ):
        assert words in shown


def test_words_put_together_by_a_form_are_marked(client: TestClient, engine: Engine):
    source = factory.record(engine, Source)
    factory.record(engine, Passage, source, quote="We go.", drafted=True)

    assert "drafted" in page(client.get("/passages/2")).select_one("#gist").text
    assert "drafted" in page(client.get("/passages")).select_one("#passage-2").text


def test_drafted_words_are_marked_behind_a_mark_and_in_a_list(ada: TestClient, engine: Engine):
    factory.revise_part(engine, 2, 9, quote="We go.", drafted=True)

    mark = page(ada.get("/pledges/3")).select_one("#bindingness .mark")
    option = page(ada.get("/pledges/3/edit")).select_one("option[value='9']")

    assert mark["title"].endswith("a company will go. (drafted)")
    assert option.text.strip().endswith("(drafted)")


def test_one_passage_may_be_the_own_word_of_several(client: TestClient, engine: Engine):
    one, other = (factory.record(engine, Actor, code=code, name=code) for code in ("ee", "lv"))
    source = factory.record(engine, Source)
    said = factory.record(engine, Passage, source, on_behalf=[other.id, one.id])
    for actor in (one, other):
        stance = factory.record(engine, Stance, actor_id=actor.id)
        factory.record(engine, Citation, stance, passage_id=said.id)

    for code in ("ee", "lv"):
        assert "speaking for itself" in plain_text(page(client.get(f"/countries/{code}")).text)
    assert "ee and lv" in plain_text(page(client.get(f"/passages/{said.id}")).text)


def test_each_for_itself_is_the_own_word_of_whoever_it_is_cited_for(
    client: TestClient, engine: Engine
):
    actor, source = factory.record(engine, Actor), factory.record(engine, Source)
    said = factory.record(engine, Passage, source, each=True)
    pledge = factory.record(engine, Pledge, actor_id=actor.id)
    step = factory.record(engine, Step, pledge)
    factory.record(engine, Citation, step, passage_id=said.id)

    row = client.get(f"/pledges/{pledge.id}.json").json()["row"]

    assert row["computed"]["attribution"] == "own"
    assert "Each for itself" in plain_text(page(client.get(f"/passages/{said.id}")).text)


def test_marks_name_their_source_where_the_page_rests_on_several(
    client: TestClient, engine: Engine
):
    [pledge] = factory.record_estonia(engine)
    before = page(client.get("/pledges/3")).select_one("#bindingness .mark").text
    other = factory.record(engine, Source, publisher="The Gazette")
    factory.record(engine, Citation, pledge, source_id=other.id, fact="place", locator="p. 4")

    after = page(client.get("/pledges/3")).select_one("#bindingness .mark").text

    assert (before, after) == ("¶3", "¶3, The Daily")


def test_a_source_is_read_in_the_order_of_its_places_or_of_what_is_cited_most(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    source = factory.entity(engine, 2)
    for locator in ("¶2", "¶10"):
        factory.record(engine, Passage, source, locator=locator)

    orders = [
        [row["id"] for row in page(client.get(f"/sources/2{query}")).select(".in-order > div")]
        for query in ("", "?sort=cited")
    ]

    assert orders == [
        ["passage-10", "passage-9", "passage-11"],
        ["passage-9", "passage-10", "passage-11"],
    ]
    assert "is no order" in plain_text(page(client.get("/sources/2?sort=best"), 422).text)


def test_a_retracted_passage_is_gone_and_says_what_it_said(client: TestClient, engine: Engine):
    source = factory.record(engine, Source)
    actor = factory.record(engine, Actor)
    passage = factory.record(engine, Passage, source, on_behalf=[actor.id])
    factory.retract(engine, passage)

    shown = plain_text(page(client.get("/passages/3"), 410).text)

    assert "Passage 3 “¶3” was retracted" in shown
    assert "Estonia" in shown
    assert page(client.get("/passages/4"), 404)


def test_the_form_of_a_passage_that_is_not_there_is_not_found(ada: TestClient):
    assert ada.get("/passages/999/edit").status_code == 404


def test_what_rests_on_a_passage_is_told_in_the_words_and_dates_of_pages(
    client: TestClient, engine: Engine
):
    [pledge] = factory.record_estonia(engine)
    step = factory.record(engine, Step, pledge, bindingness=None, readiness="unspecified")
    check = factory.record(engine, Check, actor_id=1, checked_on="2026-05-01")
    for row in (step, check):
        factory.record(engine, Citation, row, passage_id=9)

    told = plain_text(page(client.get("/passages/9")).select_one("#rests").text)

    assert "How ready no size, type or amount given" in told
    assert "Looked on 1 May 2026" in told
    assert "2026-05-01" not in told
