import pytest
from sqlalchemy import CheckConstraint, Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from app.spine.versioned import Entity, Versioned, find_kind, kinds
from tests.spine import toy_edits
from tests.spine.toys import Toy


@pytest.fixture
def toy(engine: Engine) -> Entity:
    """r1 and r2: two toys, of which this is the first."""
    toy = toy_edits.toy(engine, "bear")
    toy_edits.toy(engine, "doll")
    return toy


@pytest.fixture
def writing(engine: Engine):
    with Session(engine) as session:
        yield session


@pytest.mark.parametrize("wrong", [{"since": 2}, {"since": 2, "until": 1}])
def test_an_entity_has_one_version_that_ends_after_it_begins(writing, toy, wrong):
    row = writing.exec(select(Toy).where(Toy.entity_id == toy.id)).one()
    writing.add(Toy(**row.model_dump() | wrong))

    with pytest.raises(IntegrityError):
        writing.flush()


@pytest.mark.usefixtures("toy")
def test_a_version_is_never_changed(writing):
    writing.exec(select(Toy)).first().name = "Ted"

    with pytest.raises(TypeError, match="never changed"):
        writing.flush()


@pytest.mark.usefixtures("toy")
def test_a_version_is_never_deleted(writing):
    writing.delete(writing.exec(select(Toy)).first())

    with pytest.raises(TypeError, match="never changed or deleted"):
        writing.flush()


def test_every_constraint_has_a_name():
    tables = SQLModel.metadata.tables.values()

    assert all(constraint.name for table in tables for constraint in table.constraints)
    assert any(isinstance(c, CheckConstraint) for c in Toy.__table__.constraints)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_no_fact_hides_what_every_kind_can_do(kind):
    own = {name for name in vars(Versioned) if not name.startswith("__")}

    assert not own & set(kind.fact_names())


def test_an_unknown_kind_is_an_error():
    with pytest.raises(LookupError, match="no kind called “moon”"):
        find_kind("moon")
