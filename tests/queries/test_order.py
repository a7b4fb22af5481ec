"""Names sort by our rule and never by the database's."""

import random
from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.models import Account, Actor, Check, Citation, Event, Intent, Membership, Pledge, Source
from app.queries import accounts, actors, export_ids, pledges, revision_log
from app.queries.actor_page import load_memberships
from app.queries.form_options import load_form_options
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Role, fold_handle
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
