"""The log, narrowed by who edited, what was touched, why and when."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Intent, Passage, Pledge, Source, Step
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.accounts import create_account
from tests.page import page, plain_text


@pytest.fixture(autouse=True)
def edits(app: FastAPI, engine: Engine) -> None:
    """r1: Estonia and its pledge; r2: France, by Ada; r3: a step; r4: a source retracted, r5."""
    [pledge] = factory.record_estonia(engine, made_at=factory.noon(1))
    ada = create_account(app).account
    with recording(engine, ada.id, Intent.RECORDS, at=factory.noon(2)) as edit:
        france = factory.add(edit, Actor, code="fr", name="France")
        factory.add(edit, Pledge, actor_id=france.id)
    factory.record(engine, Step, pledge, made_at=factory.noon(3))
    source = factory.record(engine, Source, made_at=factory.noon(4))
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS, at=factory.noon(5)) as edit:
        edit.retract(source.id, 4)


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("?editor=Ada", [2]),
        ("?editor=ada&editor=register", [5, 4, 3, 2, 1]),
        ("?actor=ee", [3, 1]),
        ("?actor=FR", [2]),
        ("?actor=ee&actor=fr", [3, 2, 1]),
        ("?actor=de", []),
        ("?noun=source", [5, 4, 1]),
        ("?noun=step&noun=actor", [3, 2, 1]),
        ("?noun=source&actor=ee", []),
        ("?noun=step&actor=ee", [3, 1]),
        ("?intent=retracts", [5]),
        ("?intent=records&editor=register", [4, 3, 1]),
        ("?since=2026-05-03", [5, 4, 3]),
        ("?until=2026-05-03", [3, 2, 1]),
        ("?since=2026-05-02&until=2026-05-02", [2]),
        ("?since=2026-05-04&until=2026-05-02", []),
        ("?noun=source&as_of=r4", [4, 1]),
    ],
)
def test_the_log_is_narrowed_by_what_the_address_asks_for(
    client: TestClient, query: str, numbers: list[int]
):
    shown = page(client.get(f"/revisions{query}"))

    assert [li["id"] for li in shown.select(".log > li")] == [f"r{n}" for n in numbers]
    assert bool(shown.select("#nothing")) == (numbers == [])


def test_the_question_stands_in_words_above_the_log(client: TestClient):
    shown = page(client.get("/revisions?editor=Ada&since=2026-05-01&colour=red"))

    assert plain_text(shown.select_one("#question").text) == "Shown: 1 of 5 revisions"
    assert "editor Ada remove from 2026-05-01 remove" in plain_text(shown.select_one(".asked").text)
    assert "left out: colour" in plain_text(shown.select_one("#moment").text)
    assert shown.select_one("#by-since")["value"] == "2026-05-01"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("editor=Bo", "Choose of: Ada, register."),
        ("actor=xx", "Choose of: ee, fr."),
        ("noun=country", "Choose of: actor, pledge,"),
        ("intent=adds", "Choose of: records,"),
        ("since=soon", "A day, UTC, like 2026-05-01."),
        ("until=2026-02-30", "A day, UTC, like 2026-05-01."),
        ("since=2026-05-01&since=2026-05-02", "since takes one word, not 2."),
        ("page=9", "There is no page 9"),
    ],
)
def test_a_bad_word_says_what_is_accepted(client: TestClient, query: str, sentence: str):
    status = 404 if "page" in query else 422

    assert sentence in plain_text(page(client.get(f"/revisions?{query}"), status).text)


@pytest.mark.parametrize("rows", [1, 20])
def test_a_narrowed_log_takes_as_many_statements_however_much_there_is(
    client: TestClient, engine: Engine, statements: list[str], rows: int
):
    for number in range(rows):
        factory.record(engine, Pledge, actor_id=1, title=f"Company {number}")
    statements.clear()

    shown = page(client.get("/revisions?actor=ee&noun=pledge&editor=register&since=2026-01-01"))

    assert len(statements) == 8
    assert len(shown.select(".log > li")) == rows + 1


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "numbers"),
    [("?noun=passage", [7, 6, 1]), ("?actor=ee", [6, 3, 1]), ("?noun=passage&actor=fr", [])],
)
def test_a_change_of_a_passage_is_one_of_whom_it_is_cited_for(
    client: TestClient, engine: Engine, query: str, numbers: list[int]
):
    factory.revise_part(engine, 2, 9, gist="Other words.")
    factory.record(engine, Passage, factory.entity(engine, 2), locator="¶9")

    shown = page(client.get(f"/revisions{query}"))

    assert [li["id"] for li in shown.select(".log > li")] == [f"r{n}" for n in numbers]
