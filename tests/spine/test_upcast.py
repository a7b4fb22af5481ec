"""Lines outlive the names of their day."""

import json

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine.history import load_changes
from app.spine.rebuild import rebuild_tables
from app.spine.record import LineData, upcast, upcasters
from app.spine.refusals import NewerRegister
from app.spine.revision import Line
from app.spine.verify import verify
from tests.spine import toy_edits
from tests.spine.tampering import forge_revision
from tests.spine.toys import Toy

UID = "00000000-0000-0000-0000-00000000000a"
OLD = (
    '{"facts":{"code":"ted","label":"Ted","price":"5.00","tags":[]},'
    f'"format":"1","id":"2","kind":"toy","uid":"{UID}"}}'
)


def rename_label(line: LineData) -> LineData:
    """From format 1 to 2: the label of a toy became its name."""
    if line.get("kind") != "toy" or "label" not in line["facts"]:
        return line
    kept = {name: value for name, value in line["facts"].items() if name != "label"}
    return line | {"facts": kept | {"name": line["facts"]["label"]}}


@pytest.fixture(autouse=True)
def old(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """r1 and r2 were written in format 1, r2 in words of its day; from now on it is format 2."""
    toy_edits.toy(engine)
    with engine.begin() as connection:
        forge_revision(connection, OLD)
    monkeypatch.setitem(upcasters, 1, rename_label)


def stored_lines(session: Session) -> list[LineData]:
    """Every line but the revisions' own, as stored."""
    lines = select(Line.text).where(Line.position > 0).order_by(Line.revision)
    return [json.loads(text) for text in session.exec(lines)]


def test_the_tables_are_made_from_old_words(engine: Engine, session: Session):
    rebuild_tables(engine)

    assert session.exec(select(Toy.name).order_by(Toy.entity_id)).all() == ["A bear", "Ted"]
    assert verify(session) is None


def test_old_lines_are_never_rewritten(engine: Engine, session: Session):
    rebuild_tables(engine)
    toy_edits.toy(engine, "doll")

    assert [line["format"] for line in stored_lines(session)] == ["1", "1", "2"]
    assert [set(line["facts"]) & {"label", "name"} for line in stored_lines(session)] == [
        {"name"},
        {"label"},
        {"name"},
    ]
    assert verify(session) is None


def test_a_renamed_fact_has_one_history(engine: Engine, session: Session):
    rebuild_tables(engine)

    [change] = load_changes(session, 2)

    assert change.fact_changes["name"] == (None, "Ted")


def test_a_line_of_today_is_read_as_it_is():
    line = {"format": "2", "kind": "toy", "facts": {"label": "kept"}}

    assert upcast(json.dumps(line)) == line


def test_an_older_program_is_told_that_it_is_too_old(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
):
    rebuild_tables(engine)
    toy_edits.toy(engine, "doll")
    monkeypatch.delitem(upcasters, 1)

    with pytest.raises(NewerRegister, match="newer version of the program"):
        load_changes(session, 3)
