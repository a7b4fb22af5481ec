"""What an export says: its files, and the lines in which they tell of accounts and revisions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.spine.account_record import placeholder
from app.spine.example_mark import EXAMPLE_COLUMN, EXAMPLE_NOTE
from app.spine.revision import Account, Intent, Revision, Role, fold_handle
from app.spine.value import canonical_json, to_json

FORMAT = 1
LINE_FILES = ("accounts", "record", "revisions")  # each of them NAME.jsonl, its sums in NAME.sums
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FILES = sorted([MANIFEST, *(f"{name}.{end}" for name in LINE_FILES for end in ("jsonl", "sums"))])

ACCOUNT_KEYS = ("id", "uid")  # what else there is of it stands in the record
REVISION_KEYS = ("body", "digest", "intent", "made_at", "number", "submission", "typed", "undoes")


@dataclass
class Tally:
    """How many lines of a file have passed, and what they hash to."""

    lines: int = 0
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, raw: bytes) -> None:
        """Count one more line, its end included."""
        self.lines += bool(raw)
        self.hash.update(raw)


def account_line(account: Account) -> str:
    """An account: its number and its identity."""
    return canonical_json({name: to_json(getattr(account, name)) for name in ACCOUNT_KEYS})


def revision_line(revision: Revision, account: UUID, lines: int) -> str:
    """A revision made by `account`, whose record has so many lines."""
    own = {name: getattr(revision, name) for name in REVISION_KEYS}
    own |= {"account": account, "comment": revision.comment or None, "lines": lines}
    return canonical_json(
        {name: to_json(value) for name, value in own.items() if value is not None}
    )


def parse_account(text: str) -> Account:
    """The account that a line tells of, without its handle.

    Raises:
        ValueError: When it is not as an export writes it.
    """
    line = json.loads(text)
    account_id = int(line["id"])
    handle = placeholder(account_id, is_erased=False)
    result = Account(
        id=account_id,
        uid=UUID(line["uid"]),
        handle=handle,
        called=fold_handle(handle),
        role=Role.CONTRIBUTOR,  # until the record is played
    )
    require_same_text(account_line(result), text)
    return result


def parse_revision(text: str, accounts: Mapping[str, int]) -> tuple[Revision, int]:
    """The revision that a line tells of, by one of `accounts`, and how many lines its record has.

    Raises:
        ValueError: When it is not as an export writes it.
        LookupError: When it is by nobody known.
    """
    line = json.loads(text)
    number, lines = int(line["number"]), int(line["lines"])
    result = Revision(
        number=number,
        made_at=datetime.fromisoformat(line["made_at"]),
        account_id=accounts[line["account"]],
        intent=Intent(line["intent"]),
        comment=line.get("comment", ""),
        undoes=int(line["undoes"]) if "undoes" in line else None,
        submission=line.get("submission"),
        typed=line.get("typed"),
        body=line["body"],
        digest=line["digest"],
    )
    require_same_text(revision_line(result, UUID(line["account"]), lines), text)
    return result, lines


def require_same_text(again: str, text: str) -> None:
    """Raise ValueError unless telling it again gives the same text."""
    if again != text:
        raise ValueError


def manifest_line(
    register: str, head: str, files: Mapping[str, Tally], *, is_example: bool = False
) -> str:
    """What the export is of, and its other files; whether all of it is example data."""
    entries = {
        name: {"lines": str(tally.lines), "sha256": tally.hash.hexdigest()}
        for name, tally in files.items()
    }
    own = {"format": str(FORMAT), "register": register, "revision": head}
    own |= {EXAMPLE_COLUMN: EXAMPLE_NOTE} if is_example else {}
    return canonical_json(own | {"files": entries})


def sum_lines(files: Mapping[str, Tally]) -> list[str]:
    """The lines that sha256sum checks, in the order of the files' names."""
    return [f"{files[name].hash.hexdigest()}  {name}" for name in sorted(files)]
