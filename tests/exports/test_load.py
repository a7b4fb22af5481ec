"""An export becomes a register again, wholly or not at all."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.edits import accounts
from app.exports.load import load
from app.models import Role
from app.spine.moment import at
from app.spine.record import upcasters
from app.spine.refusals import Newer, Refused
from app.spine.verify import verify
from tests.exports import play
from tests.exports.play import Files
from tests.processes import line, started
from tests.spine import play as toys
from tests.spine import whole
from tests.spine.tampering import forged
from tests.spine.test_upcast import OLD, renamed
from tests.spine.toys import Toy

Blank = Callable[[], Engine]


def kept(engine: Engine) -> tuple:
    """All that a failed load must leave as it is."""
    return play.tables(engine), play.people(engine)


def test_people_arrive_disabled_and_without_a_password(engine: Engine, files: Files):
    own, ada = map(json.loads, files["accounts.jsonl"].splitlines())

    play.loaded(engine, files)

    there = {handle: (str(told[0]), *told[1:]) for handle, told in play.people(engine).items()}
    assert there == {
        "register": (own["uid"], Role.SYSTEM, None, None),
        "Ada": (ada["uid"], Role.ADMIN, None, play.LATER),
    }


def test_who_arrived_is_let_in_again_by_an_operator(engine: Engine, files: Files):
    play.loaded(engine, files)

    accounts.enable(engine, 2)

    assert accounts.reset(engine, 2, play.LATER)
    assert play.people(engine)["Ada"][3] is None


def test_the_end_of_what_was_loaded_is_told(engine: Engine, files: Files):
    told = json.loads(files["manifest.json"])["revision"]

    assert play.loaded(engine, files) == told == f"r5:{whole.digests(engine)[5]}"


def test_only_an_empty_register_is_filled(engine: Engine, files: Files):
    toys.toy(engine)
    before = kept(engine)

    with pytest.raises(Refused, match="This register is not empty: load into a new one"):
        play.loaded(engine, files)

    assert kept(engine) == before


def test_a_register_in_which_there_are_people_is_not_filled(engine: Engine, files: Files):
    accounts.add(engine, "Bea", Role.ADMIN, play.LATER)

    with pytest.raises(Refused, match="has accounts already: load into a new one"):
        play.loaded(engine, files)

    assert "Ada" not in play.people(engine)


def test_old_lines_are_read_in_the_words_of_today(
    engine: Engine, blank: Blank, monkeypatch: pytest.MonkeyPatch
):
    first = blank()
    toys.toy(first)
    with first.begin() as connection:
        forged(connection, OLD)
    files = play.exported(first)
    monkeypatch.setitem(upcasters, 1, renamed)

    play.loaded(engine, files)

    with at(engine) as session:
        assert session.get(Toy, (2, 2)).name == "Ted"
        assert verify(session) is None
    assert play.exported(engine) == files


def test_lines_of_a_newer_program_are_refused(
    engine: Engine, blank: Blank, monkeypatch: pytest.MonkeyPatch
):
    first = blank()
    with monkeypatch.context() as tomorrow:
        tomorrow.setitem(upcasters, 1, renamed)
        toys.toy(first)
    files, before = play.exported(first), kept(engine)

    with pytest.raises(Newer, match="newer version of the program"):
        play.loaded(engine, files)

    assert kept(engine) == before


def test_an_export_of_a_newer_format_is_refused_whatever_it_holds(engine: Engine, files: Files):
    newer = play.sealed(files | {"more.jsonl": b""}, text='{"format":"2"}\n')

    with pytest.raises(Newer, match="newer version of the program"):
        play.loaded(engine, newer)


@pytest.mark.slow
def test_a_load_that_is_killed_leaves_the_register_empty(
    url: str, engine: Engine, files: Files, tmp_path: Path
):
    before = kept(engine)
    play.laid(tmp_path / "export", files)
    command = [sys.executable, "-m", "tests.exports.stalled", url, str(tmp_path / "export")]

    with started(command) as process:
        assert line(process, "that it verifies") == "Verifying\n"

    assert kept(engine) == before


def test_a_disk_that_fails_at_the_end_leaves_the_register_empty(engine: Engine, files: Files):
    before = kept(engine)

    def full(_: int) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        play.loaded(engine, files, play.watched(full))

    assert kept(engine) == before


def test_a_folder_that_is_not_there_is_an_error_of_the_system(engine: Engine, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        load(engine, tmp_path / "nowhere", play.LATER)
