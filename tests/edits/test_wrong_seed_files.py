"""Seed files that can't be loaded leave an empty register, and say which row is to blame."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.edits.seeding import SeedError, seed
from app.spine import lookups
from app.spine.versioned import Entity
from tests.edits.conftest import ACTORS, FILES, PLEDGES, SOURCES


def refusal(engine: Engine, folder: Path) -> str:
    """Why the files are not loaded."""
    with pytest.raises(SeedError) as error:
        seed(engine, folder)
    return str(error.value)


def row_count(session: Session) -> int:
    """How many entities and revisions there are."""
    return len(session.exec(select(Entity)).all()) + bool(lookups.last_revision(session))


@pytest.mark.parametrize("name", ["stance.toml", "pledges/more/bb.toml", "notes/actors.toml"])
def test_a_file_that_would_be_passed_over_is_named(
    engine: Engine, session: Session, folder: Path, name: str
):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(FILES[ACTORS], "utf-8")

    assert f"{name} is no seed file" in refusal(engine, folder)
    assert row_count(session) == 0


def test_a_folder_without_seeds_is_named(engine: Engine, folder: Path):
    assert "nowhere holds no seed file" in refusal(engine, folder / "nowhere")


@pytest.mark.parametrize("content", [b"[[actor]", b"\xff\xfe[[actor]]"], ids=["toml", "utf-8"])
def test_a_file_that_is_garbled_is_named(engine: Engine, session: Session, folder: Path, content):
    (folder / ACTORS).write_bytes(content)

    assert "actors.toml can't be read" in refusal(engine, folder)
    assert row_count(session) == 0


WRONG = {  # file, what stands there, what stands there instead, what the refusal says
    "another kind": (ACTORS, "[[actor]]", "[[country]]", r"actors.toml holds \[\[actor\]\]"),
    "no list": (ACTORS, "[[actor]]", "[actor]", "“actor” is to be a list of tables"),
    "no tables": (PLEDGES, "[[pledge.condition]]", "[pledge.condition]", "3: “condition” is to be"),
    "no uid": (ACTORS, 'uid = "00000000-0000-0000-0000-000000000001"', "", "Aland.*badly formed"),
    "bad uid": (SOURCES, "00000000-0000-0000-0000-", "0-", "source 0-000000000002: badly formed"),
    "same uid": (SOURCES, "0002", "0001", "source .*0001: another row has this uid"),
    "no name": (ACTORS, 'name = "Aland"', "", "actor .*0001: name: Field required"),
    "hides": (ACTORS, 'name = "Aland"', 'name = "\ue000"', "actor .*0001: Name: .*U.E000"),
    "no code": (ACTORS, 'code = "aa"', "", "actor .*0001: code: Field required"),
    "unknown key": (ACTORS, "name =", 'flag = "red"\nname =', "actor .*0001: A actor has no flag"),
    "misplaced key": (ACTORS, "name =", 'ref = "A1"\nname =', "actor .*0001: A actor has no ref"),
    "misplaced part": (PLEDGES, "pledge.condition", "pledge.step.condition", "no condition"),
    "unknown actor": (PLEDGES, 'actor = "aa"', 'actor = "bb"', "0003: there is no actor “bb”"),
    "no actor": (PLEDGES, 'actor = "aa"', "", "pledge .*0003: actor_id: Field required"),
    "unknown passage": (PLEDGES, '= "S1"', '= "S2"', "0005: there is no passage “S2”"),
    "unknown among several": (SOURCES, '["aa"]', '["aa", "bb"]', "0007: there is no actor “bb”"),
    "no list of codes": (SOURCES, '["aa"]', '"aa"', "0007: on_behalf: it is a list of codes"),
    "unknown owner": (SOURCES, '["aa"]', '["bb"]', "0007: there is no actor “bb”"),
    "an id": (SOURCES, "code =", "origin_id = 1\ncode =", "0002: origin_id: ids are of one"),
    "unknown word": (PLEDGES, '"formal"', '"solemn"', "step .*0004: bindingness: Input should be"),
    "bad date": (PLEDGES, '"2026-04-30"', '"April"', "step .*0004: at.edtf: “April” is no date"),
    "empty step": (PLEDGES, 'bindingness = "formal"', "", "step .*0004: A step states at least"),
    "gated limit": (PLEDGES, '"ceasefire"', '"timing"', "condition .*0006: Say what waits for it"),
    "wrong domain": (PLEDGES, '"land"', '"sea"', "pledge .*0003: “presence” is of land"),
    "long locator": (SOURCES, '"p. 1"', f'"{"p" * 61}"', "passage .*0007: locator: "),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_row_that_breaks_a_rule_is_named_and_nothing_is_written(
    engine: Engine, session: Session, folder: Path, case: str
):
    name, right, wrong, says = WRONG[case]
    assert right in FILES[name]
    (folder / name).write_text(FILES[name].replace(right, wrong), "utf-8")

    with pytest.raises(SeedError, match=says):
        seed(engine, folder)
    assert row_count(session) == 0


@pytest.mark.parametrize(("name", "code"), [(ACTORS, "aa"), (SOURCES, "gazette"), (SOURCES, "aa")])
def test_no_two_rows_share_a_code(
    engine: Engine, session: Session, folder: Path, name: str, code: str
):
    another = FILES[name].replace("000000000", "100000000").replace("gazette", code)
    (folder / name).write_text(FILES[name] + another, "utf-8")

    assert f"another row is called “{code}”" in refusal(engine, folder)
    assert row_count(session) == 0


def test_no_two_sources_share_an_address(engine: Engine, session: Session, folder: Path):
    one = FILES[SOURCES].replace(
        'code = "gazette"', 'code = "gazette"\naddress = "https://a.example/"'
    )
    another = one.replace("000000000", "100000000").replace("gazette", "post").replace("S1", "S2")
    (folder / SOURCES).write_text(one + another, "utf-8")

    assert "There is one already: source 2 “Gazette”" in refusal(engine, folder)
    assert row_count(session) == 0
