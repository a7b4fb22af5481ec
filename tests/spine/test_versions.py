from typing import Any

import pytest
from sqlalchemy import Engine, and_
from sqlmodel import Session, col, select

from app.models import Pledge, Step
from app.spine.id_conditions import MAX_NAMED_IDS
from app.spine.moment import ALL_VERSIONS, reading_session, shift_moment
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent, Revision
from app.spine.validity import appears_between, differs_between, disappears_between
from app.spine.versioned import kinds
from app.spine.versions import VersionCondition, all_versions, facts_at, versions_at
from tests.spine import toy_edits
from tests.spine.toys import Toy


def test_every_fact_of_every_kind_comes_back_as_it_is_stored(whole_register: Engine):
    with reading_session(whole_register) as session:
        found = all_versions(session, lambda kind: col(kind.since) >= 1)
        stored = {
            (row.entity_id, row.since): (type(row), row.until, row.parent_id, row.facts())
            for kind in kinds()
            for row in session.exec(select(kind), execution_options=ALL_VERSIONS)
        }

    read = {(v.entity.id, v.since): (v.kind, v.until, v.entity.parent_id, v.facts) for v in found}
    assert len(found) == len(stored)
    assert read == stored
    types = [type(fact) for *_, facts in read.values() for fact in facts.values()]
    assert types == [type(fact) for key in read for fact in stored[key][3].values()]


def test_they_come_in_one_statement(engine: Engine, session: Session, statements: list[str]):
    toy_edits.toy(engine)

    found = all_versions(session, lambda kind: col(kind.since) == 1)

    assert [version.facts["name"] for version in found] == ["A bear"]
    assert len(statements) - len([s for s in statements if "UNION" not in s]) == 1


def test_only_the_kinds_asked_for_are_read(whole_register: Engine):
    with reading_session(whole_register) as session:
        found = all_versions(session, lambda kind: col(kind.since) == 1, [Pledge, Step])

    assert {version.kind for version in found} == {Pledge, Step}


def test_versions_are_read_as_of_a_revision_or_of_the_moment_of_the_session(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.retract_toy(engine, toy)

    with reading_session(engine) as now, reading_session(engine, 2) as then:
        names = [
            [
                v.facts["name"]
                for v in versions_at(session, lambda kind: col(kind.since) > 0, number)
            ]
            for session, number in ((now, None), (now, 1), (then, None), (then, 1), (now, 3))
        ]

    assert names == [[], ["A bear"], ["Ted"], ["A bear"], []]


def test_what_more_entities_said_than_a_statement_names_is_read_at_once(
    engine: Engine, session: Session, statements: list[str]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
        toys = [edit.add(Toy, {"code": f"toy-{number}"}) for number in range(MAX_NAMED_IDS + 3)]
    statements.clear()

    facts = facts_at(session, toys[1:-1], 1)

    assert facts.keys() == {toy.id for toy in toys[1:-1]}
    assert len(statements) - len([s for s in statements if "FROM toy" not in s]) == 1
    assert facts_at(session, [], 1) == {}


def test_what_had_not_begun_is_not_read(whole_register: Engine):
    with reading_session(whole_register, 1) as session:
        found = all_versions(session, lambda kind: col(kind.since) >= 1)

    assert {version.since for version in found} == {1}


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (lambda kind: differs_between(kind, 1, 3), [(1, 2), (3, 4)]),
        (lambda kind: differs_between(kind, 0, 4), []),
        (lambda kind: differs_between(kind, 4, 6), [(6, None)]),
        (lambda kind: appears_between(kind, 0, 6), [(1, 2), (6, None)]),
        (lambda kind: disappears_between(kind, 0, 6), [(3, 4)]),
        (lambda kind: disappears_between(kind, 0, 3), []),
    ],
)
def test_versions_are_chosen_by_what_two_revisions_see(
    engine: Engine, session: Session, condition: VersionCondition, found: list[Any]
):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.revise_toy(engine, toy, name="Theodore")
    toy_edits.retract_toy(engine, toy)
    toy_edits.toy(engine, "doll")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RESTORES) as edit:
        edit.revise(toy.id, edit.previous, {toy.id: {"name": "Ted"}})

    chosen = all_versions(
        session, lambda kind: and_(col(kind.entity_id) == toy.id, condition(kind))
    )

    assert sorted((v.since, v.until) for v in chosen) == found


def test_a_session_is_turned_back_for_a_while_and_never_ahead(whole_register: Engine):
    with reading_session(whole_register, 2) as session:
        with shift_moment(session, 1):
            assert len(session.exec(select(Revision)).all()) == 1
        with shift_moment(session, 3):
            assert len(session.exec(select(Revision)).all()) == 2

    with reading_session(whole_register) as session:
        with shift_moment(session, 1):
            assert len(session.exec(select(Revision)).all()) == 1
        assert len(session.exec(select(Revision)).all()) == 3
