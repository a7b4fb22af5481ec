"""A disk of a few megabytes, which can be filled and made read-only while it lasts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.processes import run_to_end
from tests.requirements import skip_or_fail

SIZES = (2**20, 4096)  # bytes written at a time: much first, then each block that is left


class SmallDisk:
    """A disk of its own, in memory.

    Attributes:
        folder: Where it is mounted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"

    def fill(self) -> None:
        """Leave no block free."""
        with self.filler.open("ab", buffering=0) as file:
            for size in SIZES:
                with suppress(OSError):
                    while file.write(bytes(size)):
                        pass

    def make_room(self) -> None:
        """Give back what filled it."""
        self.filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nothing can be written to it; no file of it may be open for that."""
        run_to_end("mount", "-o", "remount,ro", self.folder, check=True)
        try:
            yield
        finally:
            run_to_end("mount", "-o", "remount,rw", self.folder, check=True)


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """Such a disk; the test is skipped, with the reason, where none may be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder)
        try:
            result = run_to_end("mount", *options)
        except FileNotFoundError as failure:
            skip_or_fail(f"A disk can't be filled here: {failure}")
        if result.returncode:
            skip_or_fail(f"A disk can't be filled here: {result.stderr.strip()}")
        try:
            yield SmallDisk(Path(folder))
        finally:
            run_to_end("umount", "--lazy", folder, check=True)
