"""Load an export, and say so and wait when all that is left to do is to verify it.

python -m tests.exports.archive.stalled_load URL DIR
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.db import build_engine
from app.exports.archive.load import load_register
from tests.spine import toys  # noqa: F401  (the export holds some)


@contextmanager
def stalling_bars(label: str, _length: int) -> Iterator[Callable[[int], None]]:
    """A bar at which nothing goes on once all is written."""
    if label == "Verifying":
        print(label, flush=True)
        time.sleep(600)
    yield lambda _: None


if __name__ == "__main__":
    load_register(build_engine(sys.argv[1]), Path(sys.argv[2]), stalling_bars)
