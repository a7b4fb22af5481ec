"""Few statements for the pages of stances, events and the like, however many rows they show."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Link,
    Source,
    Stance,
)
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory

pytestmark = pytest.mark.slow

FEW = 12
ONE_MORE = "?as_of=r1"  # asks which revision that is
PAGES = {
    "/stances": 7,
    "/stances/{stance_id}": 8,
    "/stances/{stance_id}/history": 6,
    "/assessments": 6,
    "/assessments/{assessment_id}": 7,
    "/assessments/{assessment_id}/history": 6,
    "/events": 6,
    "/events/{event_id}": 7,
    "/events/{event_id}/history": 6,
    "/circumstances": 5,
    "/circumstances/{circumstance_id}": 7,
    "/circumstances/{circumstance_id}/history": 6,
    "/checks": 6,
    "/checks/{check_id}": 8,
    "/checks/{check_id}/history": 6,
    "/links/{link_id}": 6,
    "/links/{link_id}/history": 6,
    "/timeline": 5,
    "/passages": 7,
}


def crowd(engine: Engine, rows: int) -> dict[str, int]:
    """r1: so many of each kind, with their parts; the ids of the first of each."""
    first: dict[str, int] = {}
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actor, source = factory.add(edit, Actor), factory.add(edit, Source)
        whose, cited = {"actor_id": actor.id}, {"source_id": source.id}
        for number in range(rows):
            stance = factory.add(edit, Stance, **whose)
            assessment = factory.add(edit, Assessment, about_actor_id=actor.id)
            event = factory.add(edit, Event)
            factory.add(edit, Attendance, event, **whose)
            at = {"edtf": f"20{number // 12:02}-{number % 12 + 1:02}", "basis": "stated"}
            circumstance = factory.add(edit, Circumstance, at=at)
            check = factory.add(edit, Check, **whose)
            link = factory.add(edit, Link, from_id=stance.id, to_id=assessment.id)
            for under in (stance, assessment):
                factory.add(edit, Condition, under)
            for under in (stance, assessment, event, circumstance, link):
                factory.add(edit, Citation, under, **cited)
            for entity in (stance, assessment, event, circumstance, check, link):
                first.setdefault(f"{entity.kind}_id", entity.id)
    return first


@pytest.mark.parametrize(
    ("rows", "moment"),
    [
        (1, ""),
        pytest.param(20, "", marks=pytest.mark.both),
        (300, ""),
        (1, ONE_MORE),
        (20, ONE_MORE),
        (20, "?on=2026-05-05"),
    ],
)
def test_a_page_takes_few_statements_however_many_rows_it_shows(
    client: TestClient, engine: Engine, statements: list[str], rows: int, moment: str
):
    ids = crowd(engine, rows)
    found = {}

    for path in PAGES:
        statements.clear()
        answer = client.get(path.format(**ids) + moment)
        assert answer.status_code == 200, (path, answer.text[-2000:])
        found[path] = len(statements)

    assert found == {path: n + (moment == ONE_MORE) for path, n in PAGES.items()}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_takes_more_than_it_may(path: str):
    assert PAGES[path] + 1 <= FEW
