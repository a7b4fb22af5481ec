"""Who has an answer already, and nothing was edited since, is told so in a line."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.accounts import add_account, erase_handle
from app.models import Intent, Role
from app.routes.headers import SHARED
from app.spine.recording import recording
from tests import factory
from tests.accounts import signed_in_browser

PATHS = ["/", "/pledges", "/pledges/3", "/pledges.csv", "/pledges/3.json", "/about", "/data"]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_new_is_told_without_a_body(client: TestClient, engine: Engine, path: str):
    factory.record_estonia(engine)
    tag = client.get(path).headers["ETag"]

    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})

    assert tag.startswith('W/"r1.')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == ("no-cache" if path == "/data" else SHARED)
    assert "Cookie" in again.headers["Vary"]


@pytest.mark.slow
def test_an_edit_and_another_day_make_new_answers(client: TestClient, engine: Engine, clock: dict):
    factory.record_estonia(engine)
    tags = [client.get("/pledges").headers["ETag"]]

    factory.record(engine, factory.Actor, code="fr", name="France")
    tags.append(client.get("/pledges").headers["ETag"])
    clock["now"] = factory.noon(31).replace(month=8)
    tags.append(client.get("/pledges").headers["ETag"])

    assert len(set(tags)) == 3
    assert client.get("/pledges", headers={"If-None-Match": tags[0]}).status_code == 200


def test_a_state_of_the_past_stays_valid(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    tag = client.get("/pledges?as_of=r1").headers["ETag"]

    factory.record(engine, factory.Actor, code="fr", name="France")

    assert client.get("/pledges?as_of=r1", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/revisions/2?as_of=r2", "/revisions.csv?as_of=r2"])
def test_a_state_of_the_past_tells_the_handles_of_today(
    client: TestClient, engine: Engine, path: str
):
    account, _ = add_account(engine, "Bea", Role.EDITOR, factory.noon(31))
    with recording(engine, account.id, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    answer = client.get(path)
    assert "Bea" in answer.text

    erase_handle(engine, account.id, factory.noon(31))

    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 200
    assert "Bea" not in again.text


def test_few_statements_tell_that_nothing_is_new(
    client: TestClient, engine: Engine, statements: list[str]
):
    factory.record_estonia(engine, 20)
    tag = client.get("/pledges").headers["ETag"]
    statements.clear()

    client.get("/stances", headers={"If-None-Match": tag})  # no page that is ready

    assert len(statements) == 2


def test_who_is_signed_in_always_gets_the_page(app: FastAPI, engine: Engine):
    factory.record_estonia(engine)
    tag = TestClient(app).get("/pledges").headers["ETag"]

    answer = signed_in_browser(app).get("/pledges", headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/sign-in", "/pledges/99", "/pledges?domain=x", "/healthz"])
def test_what_is_of_one_reader_or_an_error_is_never_kept(client: TestClient, path: str):
    assert "ETag" not in client.get(path).headers
