"""A byte that was flipped in the file or in a table is named, or changed nothing that is read."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.db import build_engine
from app.edits import accounts
from app.models import Role
from tests.spine import full_register
from tests.spine.toy_edits import day

PLACES = 12
# What `verify` does not cover, as its help says: secrets, what need not outlive a restore, and of
# accounts what is in no record.
UNCOVERED_TABLES = {"invitation", "secret", "sign_in_attempt", "sign_in_session"}
UNCOVERED_COLUMNS = {"password", "created_at", "disabled_at", "keys_on", "accepted"}

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def sound_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with every kind and two accounts, all of it in one file."""
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("flips") / "sound.db"))
    engine = build_engine(f"sqlite:///{file}")
    full_register.build_register(engine)
    for handle in ("Ada", "Bea"):
        accounts.add_account(engine, handle, Role.EDITOR, day(4))
    engine.dispose()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return file


def covered_rows(file: Path) -> dict[str, list[str]]:
    """Every row that `verify` answers for, by table."""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    rows = {
        name: sorted(
            repr({key: row[key] for key in dict(row) if key not in UNCOVERED_COLUMNS})
            for row in connection.execute(f'SELECT * FROM "{name}"')
        )
        for name in names
        if name not in UNCOVERED_TABLES
    }
    connection.close()
    return rows


def check_flip(sound_file: Path, flipped_file: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """What `verify` exits with; it is to name a fault, or all that it answers for is the same."""
    monkeypatch.setenv("COMMITMENTS_DATABASE_URL", f"sqlite:///{flipped_file}")
    result = CliRunner().invoke(app, ["verify"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    if result.exit_code == 0:
        assert covered_rows(flipped_file) == covered_rows(sound_file)
    else:
        assert result.stderr.strip()
    return result.exit_code


@pytest.mark.parametrize("place", range(PLACES))
def test_a_byte_of_the_file(
    sound_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
):
    content = bytearray(sound_file.read_bytes())
    content[random.Random(place).randrange(len(content))] ^= 0xFF
    flipped_file = tmp_path / "flipped.db"
    flipped_file.write_bytes(content)

    assert check_flip(sound_file, flipped_file, monkeypatch) in (0, 1, 3)


TABLES = ["account", "account_state", "entity", "line", "pledge", "register", "revision", "toy"]


@pytest.mark.parametrize("table", TABLES)
def test_a_bit_of_a_table(
    sound_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
):
    chance = random.Random(table)
    flipped_file = Path(shutil.copy(sound_file, tmp_path / "flipped.db"))
    connection = sqlite3.connect(flipped_file)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = [
        (column, *row)
        for column in columns
        if column not in UNCOVERED_COLUMNS
        for row in connection.execute(
            f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" <> \'\''
        )
    ]
    column, row_id, value = chance.choice(values)
    flipped = value ^ 1 if isinstance(value, int) else chr(ord(value[0]) ^ 1) + value[1:]
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    change = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?'
    connection.execute(change, (flipped, row_id))
    connection.commit()
    connection.close()

    assert check_flip(sound_file, flipped_file, monkeypatch) in (0, 3)
