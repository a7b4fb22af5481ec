"""An export becomes a register again, wholly or not at all."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.edits import accounts
from app.exports.archive.load import load_register
from app.models import Role
from app.spine.moment import reading_session
from app.spine.record import upcasters
from app.spine.refusals import NewerRegister, Refused
from app.spine.verify import verify
from tests.exports.archive import play
from tests.exports.archive.play import Files
from tests.processes import line, started
from tests.spine import full_register
from tests.spine import toy_edits as toys
from tests.spine.tampering import forge_revision
from tests.spine.test_upcast import OLD, rename_label
from tests.spine.toys import Toy

Blank = Callable[[], Engine]


def stored_state(engine: Engine) -> tuple:
    """All that a failed load must leave as it is."""
    return play.tables(engine), play.people(engine)


@pytest.mark.both
def test_people_arrive_without_a_handle_or_a_password(engine: Engine, files: Files):
    own, ada, idle = map(json.loads, files["accounts.jsonl"].splitlines())

    play.load_files(engine, files)

    accounts_by_handle = {
        handle: (str(account[0]), *account[1:]) for handle, account in play.people(engine).items()
    }
    assert accounts_by_handle == {
        "register": (own["uid"], Role.SYSTEM, None, None),
        "account 2": (ada["uid"], Role.ADMIN, None, None),
        "account 3": (idle["uid"], Role.EDITOR, None, None),
    }


@pytest.mark.both
def test_who_arrived_is_let_in_again_by_an_operator(engine: Engine, files: Files):
    play.load_files(engine, files)

    accounts.rename_account(engine, 2, "Ada")

    assert accounts.reset_password(engine, 2, play.LATER)
    assert play.people(engine)["Ada"][3] is None
    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.both
def test_the_end_of_what_was_loaded_is_told(engine: Engine, files: Files):
    head = json.loads(files["manifest.json"])["revision"]

    assert (
        play.load_files(engine, files) == head == f"r5:{full_register.revision_digests(engine)[5]}"
    )


@pytest.mark.both
def test_only_an_empty_register_is_filled(engine: Engine, files: Files):
    toys.toy(engine)
    before = stored_state(engine)

    with pytest.raises(Refused, match="This register is not empty: load into a new one"):
        play.load_files(engine, files)

    assert stored_state(engine) == before


@pytest.mark.both
def test_a_register_in_which_there_are_people_is_not_filled(engine: Engine, files: Files):
    accounts.add_account(engine, "Bea", Role.ADMIN, play.LATER)

    with pytest.raises(Refused, match="has accounts already: load into a new one"):
        play.load_files(engine, files)

    assert "Ada" not in play.people(engine)


@pytest.mark.both
def test_old_lines_are_read_in_the_words_of_today(
    engine: Engine, blank: Blank, monkeypatch: pytest.MonkeyPatch
):
    first = blank()
    toys.toy(first)
    with first.begin() as connection:
        forge_revision(connection, OLD)
    files = play.export_files(first)
    monkeypatch.setitem(upcasters, 1, rename_label)

    play.load_files(engine, files)

    with reading_session(engine) as session:
        assert session.get(Toy, (2, 2)).name == "Ted"
        assert verify(session) is None
    assert play.export_files(engine) == files


@pytest.mark.parametrize(
    ("name", "word", "instead", "fault"),
    [
        ("record", "Kater", "K\u202eater", r"U\+202E"),
        ("record", "Kater", "K\xa0ter", "spaces or accents"),
        ("revisions", "She said", "She\u200b said", r"U\+200B"),
        ("revisions", "She said", "She\ue000 said", r"U\+E000"),
    ],
)
def test_a_text_that_nobody_can_have_typed_is_refused(
    engine: Engine, files: Files, name: str, word: str, instead: str, fault: str
):
    lines = files[f"{name}.jsonl"].replace(word.encode(), instead.encode())

    with pytest.raises(Refused, match=f"{name}.jsonl, line .* can’t be kept: .*{fault}"):
        play.load_files(engine, play.rewrite_sums(files, **{name: lines}))


def test_a_character_that_a_newer_python_knows_is_no_fault(engine: Engine, files: Files):
    lines = files["revisions.jsonl"].replace(b"She said", "She\u0378 said".encode())

    with pytest.raises(Refused, match=r"r4: rows: .* its comment"):  # of the record alone
        play.load_files(engine, play.rewrite_sums(files, revisions=lines))


@pytest.mark.parametrize("instead", [b'"format":1', b'"format"'])
def test_a_line_without_sense_is_told_by_the_digests(engine: Engine, files: Files, instead: bytes):
    lines = files["record.jsonl"].replace(b'"format":"1"', instead, 1)

    with pytest.raises(Refused, match="r1"):
        play.load_files(engine, play.rewrite_sums(files, record=lines))


def test_lines_of_a_newer_program_are_refused(
    engine: Engine, blank: Blank, monkeypatch: pytest.MonkeyPatch
):
    first = blank()
    with monkeypatch.context() as tomorrow:
        tomorrow.setitem(upcasters, 1, rename_label)
        toys.toy(first)
    files, before = play.export_files(first), stored_state(engine)

    with pytest.raises(NewerRegister, match="newer version of the program"):
        play.load_files(engine, files)

    assert stored_state(engine) == before


def test_an_export_of_a_newer_format_is_refused_whatever_it_holds(engine: Engine, files: Files):
    newer = play.seal_files(files | {"more.jsonl": b""}, text='{"format":"2"}\n')

    with pytest.raises(NewerRegister, match="newer version of the program"):
        play.load_files(engine, newer)


@pytest.mark.both
@pytest.mark.slow
def test_a_load_that_is_killed_leaves_the_register_empty(
    url: str, engine: Engine, files: Files, tmp_path: Path
):
    before = stored_state(engine)
    play.write_files(tmp_path / "export", files)
    command = [
        sys.executable,
        "-m",
        "tests.exports.archive.stalled_load",
        url,
        str(tmp_path / "export"),
    ]

    with started(command) as process:
        assert line(process, "that it verifies") == "Verifying\n"

    assert stored_state(engine) == before


@pytest.mark.both
def test_a_disk_that_fails_at_the_end_leaves_the_register_empty(engine: Engine, files: Files):
    before = stored_state(engine)

    def full(_: int) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        play.load_files(engine, files, play.bars_that_call(full))

    assert stored_state(engine) == before


def test_a_folder_that_is_not_there_is_an_error_of_the_system(engine: Engine, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        load_register(engine, tmp_path / "nowhere")
