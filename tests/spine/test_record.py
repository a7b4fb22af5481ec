"""What is written down once and for all, and that anyone can check it without this program."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from app.spine import lookups
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Account, Intent, Line, Revision
from app.spine.value import canonical_json, to_json
from tests.processes import run_to_end
from tests.spine import full_register, toy_edits
from tests.spine.toys import Colour, Toy

TEXTS = st.text()  # every character but surrogates: control characters, beyond the BMP
AWKWARD = '"\\/ €é😀 \u0601 \ufffd é'


def parts(each: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(each) | st.dictionaries(st.text("abc_", min_size=1), each)


@settings(deadline=None)
@given(st.recursive(TEXTS, parts, max_leaves=10))
def test_a_telling_is_written_as_rfc_8785_says(telling: object):
    assert canonical_json(telling).encode() == rfc8785.dumps(telling)


def record_texts(session: Session, number: int) -> list[str]:
    """The record of a revision."""
    these = select(Line.text).where(Line.revision == number)
    return list(session.exec(these.order_by(Line.position)))


def leaf_values(telling: object) -> Iterator[object]:
    """All that is neither list nor object."""
    if isinstance(telling, (dict, list)):
        for each in telling.values() if isinstance(telling, dict) else telling:
            yield from leaf_values(each)
    else:
        yield telling


def test_every_line_is_canonical_and_made_of_strings(engine: Engine, session: Session):
    full_register.build_register(engine)
    toy_edits.toy(engine, "cat", name=AWKWARD)

    for line in session.exec(select(Line.text)):
        assert rfc8785.dumps(json.loads(line)).decode() == line
        assert all(isinstance(leaf, str) for leaf in leaf_values(json.loads(line)))


def test_what_is_stored_is_what_was_written(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, name=AWKWARD)

    assert toy_edits.facts_of(session, toy)["name"] == AWKWARD
    assert json.loads(record_texts(session, 1)[1])["facts"]["name"] == AWKWARD


class Form(SQLModel):
    """What was typed: some of a toy's facts, and more."""

    name: str
    agreed: bool


def test_of_a_form_the_facts_are_recorded(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, colour="red")

    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(toy.id, 1, {toy.id: Form(name="Ted", agreed=True)})

    facts = json.loads(record_texts(session, 2)[1])["facts"]
    assert facts == {"code": "bear", "colour": "red", "name": "Ted", "seen_with": [], "tags": []}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("5000.00"), "5000"),
        (Decimal("0.10"), "0.1"),
        (Decimal("-0.0"), "0"),
        (Decimal(10) ** 19, "10000000000000000000"),
        (date(2026, 5, 1), "2026-05-01"),
        (datetime(2026, 5, 1, 12, tzinfo=UTC), "2026-05-01T12:00:00.000000Z"),
        ((Colour.RED, 2), ["red", "2"]),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_value_is_told_alike_everywhere(value: object, text: object):
    assert to_json(value) == text


def test_line_0_is_what_a_revision_says_of_itself(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.retract_toy(engine, toy)
    toy_edits.undo_revision(engine, 2)

    assert [record_texts(session, number)[0] for number in (1, 2, 3)] == [
        '{"format":"1","intent":"records"}',
        '{"comment":"A mistake.","format":"1","intent":"retracts"}',
        '{"format":"1","intent":"undoes","undoes":"2"}',
    ]


def test_each_entity_has_a_line_in_the_order_of_ids(engine: Engine, session: Session):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for code in ("doll", "bear", "cat"):
            edit.add(Toy, {"code": code})

    opened = [json.loads(line) for line in record_texts(session, 1)[1:]]
    assert [(line["id"], line["facts"]["code"]) for line in opened] == [
        ("1", "doll"),
        ("2", "bear"),
        ("3", "cat"),
    ]


def test_a_line_names_parent_and_references_by_uid_and_leaves_out_what_is_not_said(
    engine: Engine, session: Session
):
    toy = toy_edits.toy(engine, "bear", name=None, price="5.00", used={"first": "2026-05-01"})
    friend = toy_edits.toy(engine, "doll", name=None, friend_id=toy.id)
    tag = toy_edits.tag(engine, toy)

    facts = '{"code":"bear","price":"5","seen_with":[],"tags":[],"used":{"first":"2026-05-01"}}'
    assert [record_texts(session, number)[1] for number in (1, 2, 3)] == [
        f'{{"facts":{facts},"format":"1","id":"1","kind":"toy","uid":"{toy.uid}"}}',
        f'{{"facts":{{"code":"doll","friend_id":"{toy.uid}","seen_with":[],"tags":[]}},"format":"1","id":"2",'
        f'"kind":"toy","uid":"{friend.uid}"}}',
        f'{{"facts":{{"text":"Seen."}},"format":"1","id":"3","kind":"tag",'
        f'"parent":"{toy.uid}","uid":"{tag.uid}"}}',
    ]


def test_what_is_gone_has_a_line_that_closes_it(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, toy)

    assert record_texts(session, 3)[1:] == [
        f'{{"closed":"yes","format":"1","id":"1","kind":"toy","uid":"{toy.uid}"}}',
        f'{{"closed":"yes","format":"1","id":"2","kind":"tag","parent":"{toy.uid}",'
        f'"uid":"{tag.uid}"}}',
    ]


@pytest.fixture
def two(engine: Engine) -> None:
    """r1 and r2."""
    toy_edits.tag(engine, toy_edits.toy(engine, made_at=toy_edits.day(1), name=AWKWARD))


def sha256_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def sha256sum_of(text: str, folder: Path) -> str:
    """What the program sha256sum says of a file with this text."""
    (folder / "file").write_text(text, encoding="utf-8", newline="")
    ran = run_to_end("sha256sum", folder / "file", check=True)
    return ran.stdout.split()[0]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("way", ["hashlib", "sha256sum"])
def test_anyone_can_work_out_the_digest(session: Session, tmp_path: Path, way: str):
    digest = sha256_of if way == "hashlib" else lambda text: sha256sum_of(text, tmp_path)
    account = session.get(Account, SYSTEM_ACCOUNT).uid
    previous = str(lookups.register_uid(session))

    for revision in session.exec(select(Revision).order_by(Revision.number)).all():
        body = digest(
            "".join(f"{digest(line)}\n" for line in record_texts(session, revision.number))
        )
        made_at = revision.made_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        previous = digest(f"{previous}\n{revision.number}\n{made_at}\n{account}\n{body}\n")
        assert (revision.body, revision.digest) == (body, previous)


@pytest.mark.usefixtures("two")
def test_the_digest_spells_an_instant_to_the_microsecond(session: Session):
    uid = UUID("6f1f5be2-7a07-4b6c-9d0b-6b2a3c1d0001")
    five = f"before\n1\n2026-05-01T12:00:00.000000Z\n{uid}\nbody\n"

    assert session.get(Revision, 1).compute_digest("before", uid, "body") == sha256_of(five)
