"""Texts and names are found by our rule and never by the database's."""

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Citation,
    Event,
    Intent,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.queries import export_ids, filters, passages, pledges
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.verify import verify
from app.spine.versioned import Versioned
from tests import factory

SPELLINGS = ["Élysée", "E\u0301LYSE\u0301E", "lysee"]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Source, {"publisher": "L’Élysée"}),
        (Source, {"title": "À l’Élysée"}),
        (Source, {"author": "élysée"}),
        (Event, {"title": "Talks at the Élysée"}),
        (Stance, {"gist": "Said at the ÉLYSÉE."}),
        (Assessment, {"author": "Élysée staff"}),
        (Check, {"where": "The pages of the Élysée"}),
    ],
)
def test_a_text_is_found_however_it_is_spelled(
    engine: Engine, kind: type[Versioned], facts: dict[str, Any], spelling: str
):
    whose = {"actor_id": factory.record(engine, Actor).id} if kind in (Stance, Check) else {}
    row = factory.record(engine, kind, **whose, **facts)
    factory.record(engine, kind, **whose)

    with reading_session(engine) as session:
        query = select(kind.entity_id).where(*filters.filter_conditions(kind, {"q": (spelling,)}))
        assert session.exec(query).all() == [row.id]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("fact", ["title", "note", "gist", "speaker", "quote", "speaker_role"])
def test_pledges_and_citations_are_found_however_they_are_spelled(
    engine: Engine, fact: str, spelling: str
):
    first, _ = factory.record_estonia(engine, 2)
    is_said = fact not in ("title", "note")
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        said = factory.add(edit, Citation, first, source_id=2)
        passage_id = edit.changes[said.id].after["passage_id"]
        root, number = (2, passage_id) if is_said else (first.id, first.id)
    factory.revise_part(engine, root, number, **{fact: "De l’Élysée"})

    with reading_session(engine) as session:
        words = {"q": (spelling,)}
        passage_ids = passages.passage_ids(session, words)
        pledge_ids = export_ids.pledge_ids(session, factory.TODAY, words)

    assert passage_ids == ([passage_id] if is_said else [])
    assert pledge_ids == ([first.id] if fact in ("title", "note", "gist", "quote") else [])


@pytest.mark.parametrize("spelling", ["US backstop", "us BACKSTOP", "backstop"])
def test_the_state_of_a_condition_is_found_by_its_words(engine: Engine, spelling: str):
    row = factory.record(engine, Circumstance, kind="US backstop")
    factory.record(engine, Circumstance, kind="ceasefire")

    with reading_session(engine) as session:
        conditions = filters.filter_conditions(Circumstance, {"q": (spelling,)})
        assert session.exec(select(Circumstance.entity_id).where(*conditions)).all() == [row.id]


@pytest.mark.parametrize("spelling", ["turkiye", "TÜRKİYE", "Tu\u0308rkiye", "Turkey", "TUR"])
def test_the_pledges_of_a_country_are_found_by_any_of_its_names(engine: Engine, spelling: str):
    turkiye = factory.record(engine, Actor, code="tr", name="Türkiye")
    pledge = factory.record(engine, Pledge, actor_id=turkiye.id)
    factory.record(engine, Pledge, actor_id=factory.record(engine, Actor).id)

    with reading_session(engine) as session:
        ids = export_ids.pledge_ids(session, factory.TODAY, {"q": (spelling,)})

    assert ids == [pledge.id]


def test_speakers_who_differ_in_spelling_alone_are_one(engine: Engine):
    names = ["Élodie Brun", "Elodie Brun", "ÉLODIE  BRUN"]
    actor = factory.record(engine, Actor)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        source = factory.add(edit, Source)
        pledge = factory.add(edit, Pledge, actor_id=actor.id)
        step = factory.add(edit, Step, pledge)
        for name in names:
            factory.add(edit, Citation, step, source_id=source.id, speaker=name)

    with reading_session(engine) as session:
        [offer] = pledges.index(session, factory.TODAY, {}, 1).offers

    assert [evidence.passage.speaker for evidence in offer.speakers] == names[:1]


@pytest.mark.parametrize("spelling", ["Élodie Brun", "ÉLODIE  brun", "elodie brun"])
def test_a_speaker_is_found_however_the_name_is_spelled(engine: Engine, spelling: str):
    pledge, _ = factory.record_estonia(engine, 2)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        said = factory.add(edit, Citation, pledge, source_id=2, speaker="Élodie Brun")
        passage_id = edit.changes[said.id].after["passage_id"]
    words = {"speaker": (spelling,)}

    with reading_session(engine) as session:
        assert passages.passage_ids(session, words) == [passage_id]
        assert export_ids.pledge_ids(session, factory.TODAY, words) == [pledge.id]
        of_kind = select(Pledge.entity_id).where(*filters.filter_conditions(Pledge, words))
        assert session.exec(of_kind).all() == [pledge.id]


def test_a_sign_of_a_pattern_is_that_sign(engine: Engine):
    row = factory.record(engine, Event, title="100 % of Élysée_staff")
    factory.record(engine, Event, title="100 of the Elyseexstaff")

    with reading_session(engine) as session:
        for word in ("100 %", "ÉLYSÉE_S"):
            conditions = filters.filter_conditions(Event, {"q": (word,)})
            assert session.exec(select(Event.entity_id).where(*conditions)).all() == [row.id]


def test_a_folded_text_that_says_something_else_is_a_fault(engine: Engine):
    factory.record(engine, Actor, name="Éire")
    with engine.begin() as connection:
        connection.execute(text("UPDATE actor SET name_folded = 'éire'"))

    with reading_session(engine) as session:
        assert str(verify(session)).startswith("r1: rows")
