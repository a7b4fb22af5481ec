"""Names sort, and texts are found, by our rule and never by the database's."""

import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from app.models import (
    Account,
    Actor,
    Assessment,
    Check,
    Circumstance,
    Citation,
    Event,
    Intent,
    Membership,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.queries import accounts, actors, export_ids, filters, passages, pledges, revision_log
from app.queries.actor_page import load_memberships
from app.queries.form_options import load_form_options
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Role, fold_handle
from app.spine.verify import verify
from app.spine.versioned import Versioned
from tests import factory

IN_ORDER = [
    "Åland Islands",
    "Albania",
    "Côte d’Ivoire",
    "croatia",
    "Éire",
    "eritrea",
    "Türkiye",
    "Turkmenistan",
]
SPELLINGS = ["Élysée", "E\u0301LYSE\u0301E", "lysee"]


@pytest.fixture
def actor_ids(engine: Engine) -> dict[str, int]:
    """The ids of the actors of IN_ORDER, recorded in another order."""
    names = random.Random(4).sample(IN_ORDER, len(IN_ORDER))
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        return {
            name: factory.add(edit, Actor, code=f"a{number}", name=name).id
            for number, name in enumerate(names)
        }


def names_of(rows: Sequence[Actor]) -> list[str]:
    return [row.name for row in rows]


def test_actors_are_in_the_order_of_their_names(session: Session, actor_ids: dict[str, int]):
    assert names_of(actors.index(session)) == IN_ORDER
    assert names_of(sorted(actors.index(session), key=lambda row: row.sort_key)) == IN_ORDER
    assert names_of(load_form_options(session).actors) == IN_ORDER
    assert export_ids.actor_ids(session, countries=True) == [actor_ids[name] for name in IN_ORDER]


@pytest.mark.parametrize("backwards", [False, True])
def test_pledges_are_in_the_order_of_actors(
    engine: Engine, actor_ids: dict[str, int], backwards: bool
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for number in actor_ids.values():
            factory.add(edit, Pledge, actor_id=number)
    words = {"sort": ("-actor",)} if backwards else {}

    with reading_session(engine) as session:
        rows = pledges.index(session, factory.TODAY, words, 1).offers
        ids = export_ids.pledge_ids(session, factory.TODAY, words)

    assert names_of([row.actor for row in rows]) == (IN_ORDER[::-1] if backwards else IN_ORDER)
    assert ids == [row.pledge.entity_id for row in rows]


def test_pledges_are_sorted_by_title_with_accents_and_without(
    engine: Engine, actor_ids: dict[str, int]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for title in ("Zebra", "École", "echo", "Eclipse"):
            factory.add(edit, Pledge, actor_id=actor_ids["Éire"], title=title)

    with reading_session(engine) as session:
        rows = pledges.index(session, factory.TODAY, {"sort": ("title",)}, 1).offers

    assert [row.pledge.title for row in rows] == ["echo", "Eclipse", "École", "Zebra"]


def test_checks_of_a_day_are_in_the_order_of_actors(engine: Engine, actor_ids: dict[str, int]):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        ids = {name: factory.add(edit, Check, actor_id=actor_ids[name]).id for name in actor_ids}

    with reading_session(engine) as session:
        rows = export_ids.entry_ids(session, factory.TODAY, Check, {}, backwards=False)

    assert rows == [ids[name] for name in IN_ORDER]


def test_members_are_in_the_order_of_their_names(engine: Engine, actor_ids: dict[str, int]):
    group = factory.record(engine, Actor, code="group", name="A group", kind="group")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for number in actor_ids.values():
            factory.add(edit, Membership, group, member_id=number)

    with reading_session(engine) as session:
        _, members = load_memberships(session, actors.show(session, "group"))

    assert names_of([actor for _, actor in members]) == IN_ORDER


def test_speakers_of_one_edit_are_offered_in_the_order_of_their_names(
    engine: Engine, actor_ids: dict[str, int]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        source = factory.add(edit, Source)
        event = factory.add(edit, Event)
        for name in actor_ids:
            factory.add(edit, Citation, event, source_id=source.id, speaker=name)

    with reading_session(engine) as session:
        options = load_form_options(session)

    assert [name for name, *_ in options.speakers] == IN_ORDER


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
    engine: Engine,
    actor_ids: dict[str, int],
    kind: type[Versioned],
    facts: dict[str, Any],
    spelling: str,
):
    whose = {"actor_id": actor_ids["Éire"]} if kind in (Stance, Check) else {}
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


def test_accounts_are_in_the_order_of_their_handles(engine: Engine):
    with Session(engine) as writing:
        for number, handle in enumerate(["Zoë", "éva", "Eva B", "Ewa"], 10):
            called = fold_handle(handle)
            account = Account(
                id=number, uid=UUID(int=number), handle=handle, called=called, role=Role.EDITOR
            )
            writing.add(account)
        writing.commit()
    for number in range(10, 14):
        with recording(engine, number, Intent.RECORDS) as edit:
            factory.add(edit, Event, title=f"Meeting {number}")

    with reading_session(engine) as session:
        handles = [account.handle for account in accounts.index(session)]
        editors = revision_log.editor_handles(session)

    assert handles == editors == ["éva", "Eva B", "Ewa", "Zoë"]


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
