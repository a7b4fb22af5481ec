from collections.abc import Callable, Iterable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.change import Change
from app.spine.history import made, sizes, touched, whole
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent
from tests.spine import play
from tests.spine.toys import Tag, Toy

At = Callable[[int | None], Session]


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1 adds a toy with two tags, r2 changes it and the first, r3 retracts it, r4 adds a doll."""
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        toy = edit.add(Toy, {"code": "bear", "name": "A bear"})
        tag = edit.add(Tag, {"text": "Seen."}, under=toy)
        edit.add(Tag, {"text": "Heard."}, under=toy)
    with recording(engine, SYSTEM, Intent.UPDATES) as edit:
        edit.revise(toy.id, 1, {toy.id: {"name": "Ted"}, tag.id: {"text": "Seen twice."}})
    play.retracted(engine, toy)
    play.toy(engine, "doll")


def told(changes: Iterable[Change]) -> list[tuple[str, str]]:
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
    assert told(made(session, number)) == changes


def test_a_change_tells_each_fact_before_and_after(session: Session):
    toy, tag = made(session, 2)

    assert toy.fields == {"name": ("A bear", "Ted")}
    assert tag.fields == {"text": ("Seen.", "Seen twice.")}


def test_what_was_added_or_retracted_tells_only_what_it_said(session: Session):
    added, retracted = made(session, 1)[1], made(session, 3)[1]

    assert added.fields == {"text": (None, "Seen.")}
    assert retracted.fields == {"text": ("Seen twice.", None)}


def test_the_first_of_a_large_revision_are_told(session: Session):
    assert told(made(session, 1, limit=2)) == told(made(session, 1))[:2]


def test_no_revision_is_told_before_it_was_made(at: At):
    assert made(at(1), 2) == []
    assert told(made(at(2), 2)) == told(made(at(None), 2))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_rows_of_a_revision_tell_of_it_what_its_lines_do(
    session: Session, statements: list[str], number: int
):
    changes = made(session, number)
    statements.clear()

    assert whole(session, number) == changes
    assert len(statements) == 1


def test_the_size_of_a_revision_is_what_it_touched(session: Session):
    assert sizes(session, [1, 2, 3, 4]) == {1: 3, 2: 2, 3: 3, 4: 1}
    assert sizes(session, [3, 2]) == {2: 2, 3: 3}


def test_no_size_is_told_before_the_revision_was_made(at: At):
    assert sizes(at(2), [1, 2, 3, 4]) == {1: 3, 2: 2}


def test_a_thing_tells_all_that_touched_it_or_a_part_of_it(session: Session):
    history = touched(session, [1])

    assert {number: len(changes) for number, changes in history.items()} == {1: 3, 2: 2, 3: 3}


def test_another_thing_has_a_history_of_its_own(session: Session):
    history = touched(session, [4])

    assert {n: told(changes) for n, changes in history.items()} == {
        4: [("added", "toy 4 “A doll”")]
    }


def test_the_history_of_a_moment_ends_there(at: At):
    session = at(2)

    assert list(touched(session, [1])) == [1, 2]


@pytest.mark.parametrize("number", [1, 3], ids=["opens", "closes two kinds"])
def test_a_revision_is_told_in_three_statements(
    session: Session, statements: list[str], number: int
):
    statements.clear()

    made(session, number)

    assert len(statements) == 3
