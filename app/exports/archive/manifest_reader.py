"""What an export says of itself, before its lines are read."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from app.exports.archive.archive_format import FILES, FORMAT, MANIFEST, SUMS, Tally, manifest_line
from app.exports.archive.line_files import ArchiveDamage
from app.spine.example_mark import EXAMPLE_COLUMN
from app.spine.refusals import NewerRegister, Refused

SUM_LINE = re.compile("([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Manifest:
    """What an export says of itself.

    Attributes:
        text: The manifest.
        register: The uid of the register.
        head: The newest revision and its digest, as rN:digest.
        size: How many lines its record has.
        sums: The sum of each file, by name.
        is_example: Whether it calls all of it example data.
    """

    text: str
    register: UUID
    head: str
    size: int
    sums: dict[str, str]
    is_example: bool

    def check_files(self, tallies: dict[str, Tally]) -> None:
        """Make sure that the files that were read are those that it tells of.

        Raises:
            Damaged: When one is another.
        """
        for name, tally in tallies.items():
            if tally.hash.hexdigest() != self.sums[name]:
                raise ArchiveDamage(SUMS, FILES.index(name) + 1, f"it is not the sum of {name}")
        register, head = str(self.register), self.head
        if self.text != manifest_line(register, head, tallies, is_example=self.is_example):
            raise ArchiveDamage(MANIFEST, 1, "it does not tell of these files")


def read_manifest(folder: Path) -> Manifest:
    """What the export in a folder says of itself.

    Raises:
        Refused: When a file is missing, or one is there that is none of an export's.
        Damaged: When what it says was changed.
        Newer: When a newer program wrote it.
        OSError: When it can't be read.
    """
    names = {file.name for file in folder.iterdir()}
    require_files(folder, {SUMS, MANIFEST} - names)
    raw, raw_sums = (folder / MANIFEST).read_bytes(), (folder / SUMS).read_bytes()
    line = f"{sha256(raw).hexdigest()}  {MANIFEST}\n".encode()
    if line in raw_sums and format_number(raw) > FORMAT:
        raise NewerRegister
    sums = parse_sums(raw_sums.decode(errors="replace"))
    if line not in raw_sums:
        line_number = FILES.index(MANIFEST) + 1
        raise ArchiveDamage(MANIFEST, 1, f"its sum is not that in {SUMS}, line {line_number}")
    require_files(folder, {*FILES} - names, names - {*FILES, SUMS})
    return parse_manifest(raw.decode(), sums)


def require_files(
    folder: Path, missing: set[str], unexpected: frozenset[str] | set[str] = frozenset()
) -> None:
    """Raise Refused when there is a file too few, or too many."""
    for name in sorted(missing):
        raise Refused(f"{folder} is no whole export: {name} is missing. Nothing was loaded.")
    for name in sorted(unexpected):
        raise Refused(f"{folder} holds {name}, which is no part of an export. Nothing was loaded.")


def format_number(raw: bytes) -> int:
    """The format of an export, as its manifest tells it."""
    try:
        return int(json.loads(raw)["format"])
    except (LookupError, TypeError, ValueError):
        raise ArchiveDamage(MANIFEST, 1, "it makes no sense") from None


def parse_sums(text: str) -> dict[str, str]:
    """The sum of each file, by name, as SUMS lists them.

    Raises:
        Damaged: When a line is not as sha256sum writes it, or of another file.
    """
    *lines, rest = text.split("\n")
    sums: dict[str, str] = {}
    for number, name in enumerate(FILES, 1):
        line = SUM_LINE.fullmatch(lines[number - 1]) if number <= len(lines) else None
        if line is None or line[2] != name:
            raise ArchiveDamage(SUMS, number, f"it is not the sum of {name}")
        sums[name] = line[1]
    if rest or len(lines) > len(FILES):
        raise ArchiveDamage(SUMS, len(FILES) + 1, "it is too much")
    return sums


def parse_manifest(text: str, sums: dict[str, str]) -> Manifest:
    """What a manifest tells.

    Raises:
        Damaged: When it makes no sense.
    """
    try:
        values = json.loads(text)
        size = int(values["files"]["record.jsonl"]["lines"])
        return Manifest(
            text.removesuffix("\n"),
            UUID(values["register"]),
            values["revision"],
            size,
            sums,
            EXAMPLE_COLUMN in values,
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        raise ArchiveDamage(MANIFEST, 1, "it makes no sense") from None
