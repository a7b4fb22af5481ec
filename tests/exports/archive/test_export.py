"""What an export holds, and what it does not."""

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from app.edits import accounts
from app.exports.archive.archive_format import FILES
from app.exports.archive.export import export_register
from app.models import Account, Role
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.revision import Line, Revision
from app.spine.value import canonical_json
from tests import factory
from tests.exports.archive import play
from tests.spine import full_register
from tests.spine import toy_edits as toys
from tests.spine.tampering import forge_revision


@pytest.mark.both
def test_the_record_leaves_as_it_is_stored(engine: Engine):
    play.fill_register(engine)
    files = play.export_files(engine)

    with reading_session(engine) as session:
        statement = select(Line).order_by(Line.revision, Line.position)
        lines = session.exec(statement).all()

    assert files["record.jsonl"].decode() == "".join(f"{line.text}\n" for line in lines)
    assert files["record.sums"].decode() == "".join(f"{line.sha256}\n" for line in lines)


@pytest.mark.both
def test_a_revision_is_told_whole(engine: Engine):
    play.fill_register(engine)
    revisions = [
        json.loads(line) for line in play.export_files(engine)["revisions.jsonl"].splitlines()
    ]

    with reading_session(engine) as session:
        fourth, ada = session.get(Revision, 4), session.get(Account, 2)

    assert revisions[3] == {
        "account": str(ada.uid),
        "body": fourth.body,
        "comment": play.NASTY,
        "digest": fourth.digest,
        "intent": "records",
        "lines": "2",
        "made_at": "2026-05-04T12:00:00.000000Z",
        "number": "4",
        "submission": "a-form",
        "typed": "0" * 64,
    }
    assert revisions[4]["undoes"] == "4"


def test_every_line_is_canonical(engine: Engine):
    play.fill_register(engine)

    files = play.export_files(engine)

    lines = [line for name in FILES if "json" in name for line in files[name].decode().split("\n")]
    full_lines = [line for line in lines if line]
    assert len(lines) == len(full_lines) + 4  # each of four files ends with a line end
    assert [canonical_json(json.loads(line)) for line in full_lines] == full_lines


@pytest.mark.both
def test_nobody_is_named_and_nothing_helps_to_sign_in(engine: Engine):
    play.fill_register(engine)

    files = play.export_files(engine)
    lines = files["accounts.jsonl"].decode().splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["1", "2", "3"]
    assert {key for line in lines for key in json.loads(line)} == {"id", "uid"}
    assert not [name for name, content in files.items() if b"Idle" in content]


def test_the_manifest_carries_the_newest_revision_with_its_digest(engine: Engine):
    full_register.build_register(engine)

    manifest = json.loads(play.export_files(engine)["manifest.json"])

    assert manifest["revision"] == f"r3:{full_register.revision_digests(engine)[3]}"
    assert manifest["format"] == "1"
    assert manifest["files"]["revisions.jsonl"]["lines"] == "3"


@pytest.mark.both
def test_a_second_export_of_a_revision_is_the_same_whoever_joined_meanwhile(engine: Engine):
    play.fill_register(engine)
    files = play.export_files(engine)

    accounts.add_account(engine, "Bea", Role.EDITOR, toys.day(6))
    accounts.disable_account(engine, 3, toys.day(6))

    assert play.export_files(engine, 5) == files


@pytest.mark.both
def test_the_register_as_of_a_revision_is_what_was_exported_then(engine: Engine):
    factory.record_estonia(engine, made_at=factory.noon(1))
    then = play.export_files(engine)
    toys.toy(engine, made_at=factory.noon(3))

    assert play.export_files(engine, 1) == then
    assert play.export_files(engine, datetime(2026, 5, 2, tzinfo=UTC)) == then
    assert play.export_files(engine) != then


@pytest.mark.both
def test_what_is_recorded_while_it_is_written_is_not_in_it(engine: Engine, tmp_path: Path):
    full_register.build_register(engine)
    files = play.export_files(engine)
    late_edits = []

    def advance(_: int) -> None:
        if not late_edits:
            late_edits.append(toys.toy(engine, "late"))

    export_register(engine, tmp_path / "new", bars=play.bars_that_call(advance))

    assert late_edits
    assert {f.name: f.read_bytes() for f in (tmp_path / "new").iterdir()} == files


@pytest.mark.both
@pytest.mark.parametrize("moment", [0, datetime(2026, 4, 1, tzinfo=UTC)])
def test_before_the_first_revision_there_is_nothing_to_export(
    engine: Engine, tmp_path: Path, moment: int | datetime
):
    full_register.build_register(engine)

    with pytest.raises(Refused, match="Nothing had been recorded by then"):
        export_register(engine, tmp_path / "new", moment)

    assert not (tmp_path / "new").exists()


@pytest.mark.both
def test_of_an_empty_register_there_is_nothing_to_export(engine: Engine, tmp_path: Path):
    with pytest.raises(Refused, match="there is nothing to export"):
        export_register(engine, tmp_path / "new")


def test_a_revision_that_is_yet_to_come_is_refused(engine: Engine, tmp_path: Path):
    full_register.build_register(engine)

    with pytest.raises(Refused, match="There is no r7: the newest revision is r3"):
        export_register(engine, tmp_path / "new", 7)


def test_a_folder_that_holds_something_is_left_alone(engine: Engine, tmp_path: Path):
    full_register.build_register(engine)
    (tmp_path / "letter").write_text("Dear")

    with pytest.raises(Refused, match="is not empty; nothing was overwritten"):
        export_register(engine, tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["letter"]


DAMAGES = {
    "a line": ("UPDATE line SET text = text || ' ' WHERE revision = 2 AND position = 1", 2),
    "a digest": (f"UPDATE revision SET digest = '{'0' * 64}' WHERE number = 3", 3),
    "the last record": ("DELETE FROM line WHERE revision = 3", 3),
    "a record between": ("DELETE FROM line WHERE revision = 2", 2),
}


@pytest.mark.both
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_record_is_not_exported(engine: Engine, tmp_path: Path, name: str):
    statement, number = DAMAGES[name]
    full_register.build_register(engine)
    with engine.begin() as connection:
        connection.execute(text(statement))

    with pytest.raises(Refused, match=f"damaged at r{number}, and nothing was exported"):
        export_register(engine, tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_a_line_that_would_be_two_is_not_exported(engine: Engine, tmp_path: Path):
    full_register.build_register(engine)
    with engine.begin() as connection:
        forge_revision(connection, '{"format":"1",\n"uid":"x"}')

    with pytest.raises(Refused, match="damaged at r4"):
        export_register(engine, tmp_path / "new")


def test_after_an_error_the_folder_is_as_it_was(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    full_register.build_register(engine)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        export_register(engine, tmp_path)
    assert list(tmp_path.iterdir()) == []
