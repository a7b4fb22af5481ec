"""What was rendered is sent again while it is true."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent
from app.spine.rebuild import rebuild_tables
from app.spine.recording import recording
from tests import factory

PATHS = [
    "/",
    "/pictures/offers.svg",
    "/pledges?domain=land",
    "/pledges.csv",
    "/pledges/3.json",
    "/about",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_rendered_once(
    client: TestClient, engine: Engine, statements: list[str], path: str
):
    factory.record_estonia(engine)
    first = client.get(path)
    statements.clear()

    again = client.get(path)

    assert statements == []
    assert (again.content, again.headers) == (first.content, first.headers)


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_each_encoding_is_told_by_its_answer(client: TestClient, engine: Engine, encoding: str):
    factory.record_estonia(engine)
    plain = client.get("/", headers={"Accept-Encoding": "identity"})

    answers = [client.get("/", headers={"Accept-Encoding": encoding}) for _ in range(2)]

    coding = None if encoding == "identity" else encoding
    assert [each.headers.get("Content-Encoding") for each in answers] == [coding] * 2
    assert {each.text for each in answers} == {plain.text}


def test_head_and_not_modified_come_of_the_same_rendering(
    client: TestClient, engine: Engine, statements: list[str]
):
    factory.record_estonia(engine)
    head = client.head("/pledges")
    statements.clear()

    page = client.get("/pledges")
    same = client.get("/pledges", headers={"If-None-Match": f'"x", {page.headers["ETag"]}'})
    head_again = client.head("/pledges")

    assert statements == []
    assert head.content == head_again.content == b""
    assert head.headers == head_again.headers == page.headers
    assert (same.status_code, same.content) == (304, b"")
    assert "Content-Type" not in same.headers


def test_not_modified_says_the_same_whether_it_is_kept_or_not(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    tag = client.get("/pledges", headers={"Accept-Encoding": "identity"}).headers["ETag"]

    answers = [
        client.get("/pledges", headers={"If-None-Match": tag, "Accept-Encoding": encoding})
        for encoding in ("identity", "gzip")
    ]

    assert [each.status_code for each in answers] == [304, 304]
    kept, fresh = ({**each.headers, "vary": ""} for each in answers)
    assert kept == fresh


def test_encodings_are_read_of_all_headers_that_name_them(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    headers = [("Accept-Encoding", "deflate"), ("Accept-Encoding", "gzip")]

    answers = [client.get("/pledges", headers=headers) for _ in range(2)]

    assert [each.headers["Content-Encoding"] for each in answers] == ["gzip"] * 2


def test_an_edit_and_another_day_end_it(client: TestClient, engine: Engine, clock: dict):
    factory.record_estonia(engine)
    first = client.get("/pledges").headers["ETag"]

    factory.record(engine, factory.Actor, code="fr", name="France")
    second = client.get("/pledges").headers["ETag"]
    clock["now"] = factory.noon(31).replace(month=8)
    third = client.get("/pledges").headers["ETag"]

    assert (first[:6], second[:6]) == ('W/"r1.', 'W/"r2.')
    assert third.endswith('.2026-08-31"')


@pytest.mark.parametrize(
    "path", ["/about?utm_source=x", "/data", "/pledges/99", "/sign-in", "/nowhere"]
)
def test_what_does_not_say_that_it_may_be_kept_is_not(
    client: TestClient, engine: Engine, statements: list[str], path: str
):
    factory.record_estonia(engine)
    client.get(path)
    statements.clear()

    client.get(path)

    assert statements


def test_a_page_of_the_past_outlives_edits(
    client: TestClient, engine: Engine, statements: list[str]
):
    factory.record_estonia(engine, made_at=factory.noon(1))
    factory.record(engine, factory.Actor, code="fr", name="France")
    paths = ["/pledges?as_of=r1", "/pledges?as_of=2026-05-02", "/pledges?as_of=r2"]
    for path in paths:
        client.get(path)

    factory.record(engine, factory.Actor, code="no", name="Norway")
    client.get("/healthz")
    statements.clear()

    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    assert statements == []


def test_a_redaction_ends_all_pages(client: TestClient, engine: Engine, statements: list[str]):
    factory.record_estonia(engine)
    client.get("/pledges?as_of=r1")

    with recording(engine, 1, Intent.REDACTS) as edit:
        factory.add(edit, factory.Actor, code="fr", name="France")
    statements.clear()
    client.get("/pledges?as_of=r1")

    assert statements


def test_tables_that_were_made_again_end_all_pages(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    paths = ["/pledges", "/pledges?as_of=r1"]
    tags = [client.get(path).headers["ETag"] for path in paths]

    rebuild_tables(engine)

    later_tags = [client.get(path).headers["ETag"] for path in paths]
    assert not {*tags} & {*later_tags}


def test_a_kept_answer_is_logged_like_others(
    client: TestClient, engine: Engine, caplog: pytest.LogCaptureFixture
):
    factory.record_estonia(engine)
    client.get("/about")

    with caplog.at_level("INFO", "commitments.requests"):
        client.get("/about")

    [line] = [each.msg for each in caplog.records if each.name == "commitments.requests"]
    assert (line.route, line.status, line.revision) == ("about.show", 200, 1)
