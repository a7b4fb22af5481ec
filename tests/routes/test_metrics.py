"""What Prometheus is told, and who may ask."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import Engine

from app.db import build_engine
from app.models import Actor
from tests import factory
from tests.accounts import cheap_settings

TOKEN = "a token of some length"
SENT = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def measured(app: FastAPI, client: TestClient, url: str) -> TestClient:
    """An application with a token for its figures."""
    app.state.settings = cheap_settings(url, metrics_token=SecretStr(TOKEN))
    return client


def test_without_a_token_there_are_no_figures(client: TestClient):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_who_has_not_the_token_gets_no_figures(measured: TestClient):
    answers = [measured.get("/metrics", headers=h) for h in ({}, {"Authorization": "Bearer a"})]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert all("commitments_" not in answer.text for answer in answers)


def test_requests_are_counted_by_route_and_status(measured: TestClient):
    measured.get("/pledges/77?q=hush")

    text = measured.get("/metrics", headers=SENT).text

    assert 'commitments_requests_total{method="GET",route="pledges.show",status="404"}' in text
    assert 'commitments_request_seconds_bucket{le="0.1",route="pledges.show"}' in text
    assert "hush" not in text


@pytest.mark.both
def test_the_last_revision_is_told(measured: TestClient, engine: Engine):
    assert "commitments_revision 0.0" in measured.get("/metrics", headers=SENT).text
    factory.record(engine, Actor)

    text = measured.get("/metrics", headers=SENT).text

    assert "commitments_revision 1.0" in text
    assert "commitments_database_up 1.0" in text
    assert "commitments_revision_timestamp_seconds" in text


def test_a_register_that_cannot_be_read_is_told(measured: TestClient, app: FastAPI):
    app.state.engine = build_engine("sqlite:////nowhere/register.db")

    answer = measured.get("/metrics", headers=SENT)

    assert answer.status_code == 200
    assert "commitments_database_up 0.0" in answer.text
