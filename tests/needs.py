"""What tests need from the machine: where it is missing, CI fails and others are told why."""

import os
from typing import NoReturn

import pytest

from tests.processes import run_to_end


def absent(reason: str) -> NoReturn:
    """Stop the test: a run that may leave nothing out fails."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def chromium() -> str:
    """The path of a Chromium that runs."""
    asked = run_to_end("scripts/chromium", timeout=600)  # it may have to install one
    return asked.stdout.strip() or absent(asked.stderr.strip())
