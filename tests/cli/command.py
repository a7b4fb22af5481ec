"""Running the command as a person does, and what it says."""

import os
import sys
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]


def said(done: Result, code: int = 0) -> str:
    """What a command said, once it ended with this code and with nothing but a sentence."""
    assert done.exit_code == code, done.output
    assert isinstance(done.exception, SystemExit | None)
    return done.stderr if code else done.stdout


def environment(url: str) -> dict[str, str]:
    """The environment of a process whose register is at `url`."""
    return os.environ | {"COMMITMENTS_DATABASE_URL": url}
