"""The control by which every page is shown as of another moment."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent, Source
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text

PAGES = ["/", "/countries", "/countries/ee", "/pledges", "/sources/2", "/revisions", "/about"]


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1 to r4, each on its day of May."""
    factory.record_estonia(engine, made_at=factory.noon(1))
    for number in (2, 3, 4):
        comment = f"Comment {number}. " + "On and on. " * 20
        with recording(
            engine, SYSTEM_ACCOUNT, Intent.RECORDS, comment, at=factory.noon(number)
        ) as edit:
            factory.add(edit, Source, address=f"https://x.example/{number}")


def control(client: TestClient, path: str) -> Element:
    return page(client.get(path)).select_one("#moment")


def stops(shown: Element) -> dict[str, str]:
    """Where each of the revisions near the one shown leads, by its words."""
    return {plain_text(a.text): a["href"] for a in shown.select(".stops a")}


def test_now_the_newest_the_one_before_and_the_first_are_near(client: TestClient):
    shown = control(client, "/about")

    assert stops(shown) == {
        "Newest: r4": "/about?as_of=r4",
        "← Previous: r3": "/about?as_of=r3",
        "First: r1": "/about?as_of=r1",
        "Before r1: the empty register": "/about?as_of=r0",
        "All in the log": "/revisions",
    }
    told = plain_text(shown.select_one(".stops").text)
    assert "Newest: r4 · 4 May 2026 · Comment 4. On and on." in told
    assert "First: r1 · 1 May 2026 · From the daily." in told
    assert "On and on. " * 10 not in told
    assert "different" not in shown.text


def test_in_the_past_nothing_is_said_of_later_revisions(client: TestClient):
    shown = control(client, "/about?as_of=r3")

    assert stops(shown) == {
        "Newest: what is recorded now": "/about",
        "Next after r3 →": "/revisions/3/next?to=%2Fabout",
        "← Previous: r2": "/about?as_of=r2",
        "First: r1": "/about?as_of=r1",
        "Before r1: the empty register": "/about?as_of=r0",
        "All in the log": "/revisions?as_of=r3",
    }
    assert "Comment 2" in shown.text
    assert "Comment 4" not in shown.text
    assert "r4" not in str(shown)


@pytest.mark.parametrize(
    ("as_of", "near"),
    [
        ("r0", {"Newest: what is recorded now", "Next after r0 →", "All in the log"}),
        (
            "r1",
            {
                "Newest: what is recorded now",
                "Next after r1 →",
                "Before r1: the empty register",
                "All in the log",
            },
        ),
    ],
)
def test_before_the_first_there_is_nothing_to_go_to(client: TestClient, as_of: str, near: set[str]):
    assert stops(control(client, f"/about?as_of={as_of}")).keys() == near


@pytest.mark.slow
def test_the_past_leads_to_what_is_different_from_now_and_back(client: TestClient):
    shown = control(client, "/pledges?as_of=2026-05-02&on=2026-05-05&page=1")

    ways = {plain_text(a.text): a["href"] for a in shown.select(".ways a")}
    assert ways == {
        "What is different from now": "/revisions/2..now?on=2026-05-05",
        "Back to now": "/pledges?page=1",
    }
    landed = client.get(ways["What is different from now"])
    assert landed.url.path == "/revisions/2..4"
    assert landed.url.query == b"on=2026-05-05"


def test_another_day_alone_is_told_in_a_sentence(client: TestClient):
    shown = control(client, "/about?on=2026-05-05")

    assert "Everything recorded now, judged as if today were that day." in plain_text(shown.text)
    assert [plain_text(a.text) for a in shown.select(".ways a")] == ["Back to now"]
    assert stops(shown)["← Previous: r3"] == "/about?as_of=r3&on=2026-05-05"


def test_the_question_of_a_list_survives_another_moment(client: TestClient):
    shown = control(client, "/pledges?domain=land&domain=air&as_of=r2&page=1")

    assert stops(shown)["← Previous: r1"] == "/pledges?domain=land&domain=air&as_of=r1"
    hidden = [(e["name"], e["value"]) for e in shown.select("form input[type=hidden]")]
    assert hidden == [("domain", "land"), ("domain", "air")]
    assert stops(shown)["Next after r2 →"] == (
        "/revisions/2/next?to=%2Fpledges%3Fdomain%3Dland%26domain%3Dair"
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/revisions/2/next?to=/about", "/about?as_of=r3"),
        (
            "/revisions/2/next?to=/pledges%3Fdomain%3Dland%26on%3D2026-05-05",
            "/pledges?domain=land&on=2026-05-05&as_of=r3",
        ),
        ("/revisions/4/next?to=/about", "/about"),
        ("/revisions/4/next?to=/about%3Fon%3D2026-05-05", "/about?on=2026-05-05"),
        ("/revisions/0/next", "/?as_of=r1"),
    ],
)
def test_the_next_state_of_a_page_is_the_one_after_or_now(client: TestClient, asked, found):
    answer = client.get(asked, follow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, found)


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "about", "javascript:x"]
)
def test_the_way_on_never_leads_to_another_site(client: TestClient, to: str):
    shown = page(client.get("/revisions/1/next", params={"to": to}), 422)

    assert "is no page of this register" in shown.text


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_says_of_a_moment_stays_as_it_is(client: TestClient, engine: Engine, path: str):
    before = client.get(f"{path}?as_of=r4").text

    factory.record(engine, Source, publisher="xyzzy")

    assert client.get(f"{path}?as_of=r4").text == before


@pytest.mark.parametrize(
    ("moment", "count"),
    [("", 2), ("?on=2026-05-05", 2), ("?as_of=r3", 3), ("?as_of=2026-05-02", 3)],
)
def test_the_control_costs_no_statement_of_its_own(
    app: FastAPI, statements: list[str], moment: str, count: int
):
    client = TestClient(app)
    statements.clear()

    client.get(f"/about{moment}")

    assert len(statements) == count


def test_a_moment_that_is_none_leaves_the_control_at_now(client: TestClient):
    shown = page(client.get("/pledges?as_of=soon"), 422)

    assert "now" in shown.select_one("#moment p").text
    assert stops(shown)["Newest: r4"] == "/pledges?as_of=r4"


def test_a_moment_that_was_left_empty_is_not_kept(client: TestClient):
    shown = page(client.get("/countries/gb?as_of=r1&on="))

    assert shown.select_one("nav a")["href"] == "/?as_of=r1"
