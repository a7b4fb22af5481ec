"""What can't be answered is told to programs as problem details, RFC 9457."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/pledges.json?domian=sea", 422, "“domian” is nothing to ask for here."),
        ("/pledges.csv?domain=space", 422, "“space” is nothing to choose for domain."),
        ("/pledges.json?on=soon", 422, "“soon” is not a day"),
        ("/pledges.json?on=0001-06-01", 422, "from 1900 on"),
        ("/pledges.json?as_of=1899-12-31", 422, "is too long ago"),
        ("/pledges.json?as_of=r1&as_of=r0", 422, "as_of is there twice"),
        ("/pledges.json?on=2026-05-01&on=2026-05-02", 422, "on is there twice"),
        ("/pledges.json?as_of=r9", 422, "There is no revision r9 yet."),
        ("/revisions.json?before=soon", 422, "“soon” is nothing to choose for before."),
        ("/pledges/3.json?domain=sea", 422, "“domain” is nothing to ask for here."),
        ("/pledges/99.json", 404, "There is no pledge 99 here."),
        ("/passages/99.json", 404, "There is no passage 99 here."),
        ("/pledges/x.json", 404, "There is no page at this address."),
        ("/revisions/9.json", 404, "There is no revision r9 at the moment shown."),
        ("/countries/zz.json", 404, "There is no country “zz” here."),
        ("/groups/ee.json", 404, "There is no group “ee” here."),
        ("/nothing.csv", 404, "There is no page at this address."),
    ],
)
def test_a_problem_is_told_in_a_sentence(
    client: TestClient, engine: Engine, path: str, status: int, sentence: str
):
    factory.record_estonia(engine)

    answer = client.get(path)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert sentence in answer.json()["detail"]
    assert answer.json()["instance"] == path.partition("?")[0]


@pytest.mark.both
def test_what_was_retracted_tells_its_last_state(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.retract(engine, pledge, "Not a pledge.")

    answer = client.get("/pledges/3.json")

    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["retracted"] | {"at": ""} == {
        "revision": 2,
        "by": "register",
        "why": "Not a pledge.",
        "at": "",
    }
    assert answer.json()["facts"]["title"] == "Company 0"


@pytest.mark.both
def test_a_database_that_does_not_answer_is_told_with_when_to_come_again(
    client: TestClient, engine: Engine
):
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE pledge RENAME TO elsewhere")
    try:
        answer = client.get("/pledges.json")
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO pledge")

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.status_code in (500, 503)
