from collections.abc import Callable, Iterable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.change import Change
from app.spine.history import changes_of_things, load_all_changes, load_changes, revision_sizes
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.spine import toy_edits
from tests.spine.toys import Tag, Toy

At = Callable[[int | None], Session]


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1 adds a toy with two tags, r2 changes it and the first, r3 retracts it, r4 adds a doll."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        toy = edit.add(Toy, {"code": "bear", "name": "A bear"})
        tag = edit.add(Tag, {"text": "Seen."}, under=toy)
        edit.add(Tag, {"text": "Heard."}, under=toy)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(toy.id, 1, {toy.id: {"name": "Ted"}, tag.id: {"text": "Seen twice."}})
    toy_edits.retract_toy(engine, toy)
    toy_edits.toy(engine, "doll")


def describe_changes(changes: Iterable[Change]) -> list[tuple[str, str]]:
    return [(change.verb, change.label) for change in changes]


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (1, [("added", "toy 1 “A bear”"), ("added", "tag 2"), ("added", "tag 3")]),
        (2, [("changed", "toy 1 “Ted”"), ("changed", "tag 2")]),
        (3, [("retracted", "toy 1 “Ted”"), ("retracted", "tag 2"), ("retracted", "tag 3")]),
        (4, [("added", "toy 4 “A doll”")]),
        (5, []),
    ],
)
def test_a_revision_tells_what_it_made(session: Session, number: int, changes):
    assert describe_changes(load_changes(session, number)) == changes


def test_a_change_tells_each_fact_before_and_after(session: Session):
    toy, tag = load_changes(session, 2)

    assert toy.fact_changes == {"name": ("A bear", "Ted")}
    assert tag.fact_changes == {"text": ("Seen.", "Seen twice.")}


def test_what_was_added_or_retracted_tells_only_what_it_said(session: Session):
    added, retracted = load_changes(session, 1)[1], load_changes(session, 3)[1]

    assert added.fact_changes == {"text": (None, "Seen.")}
    assert retracted.fact_changes == {"text": ("Seen twice.", None)}


def test_the_first_of_a_large_revision_are_told(session: Session):
    assert (
        describe_changes(load_changes(session, 1, limit=2))
        == describe_changes(load_changes(session, 1))[:2]
    )


def test_no_revision_is_told_before_it_was_made(at: At):
    assert load_changes(at(1), 2) == []
    assert describe_changes(load_changes(at(2), 2)) == describe_changes(load_changes(at(None), 2))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_rows_of_a_revision_tell_of_it_what_its_lines_do(
    session: Session, statements: list[str], number: int
):
    changes = load_changes(session, number)
    statements.clear()

    assert load_all_changes(session, number) == changes
    assert len(statements) == 1


def test_the_size_of_a_revision_is_what_it_touched(session: Session):
    assert revision_sizes(session, [1, 2, 3, 4]) == {1: 3, 2: 2, 3: 3, 4: 1}
    assert revision_sizes(session, [3, 2]) == {2: 2, 3: 3}


def test_no_size_is_told_before_the_revision_was_made(at: At):
    assert revision_sizes(at(2), [1, 2, 3, 4]) == {1: 3, 2: 2}


def test_a_thing_tells_all_that_touched_it_or_a_part_of_it(session: Session):
    history = changes_of_things(session, [1])

    assert {number: len(changes) for number, changes in history.items()} == {1: 3, 2: 2, 3: 3}


def test_another_thing_has_a_history_of_its_own(session: Session):
    history = changes_of_things(session, [4])

    assert {n: describe_changes(changes) for n, changes in history.items()} == {
        4: [("added", "toy 4 “A doll”")]
    }


def test_the_history_of_a_moment_ends_there(at: At):
    session = at(2)

    assert list(changes_of_things(session, [1])) == [1, 2]


@pytest.mark.parametrize("number", [1, 3], ids=["opens", "closes two kinds"])
def test_a_revision_is_told_in_three_statements(
    session: Session, statements: list[str], number: int
):
    statements.clear()

    load_changes(session, number)

    assert len(statements) == 3
