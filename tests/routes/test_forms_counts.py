"""Few statements for a form, however many parts the thing has."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from app.models import (
    Assessment,
    Check,
    Circumstance,
    Citation,
    Event,
    Intent,
    Link,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.recording import SYSTEM, recording
from tests import build
from tests.people import signed_in

FEW = 12
COUNTS = {"new": 6, "edit": 8, "retract": 5}
KINDS = (Pledge, Stance, Assessment, Event, Circumstance, Check, Source, Link)


def thing(engine: Engine, kind: type, parts: int) -> int:
    """The number of a thing with so many citations; of a pledge, steps as well."""
    owned = {Pledge: "actor_id", Stance: "actor_id", Check: "actor_id", Link: "from_id"}
    named = {owned[kind]: 1} if kind in owned else {}
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        made = build.add(edit, kind, **named | ({"to_id": 2} if kind is Link else {}))
        for _ in range(parts if kind not in (Source, Check) else 0):
            build.add(edit, Citation, made, source_id=2)
            if kind is Pledge:
                build.add(edit, Step, made)
    return made.id


@pytest.mark.parametrize("parts", [1, 40])
def test_a_form_takes_few_statements_however_many_parts_there_are(
    app: FastAPI, engine: Engine, statements: list[str], parts: int
):
    build.estonia(engine)
    ada = signed_in(app)

    for kind in KINDS:
        number, found = thing(engine, kind, parts), {}
        for way in ("new", f"{number}/edit", f"{number}/retract"):
            statements.clear()
            assert ada.get(f"/{kind.noun()}s/{way}").status_code == 200
            found[way.rpartition("/")[2]] = len(statements)
        assert found == COUNTS, kind

    assert max(COUNTS.values()) <= FEW
