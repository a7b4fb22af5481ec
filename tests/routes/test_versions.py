"""Histories: two versions side by side, and the ways to each of them."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Citation, Entity, Intent, Step
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.accounts import signed_in_browser
from tests.page import page, plain_text


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1: pledge 3 with parts 4 to 8; r2 renames it, r3 adds a step, r4 renames it again, r5 and
    r6 retract it and bring it back."""
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")
    factory.record(engine, Step, pledge, delivery="partial")
    factory.revise(engine, pledge, title="Three companies")
    factory.retract(engine, pledge)
    factory.restore(engine, pledge.id)


def differences(client: TestClient, query: str, path: str = "/pledges/3") -> list[str]:
    """What differs, in words."""
    shown = page(client.get(f"{path}/history?{query}"))
    return [plain_text(article.text) for article in shown.select("#compared article")]


def test_two_versions_are_compared_with_all_parts(client: TestClient):
    told = differences(client, "from=r1&to=r4")

    assert told[0] == (
        "Pledge 3 “Three companies” changed What is pledged Company 0 → Three companies"
    )
    assert told[1].startswith("Step 10 “declared, partial, 1 Feb 2026” added · part of pledge 3")
    assert len(told) == 2


@pytest.mark.parametrize(
    ("query", "heading", "differ"),
    [
        ("to=r2", "From r1 to r2", 1),
        ("to=R1", "From r0 to r1", 6),
        ("from=r1", "From r1 to r6", 2),
        ("from=r4&to=r1", "From r1 to r4", 2),
        ("from=r4&to=r6", "From r4 to r6", 0),
        ("to=r3&as_of=r3", "From r2 to r3", 1),
        ("from=r3&to=r5", "From r3 to r5", 7),
    ],
)
@pytest.mark.covered
def test_the_version_before_is_taken_where_one_is_left_out(
    client: TestClient, query: str, heading: str, differ: int
):
    shown = page(client.get(f"/pledges/3/history?{query}"))

    assert shown.select_one("#compared h2").text == heading
    assert len(shown.select("#compared article")) == differ
    chosen = [option["value"] for option in shown.select("#versions option[selected]")]
    assert chosen == [heading.split()[1], heading.split()[3]]


def test_unasked_the_newest_two_stand_ready(client: TestClient):
    shown = page(client.get("/pledges/3/history"))

    assert [option["value"] for option in shown.select("#versions option[selected]")] == [
        "r5",
        "r6",
    ]
    assert not shown.select("#compared")


@pytest.mark.parametrize("query", ["from=r9", "to=soon", "to=r0", "to=r4&as_of=r3"])
def test_a_version_that_there_is_not_says_which_there_are(client: TestClient, query: str):
    shown = page(client.get(f"/pledges/3/history?{query}"), 422)

    assert "r3, r2, r1" in shown.text


@pytest.mark.slow
def test_a_history_of_something_else_knows_only_what_touched_it(client: TestClient):
    assert "Choose of: r1, r0." in page(client.get("/sources/2/history?from=r2"), 422).text
    assert "Choose of: r1, r0." in page(client.get("/passages/9/history?from=r2"), 422).text
    assert differences(client, "from=r0&to=r1", "/passages/9")[0].startswith("Passage 9 “¶3, Mari")
    assert len(differences(client, "from=r0&to=r1", "/passages/9")) == 1
    assert len(differences(client, "from=r0&to=r1", "/sources/2")) == 2
    assert len(differences(client, "from=r1&to=r4", "/countries/ee")) == 2


def test_each_version_leads_to_the_thing_as_of_it(client: TestClient):
    shown = page(client.get("/pledges/3/history?on=2026-05-05"))

    for number in (1, 2, 3, 4, 6):
        way = f"#r{number} a[href='/pledges/3?as_of=r{number}&on=2026-05-05']"
        assert shown.select_one(way).text == f"The thing as of r{number}"
    assert not shown.select("#r5 a[href*=as_of]")
    before = shown.select_one("#r2 a[href*=compared]")["href"]
    assert before == "/pledges/3/history?on=2026-05-05&to=r2#compared"


@pytest.mark.slow
@pytest.mark.measured
def test_editors_are_offered_to_go_back_to_any_version(app: FastAPI, client: TestClient):
    shown = page(signed_in_browser(app).get("/pledges/3/history"))

    ways = [a["href"] for a in shown.select("main a[href*=revert]")]
    assert ways == [f"/pledges/3/revert?to=r{n}" for n in (4, 3, 2, 1)]
    assert not page(client.get("/pledges/3/history")).select("main a[href*=revert]")
    assert not page(signed_in_browser(app, handle="Bo").get("/sources/2/history")).select(
        "a[href*=revert]"
    )


def test_of_an_actor_only_its_own_versions_are_gone_back_to(app: FastAPI, engine: Engine):
    factory.record(engine, Citation, entity(engine, 1), source_id=2)

    shown = page(signed_in_browser(app).get("/countries/ee/history"))

    ways = [a["href"] for a in shown.select("main a[href*=revert]")]
    assert ways == ["/countries/ee/revert?to=r1"]


def entity(engine: Engine, number: int) -> Entity:
    with reading_session(engine) as session:
        return lookups.entities_by_id(session, [number])[number]


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 20, 120])
def test_a_comparison_takes_one_statement_more_however_much_differs(
    client: TestClient, engine: Engine, statements: list[str], rows: int
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for _ in range(rows):
            factory.add(edit, Step, entity(engine, 3), delivery="partial")
    counts = []
    for query in ("", "?from=r1"):
        statements.clear()
        page(client.get(f"/pledges/3/history{query}"))
        counts.append(len(statements))

    assert counts == [8, 9]
