"""Files of lines, each with a file of the sums of its lines beside it."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from app.exports.archive.archive_format import Tally
from app.spine.refusals import Refused
from app.spine.revision import sha256_hex
from app.spine.stored_bytes import parse_stored

Advance = Callable[[int], None]
Bars = Callable[[str, int], AbstractContextManager[Advance]]
AddLine = Callable[[str], None]


class ArchiveDamage(Refused):
    """An export is not as it was written; the text names the file and the line."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what}. Nothing was loaded.")


@contextmanager
def no_progress(_label: str, _length: int) -> Iterator[Advance]:
    """Tell nobody how far it has come."""
    yield lambda _: None


@contextmanager
def line_writer(folder: Path, name: str, tallies: dict[str, Tally]) -> Iterator[AddLine]:
    """Adds lines to a new file, which is on the disk at the end; counted in `tallies`."""
    tally = tallies[name] = Tally()
    with (folder / name).open("xb") as file:

        def add(line: str) -> None:
            raw = f"{line}\n".encode()
            tally.add(raw)
            file.write(raw)

        yield add
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def summed_line_writer(folder: Path, name: str, tallies: dict[str, Tally]) -> Iterator[AddLine]:
    """Adds lines to NAME.jsonl and their sums to NAME.sums."""
    with (
        line_writer(folder, f"{name}.jsonl", tallies) as lines,
        line_writer(folder, f"{name}.sums", tallies) as sums,
    ):

        def add(line: str) -> None:
            lines(line)
            sums(sha256_hex(line))

        yield add


def read_lines(
    folder: Path, name: str, tallies: dict[str, Tally]
) -> Iterator[tuple[int, str, str]]:
    """Each line of NAME.jsonl: its number, its text, its sum; counted in `tallies`.

    Raises:
        Damaged: At the first line that is cut off, or has another sum than in NAME.sums.
        UnreadableBytes: At one that is no text.
    """
    files = f"{name}.jsonl", f"{name}.sums"
    tallies |= {file: Tally() for file in files}
    with (folder / files[0]).open("rb") as lines, (folder / files[1]).open("rb") as sums:
        both = zip_longest(lines, sums, fillvalue=b"")
        for number, raws in enumerate(both, 1):
            for file, raw in zip(files, raws, strict=True):
                tallies[file].add(raw)
            text = raws[0].removesuffix(b"\n")
            if text == raws[0]:
                raise ArchiveDamage(files[0], number, "it is missing or cut off")
            line_sum = sha256(text).hexdigest()
            if raws[1] != f"{line_sum}\n".encode():
                raise ArchiveDamage(
                    files[0], number, f"its sum is not that in {files[1]}, line {number}"
                )
            with parse_stored():
                line = text.decode()
            yield number, line, line_sum
