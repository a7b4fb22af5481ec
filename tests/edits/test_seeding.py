"""Seed files that can't be loaded leave an empty register, and say which row is to blame."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app.edits.seeding import Unreadable, seed
from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.spine import lookups
from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Busy
from app.spine.revision import Intent
from app.spine.versioned import Entity

FILES = {
    "actors.toml": """\
[[actor]]
uid = "00000000-0000-0000-0000-000000000001"
code = "aa"
name = "Aland"
kind = "country"
""",
    "sources.toml": """\
[[source]]
uid = "00000000-0000-0000-0000-000000000002"
key = "gazette"
kind = "document"
publisher = "Gazette"
language = "en"
retrieved_on = 2026-05-01
reliability = "A"
""",
    "pledges/aa.toml": """\
[[pledge]]
uid = "00000000-0000-0000-0000-000000000003"
code = "P1"
actor = "aa"
title = "A brigade"
domain = "land"
capability = "presence"

[[pledge.step]]
uid = "00000000-0000-0000-0000-000000000004"
at.edtf = "2026-04-30"
at.basis = "stated"
bindingness = "formal"

[[pledge.step.citation]]
uid = "00000000-0000-0000-0000-000000000005"
ref = "A1"
source = "gazette"
locator = "p. 1"
gist = "A brigade is to be sent."
on_behalf = "aa"
mode = "document"
credibility = "1"

[[pledge.condition]]
uid = "00000000-0000-0000-0000-000000000006"
kind = "ceasefire"
gate = "deployment"
words = "after a ceasefire"
""",
}
ACTORS, SOURCES, PLEDGES = FILES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seed files of one actor, one source and one pledge."""
    (tmp_path / "seeds/pledges").mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    return tmp_path / "seeds"


def refusal(engine: Engine, folder: Path) -> str:
    """Why the files are not loaded."""
    with pytest.raises(Unreadable) as raised:
        seed(engine, folder)
    return str(raised.value)


def written(session: Session) -> int:
    """How many entities and revisions there are."""
    return len(session.exec(select(Entity)).all()) + bool(lookups.last(session))


def test_a_pledge_is_loaded_with_its_step_its_condition_and_their_citations(
    engine: Engine, session: Session, folder: Path
):
    rows = seed(engine, folder)

    kinds = (Actor, Source, Pledge, Step, Citation, Condition)
    found = [session.exec(select(kind)).one() for kind in kinds]
    actor, source, pledge, step, citation, condition = found
    assert rows == 6
    assert pledge.actor_id == citation.on_behalf_id == actor.entity_id
    assert citation.source_id == source.entity_id
    assert citation.parent_id == step.entity_id
    assert step.parent_id == condition.parent_id == pledge.entity_id


def test_a_row_keeps_the_uid_that_its_file_gives_it(engine: Engine, session: Session, folder: Path):
    seed(engine, folder)

    uids = set(session.exec(select(Entity.uid)))
    assert uids == {UUID(int=number) for number in range(1, 7)}


def test_a_kind_may_lie_in_several_files_which_are_read_in_the_order_of_their_names(
    engine: Engine, session: Session, folder: Path
):
    another = FILES[PLEDGES].replace("0000-0000-0000000", "0000-0001-0000000")
    (folder / "pledges/a.toml").write_text(another.replace("A brigade", "A ship"), "utf-8")

    seed(engine, folder)

    assert session.exec(select(Pledge.title).order_by(Pledge.entity_id)).all() == [
        "A ship",
        "A brigade",
    ]


def test_a_register_that_holds_something_is_left_as_it_is(
    engine: Engine, session: Session, folder: Path
):
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        edit.add(Actor, {"code": "bb", "name": "Beland", "kind": "country"})

    assert seed(engine, folder) is None

    assert session.exec(select(Actor.code)).all() == ["bb"]
    assert lookups.last(session).number == 1


def test_of_two_who_seed_at_once_one_does(engine: Engine, session: Session, folder: Path):
    def another_is_quicker(*_) -> None:
        assert seed(engine, folder) == 6

    event.listen(engine, "checkin", another_is_quicker, once=True)  # it has looked, not written

    assert seed(engine, folder) is None

    assert lookups.last(session).number == 1


@pytest.mark.usefixtures("eight_wait")
def test_a_busy_register_is_no_fault_of_the_files(engine: Engine, folder: Path):
    with pytest.raises(Busy):
        seed(engine, folder)


def test_a_file_that_is_not_there_is_named(engine: Engine, session: Session, folder: Path):
    (folder / SOURCES).unlink()

    assert "sources.toml can't be read" in refusal(engine, folder)
    assert written(session) == 0


@pytest.mark.parametrize("content", [b"[[actor]", b"\xff\xfe[[actor]]"], ids=["toml", "utf-8"])
def test_a_file_that_is_garbled_is_named(engine: Engine, session: Session, folder: Path, content):
    (folder / ACTORS).write_bytes(content)

    assert "actors.toml can't be read" in refusal(engine, folder)
    assert written(session) == 0


WRONG = {  # file, what stands there, what stands there instead, what the refusal says
    "another kind": (ACTORS, "[[actor]]", "[[country]]", r"actors.toml holds \[\[actor\]\]"),
    "no list": (ACTORS, "[[actor]]", "[actor]", "“actor” is to be a list of tables"),
    "no tables": (PLEDGES, "[[pledge.condition]]", "[pledge.condition]", "3: “condition” is to be"),
    "no uid": (ACTORS, 'uid = "00000000-0000-0000-0000-000000000001"', "", "Aland.*badly formed"),
    "bad uid": (SOURCES, "00000000-0000-0000-0000-", "0-", "source 0-000000000002: badly formed"),
    "same uid": (SOURCES, "0002", "0001", "source .*0001: another row has this uid"),
    "no name": (ACTORS, 'name = "Aland"', "", "actor .*0001: name: Field required"),
    "no code": (ACTORS, 'code = "aa"', "", "actor .*0001: code: Field required"),
    "no key": (SOURCES, 'key = "gazette"', "", "0002: its key is missing"),
    "unknown key": (ACTORS, "name =", 'flag = "red"\nname =', "actor .*0001: A actor has no flag"),
    "misplaced key": (ACTORS, "name =", 'ref = "A1"\nname =', "actor .*0001: A actor has no ref"),
    "misplaced part": (PLEDGES, "pledge.condition", "pledge.step.condition", "no condition"),
    "unknown actor": (PLEDGES, 'actor = "aa"', 'actor = "bb"', "0003: there is no actor “bb”"),
    "no actor": (PLEDGES, 'actor = "aa"', "", "0003: there is no actor “None”"),
    "unknown source": (PLEDGES, '= "gazette"', '= "post"', "0005: there is no source “post”"),
    "unknown owner": (PLEDGES, 'half = "aa"', 'half = "bb"', "0005: there is no on_behalf “bb”"),
    "an id": (SOURCES, "key =", "origin_id = 1\nkey =", "source .*0002: origin_id: ids are of one"),
    "unknown word": (PLEDGES, '"formal"', '"solemn"', "step .*0004: bindingness: Input should be"),
    "bad date": (PLEDGES, '"2026-04-30"', '"April"', "step .*0004: at.edtf: “April” is no date"),
    "empty step": (PLEDGES, 'bindingness = "formal"', "", "step .*0004: A step states at least"),
    "gated limit": (PLEDGES, '"ceasefire"', '"timing"', "condition .*0006: Say what waits for it"),
    "wrong domain": (PLEDGES, '"land"', '"sea"', "pledge .*0003: “presence” is not of sea"),
    "long locator": (PLEDGES, '"p. 1"', f'"{"p" * 61}"', "citation .*0005: locator: "),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_row_that_breaks_a_rule_is_named_and_nothing_is_written(
    engine: Engine, session: Session, folder: Path, case: str
):
    name, right, wrong, says = WRONG[case]
    assert right in FILES[name]
    (folder / name).write_text(FILES[name].replace(right, wrong), "utf-8")

    with pytest.raises(Unreadable, match=says):
        seed(engine, folder)
    assert written(session) == 0


@pytest.mark.parametrize(
    ("name", "more", "says"),
    [
        (ACTORS, "", "its code is missing, or another row has it"),
        (SOURCES, 'title = "Law"\n', "its key is missing, or another row has it"),
    ],
)
def test_no_two_rows_share_a_name(
    engine: Engine, session: Session, folder: Path, name: str, more: str, says: str
):
    another = FILES[name].replace("000000000", "100000000") + more
    (folder / name).write_text(FILES[name] + another, "utf-8")

    assert says in refusal(engine, folder)
    assert written(session) == 0


def test_no_two_sources_share_an_address(engine: Engine, session: Session, folder: Path):
    one = FILES[SOURCES] + 'address = "https://example.org/"\n'
    another = one.replace("000000000", "100000000").replace("gazette", "post")
    (folder / SOURCES).write_text(one + another, "utf-8")

    assert "There is one already: source 2 “Gazette”" in refusal(engine, folder)
    assert written(session) == 0
