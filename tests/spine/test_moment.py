from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, select

from app.spine import lookups
from app.spine.history import changes_of_things
from app.spine.moment import ALL_VERSIONS
from app.spine.revision import Line, Revision
from tests.spine import toy_edits
from tests.spine.toys import Tag, Toy

At = Callable[[int | None], Session]
SEEN = {0: [], 1: ["A bear"], 2: ["A bear"], 3: ["Ted"], 4: [], None: []}


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1 adds a toy, r2 tags it, r3 renames it, r4 retracts both."""
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.retract_toy(engine, toy)


@pytest.mark.parametrize(("number", "names"), SEEN.items())
def test_a_session_sees_the_register_as_of_its_revision(at: At, number, names):
    assert [toy.name for toy in at(number).exec(select(Toy))] == names


later = aliased(Tag)
cte = select(Toy.entity_id, Toy.name).cte()
WAYS = {
    "rows": select(func.count()).select_from(Toy),
    "column": select(func.count(Toy.entity_id)),
    "alias": select(func.count()).select_from(aliased(Toy)),
    "subquery": select(func.count()).select_from(select(Toy.name).subquery()),
    "cte": select(func.count()).select_from(cte),
    "exists": select(func.count())
    .select_from(Revision)
    .where(Revision.number == 1, exists(select(Toy.entity_id))),
    "not in": select(func.count())
    .select_from(Toy)
    .where(col(Toy.entity_id).not_in(select(Tag.entity_id))),
}


@pytest.mark.parametrize(("number", "count"), [(0, 0), (1, 1), (3, 1), (4, 0), (None, 0)])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.covered
def test_every_way_to_ask_is_limited(at: At, way, number, count):
    assert at(number).exec(WAYS[way]).one() == count


@pytest.mark.parametrize(("number", "pairs"), [(1, []), (2, [(1, 2)]), (3, [(1, 2)]), (4, [])])
@pytest.mark.parametrize("part", [Tag, later], ids=["class", "alias"])
def test_a_join_is_limited_on_both_sides(at: At, part, number, pairs):
    joined = select(Toy.entity_id, part.entity_id).join(part, part.root_id == Toy.entity_id)

    assert [tuple(row) for row in at(number).exec(joined)] == pairs


@pytest.mark.parametrize(("number", "pairs"), [(1, [(1, None)]), (2, [(1, 2)]), (4, [])])
@pytest.mark.parametrize("part", [Tag, later], ids=["class", "alias"])
def test_a_left_join_keeps_the_left_side(at: At, part, number, pairs):
    joined = select(Toy.entity_id, part.entity_id).outerjoin(part, part.root_id == Toy.entity_id)

    assert [tuple(row) for row in at(number).exec(joined)] == pairs


def test_a_history_sees_all_versions_that_had_begun(at: At):
    def spans(number: int | None) -> list[tuple[int, int | None]]:
        rows = at(number).exec(select(Toy), execution_options=ALL_VERSIONS)
        return sorted((row.since, row.until) for row in rows)

    assert spans(None) == [(1, 3), (3, 4)]
    assert spans(1) == [(1, 3)]


def test_a_history_ends_at_the_moment_of_its_session(at: At):
    session = at(3)

    told = changes_of_things(session, [1])

    assert [(n, c.label, c.verb) for n, changes in told.items() for c in changes] == [
        (1, "toy 1 “A bear”", "added"),
        (2, "tag 2", "added"),
        (3, "toy 1 “Ted”", "changed"),
    ]


def test_a_session_knows_no_revision_after_its_own(at: At):
    assert lookups.last_revision(at(2)).number == 2
    assert at(2).get(Revision, 3) is None
    assert set(at(2).exec(select(Line.revision))) == {1, 2}


@pytest.mark.parametrize("bulk", [update(Toy).values(name="x"), delete(Toy)])
def test_versions_are_not_changed_in_bulk(at: At, bulk):
    with pytest.raises(TypeError, match="never changed or deleted"):
        at(None).exec(bulk)


def test_other_tables_may_be(engine: Engine):
    with Session(engine) as session:
        assert session.exec(update(Revision).values(comment="")).rowcount == 4


def test_a_reading_session_can_not_write(at: At):
    session = at(None)
    session.add(Toy(entity_id=1, since=4, root_id=1, code=str(uuid4())[:8]))

    with pytest.raises(DBAPIError):
        session.flush()


@pytest.mark.parametrize(
    ("moment", "number"),
    [(0, 0), (2, 2), (5, None), (toy_edits.day(1), 0)],
)
def test_a_moment_is_the_last_revision_made_by_then(session: Session, moment, number):
    assert lookups.revision_number_at(session, moment) == number


def test_a_day_is_the_last_revision_made_by_its_end(engine: Engine, session: Session):
    toy_edits.toy(engine, "doll", made_at=toy_edits.day(1).replace(year=2200))

    assert lookups.revision_number_at(session, toy_edits.day(2).replace(year=2100)) == 4
    assert lookups.revision_number_at(session, toy_edits.day(2).replace(year=2200)) == 5
