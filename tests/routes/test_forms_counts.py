"""Few statements for a form, however many parts the thing has."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from app.models import (
    Assessment,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Link,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page

pytestmark = pytest.mark.both

FEW = 12
COUNTS = {"new": 8, "edit": 11, "retract": 9}
KINDS = (Pledge, Stance, Assessment, Event, Circumstance, Check, Source, Link)


def thing(engine: Engine, kind: type, parts: int) -> int:
    """The number of a thing with so many citations; of a pledge, steps as well."""
    owned = {Pledge: "actor_id", Stance: "actor_id", Check: "actor_id", Link: "from_id"}
    named = {owned[kind]: 1} if kind in owned else {}
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        made = factory.add(edit, kind, **named | ({"to_id": 2} if kind is Link else {}))
        for _ in range(parts if kind not in (Source, Check) else 0):
            factory.add(edit, Citation, made, source_id=2)
            if kind is Pledge:
                factory.add(edit, Step, made)
    return made.id


@pytest.mark.slow
@pytest.mark.parametrize("parts", [1, 40])
def test_a_form_takes_few_statements_however_many_parts_there_are(
    app: FastAPI, engine: Engine, statements: list[str], parts: int
):
    factory.record_estonia(engine)
    ada = signed_in_browser(app)
    ada.get("/about")  # the server knows the browser from then on

    for kind in KINDS:
        number, found = thing(engine, kind, parts), {}
        for way in ("new", f"{number}/edit", f"{number}/retract"):
            statements.clear()
            assert ada.get(f"/{kind.noun()}s/{way}").status_code == 200
            found[way.rpartition("/")[2]] = len(statements)
        assert found == COUNTS, kind

    assert max(COUNTS.values()) <= FEW


def pledge_with_conditions(engine: Engine, count: int) -> str:
    """The address of a pledge with so many conditions."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        made = factory.add(edit, Pledge, actor_id=1)
        for _ in range(count):
            factory.add(edit, Condition, made)
    return f"/pledges/{made.id}"


@pytest.mark.slow
def test_a_form_grows_no_faster_than_its_parts(app: FastAPI, engine: Engine):
    factory.record_estonia(engine)
    ada = signed_in_browser(app)

    few, more, most = (
        len(ada.get(f"{pledge_with_conditions(engine, count)}/edit").text) for count in (40, 60, 80)
    )

    assert most - more == pytest.approx(more - few, rel=0.02)


@pytest.mark.slow
def test_among_many_conditions_another_is_chosen_by_its_number(app: FastAPI, engine: Engine):
    factory.record_estonia(engine)
    ada, path = signed_in_browser(app), f"{pledge_with_conditions(engine, 31)}/edit"
    shown = page(ada.get(path))
    *_, first, second = (each["value"] for each in shown.select("#conditions option"))
    name = f"{second}.alternative_to_id"
    assert shown.select_one(f"[name='{name}']")["list"] == "conditions"

    sent = form_client.form_values(shown) | {name: first, "intent": "corrects"}

    assert ada.post(path, data=sent).status_code == 303
    assert form_client.open_form(ada, path)[name] == first
