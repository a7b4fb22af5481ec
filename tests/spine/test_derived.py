"""What follows from the versions is kept in step with them, and can be made again."""

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from app.spine import derived, derived_table
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.verify import verify_revisions
from app.spine.write_queue import writing_session
from tests.spine.toy_edits import retract_toy, tag, toy
from tests.spine.toys import TagCount, TagCounting


def stored_counts(engine: Engine, number: int | None = None) -> list[tuple[int, bool, int]]:
    with reading_session(engine, number) as session:
        rows = session.exec(select(TagCount)).all()
        return sorted((row.toy_id, row.loud, row.count) for row in rows)


def all_rows(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(map(repr, connection.execute(text("SELECT * FROM tag_count"))))


def found_faults(engine: Engine) -> list[str]:
    with reading_session(engine) as session:
        return [fault.where for fault in verify_revisions(session) if fault]


def tamper(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def tagged(engine: Engine) -> Engine:
    """A toy of r1, with a tag of r2, a loud one of r3, and a third of r4 that r5 takes back."""
    bear = toy(engine)
    tag(engine, bear)
    tag(engine, bear, loud=True)
    third = tag(engine, bear)
    retract_toy(engine, third)
    return engine


def test_each_revision_brings_derived_rows_up_to_date(tagged: Engine):
    assert [stored_counts(tagged, number) for number in range(1, 6)] == [
        [],
        [(1, False, 1)],
        [(1, False, 1), (1, True, 1)],
        [(1, False, 2), (1, True, 1)],
        [(1, False, 1), (1, True, 1)],
    ]
    assert stored_counts(tagged) == stored_counts(tagged, 5)


def test_rows_that_stay_as_they_are_are_not_written_again(tagged: Engine):
    toy(tagged, "doll")

    assert len(all_rows(tagged)) == 4


def test_rebuilding_makes_the_same_derived_rows(tagged: Engine):
    before = all_rows(tagged)
    tamper(tagged, "DELETE FROM tag_count")

    rebuild_tables(tagged)

    assert all_rows(tagged) == before
    assert found_faults(tagged) == []


def test_verify_names_each_row_that_is_changed_missing_or_too_many(tagged: Engine):
    tamper(tagged, "UPDATE tag_count SET count = 7 WHERE since = 4")
    tamper(tagged, "DELETE FROM tag_count WHERE since = 3")
    tamper(
        tagged,
        "INSERT INTO tag_count (since, until, toy_id, loud, count)"
        " SELECT 2, NULL, 99, loud, 1 FROM tag_count WHERE since = 2",
    )

    assert found_faults(tagged) == [
        "a row of tag_count is missing: since 3, toy_id 1, loud True",
        "a row of tag_count is changed: since 4, toy_id 1, loud False",
        "a row of tag_count is one too many: since 2, toy_id 99, loud False",
    ]


def test_a_new_version_of_a_rule_makes_the_table_again(
    tagged: Engine, monkeypatch: pytest.MonkeyPatch
):
    with writing_session(tagged) as session:
        derived.rebuild_derived(session)
    monkeypatch.delitem(TagCount.__table__.info, "unmigrated")
    monkeypatch.setattr(TagCounting, "version", 2)
    tamper(tagged, "DELETE FROM tag_count")
    done: list[tuple[str, int, int]] = []

    with writing_session(tagged) as session:
        outdated = derived.outdated_derivations(session)
        derived.remake_tables(session, outdated, lambda *seen: done.append(seen))

    assert [each.table for each in outdated] == [TagCount]
    assert done == [("tag_count", 1, 1)]
    assert len(all_rows(tagged)) == 4
    with reading_session(tagged) as session:
        assert derived.outdated_derivations(session) == []


def test_nothing_is_recorded_where_nobody_says_what_follows(
    tagged: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delitem(derived_table.DERIVATIONS, TagCount)

    with pytest.raises(RuntimeError, match="TagCount follows from the versions"):
        toy(tagged, "doll")
