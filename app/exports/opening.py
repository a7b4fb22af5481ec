"""What an export says of itself, before its lines are read."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from app.exports.contents import FILES, FORMAT, MANIFEST, SUMS, Tally, manifest
from app.exports.sheets import Damaged
from app.spine.refusals import Newer, Refused

SUM = re.compile("([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Opened:
    """What an export says of itself.

    Attributes:
        text: The manifest.
        register: The uid of the register.
        head: The newest revision and its digest, as rN:digest.
        size: How many lines its record has.
        sums: The sum of each file, by name.
    """

    text: str
    register: UUID
    head: str
    size: int
    sums: dict[str, str]

    def hold(self, tallies: dict[str, Tally]) -> None:
        """Make sure that the files that were read are those that it tells of.

        Raises:
            Damaged: When one is another.
        """
        for name, tally in tallies.items():
            if tally.hash.hexdigest() != self.sums[name]:
                raise Damaged(SUMS, FILES.index(name) + 1, f"it is not the sum of {name}")
        if self.text != manifest(str(self.register), self.head, tallies):
            raise Damaged(MANIFEST, 1, "it does not tell of these files")


def opened(folder: Path) -> Opened:
    """What the export in a folder says of itself.

    Raises:
        Refused: When a file is missing, or one is there that is none of an export's.
        Damaged: When what it says was changed.
        Newer: When a newer program wrote it.
        OSError: When it can't be read.
    """
    there = {file.name for file in folder.iterdir()}
    whole(folder, {SUMS, MANIFEST} - there)
    raw, listed = (folder / MANIFEST).read_bytes(), (folder / SUMS).read_bytes()
    line = f"{sha256(raw).hexdigest()}  {MANIFEST}\n".encode()
    if line in listed and written_in(raw) > FORMAT:
        raise Newer
    sums = summed(listed.decode(errors="replace"))
    if line not in listed:
        at = FILES.index(MANIFEST) + 1
        raise Damaged(MANIFEST, 1, f"its sum is not that in {SUMS}, line {at}")
    whole(folder, {*FILES} - there, there - {*FILES, SUMS})
    return understood(raw.decode(), sums)


def whole(
    folder: Path, missing: set[str], strange: frozenset[str] | set[str] = frozenset()
) -> None:
    """Raise Refused when there is a file too few, or too many."""
    for name in sorted(missing):
        raise Refused(f"{folder} is no whole export: {name} is missing. Nothing was loaded.")
    for name in sorted(strange):
        raise Refused(f"{folder} holds {name}, which is no part of an export. Nothing was loaded.")


def written_in(raw: bytes) -> int:
    """The format of an export, as its manifest tells it."""
    try:
        return int(json.loads(raw)["format"])
    except (LookupError, TypeError, ValueError):
        raise Damaged(MANIFEST, 1, "it makes no sense") from None


def summed(listed: str) -> dict[str, str]:
    """The sum of each file, by name, as SUMS lists them.

    Raises:
        Damaged: When a line is not as sha256sum writes it, or of another file.
    """
    *lines, rest = listed.split("\n")
    found: dict[str, str] = {}
    for number, name in enumerate(FILES, 1):
        line = SUM.fullmatch(lines[number - 1]) if number <= len(lines) else None
        if line is None or line[2] != name:
            raise Damaged(SUMS, number, f"it is not the sum of {name}")
        found[name] = line[1]
    if rest or len(lines) > len(FILES):
        raise Damaged(SUMS, len(FILES) + 1, "it is too much")
    return found


def understood(text: str, sums: dict[str, str]) -> Opened:
    """What a manifest tells.

    Raises:
        Damaged: When it makes no sense.
    """
    try:
        told = json.loads(text)
        size = int(told["files"]["record.jsonl"]["lines"])
        return Opened(text.removesuffix("\n"), UUID(told["register"]), told["revision"], size, sums)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Damaged(MANIFEST, 1, "it makes no sense") from None
