"""What tests need from the machine: where it is missing, CI fails and others are told why."""

import os
import subprocess
from typing import NoReturn

import pytest


def absent(reason: str) -> NoReturn:
    """Stop the test: a run that may leave nothing out fails."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def chromium() -> str:
    """The path of a Chromium that runs."""
    asked = subprocess.run(["scripts/chromium"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or absent(asked.stderr.strip())
