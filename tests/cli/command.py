"""Running the command as a person does, and what it says."""

import os
import sys
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]


def command_output(result: Result, code: int = 0) -> str:
    """What a command said, once it ended with this code and with nothing but a sentence."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit | None)
    return result.stderr if code else result.stdout


def environment(url: str) -> dict[str, str]:
    """The environment of a process whose register is at `url`."""
    return os.environ | {"COMMITMENTS_DATABASE_URL": url}
