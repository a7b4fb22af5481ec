"""A natural key of several facts, of which some may be empty: of circumstances, here."""

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.models import Actor, Circumstance
from app.spine.history import load_changes
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.undo import plan_undo
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests import factory

MAY = {"edtf": "2026-05", "basis": "stated"}
JUNE = {"edtf": "2026-06", "basis": "stated"}
PARLIAMENT = "parliamentary approval"


def circumstance(engine: Engine, **facts: Any) -> Entity:
    return factory.record(engine, Circumstance, **facts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"at": MAY}, {"at": MAY, "state": "met"}),
        ({"at": MAY}, {"at": MAY | {"words": "in the spring"}}),
        ({}, {"state": "met"}),
        ({"at": None}, {}),
    ],
    ids=["another state", "other words for the date", "undated", "of no date"],
)
def test_two_of_the_world_do_not_share_kind_and_date(engine: Engine, first, second):
    circumstance(engine, **first)

    with pytest.raises(Refused, match="There is one already: circumstance 1 “ceasefire”"):
        circumstance(engine, **second)

    assert factory.newest_number(engine) == 1


def test_two_of_an_actor_do_not_share_kind_and_date(engine: Engine):
    whose = {"kind": PARLIAMENT, "actor_id": factory.record(engine, Actor).id}
    circumstance(engine, **whose, at=MAY)

    with pytest.raises(Refused, match="There is one already: circumstance 2 “parliamentary"):
        circumstance(engine, **whose, at=MAY, state="met")


def test_two_of_one_edit_do_not_share_kind_and_date(engine: Engine):
    one_more = pytest.raises(Refused, match="There is one already: circumstance 1 “ceasefire”")

    with one_more, recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for state in ("met", "unmet"):
            factory.add(edit, Circumstance, state=state)


@pytest.mark.parametrize(
    "other",
    [{"at": JUNE}, {"at": MAY | {"edtf": "2026-05~"}}, {"at": None}, {"kind": "peace agreement"}],
    ids=["at another date", "at about that date", "undated", "of another kind"],
)
def test_what_differs_has_a_key_of_its_own(engine: Engine, session: Session, other):
    circumstance(engine, at=MAY)

    circumstance(engine, **{"at": MAY} | other)

    assert len(session.exec(select(Circumstance)).all()) == 2
    assert verify(session) is None


def test_what_is_of_another_actor_has_a_key_of_its_own(engine: Engine, session: Session):
    for code in ("ee", "lv"):
        actor = factory.record(engine, Actor, code=code)
        circumstance(engine, kind=PARLIAMENT, actor_id=actor.id, at=MAY)

    assert len(session.exec(select(Circumstance)).all()) == 2


def test_a_date_that_was_given_up_is_free(engine: Engine):
    factory.revise(engine, circumstance(engine, at=MAY), at=JUNE)

    second = circumstance(engine, at=MAY)

    with pytest.raises(Refused, match="There is one already: circumstance 1"):
        factory.revise(engine, second, at=JUNE)


def test_a_key_is_free_again_after_a_retraction_and_then_in_the_way_of_undoing_it(
    engine: Engine, session: Session
):
    factory.retract(engine, circumstance(engine))

    circumstance(engine, state="met")

    [(change, reason)] = plan_undo(session, load_changes(session, 2)).blocked
    assert change.entity_id == 1
    assert reason == "There is one already: circumstance 2 “ceasefire”."


def test_the_database_itself_keeps_them_apart(engine: Engine):
    circumstance(engine)
    circumstance(engine, at=MAY)
    same = "UPDATE circumstance SET occasion = (SELECT min(occasion) FROM circumstance)"

    with (
        pytest.raises(IntegrityError, match=r"circumstance[._]occasion"),
        engine.begin() as writing,
    ):
        writing.execute(text(same))
