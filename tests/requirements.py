"""What tests need from the machine: where it is missing, CI fails and others are told why."""

import os
from typing import NoReturn

import pytest

from tests.processes import run_to_end


def skip_or_fail(reason: str) -> NoReturn:
    """Stop the test: a run that may leave nothing out fails."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def chromium_path() -> str:
    """The path of a Chromium that runs."""
    result = run_to_end("scripts/chromium", timeout=600)  # it may have to install one
    return result.stdout.strip() or skip_or_fail(result.stderr.strip())


def proxy_paths() -> dict[str, str]:
    """The paths of an nginx and a Caddy, by their names."""
    result = run_to_end("scripts/proxies", timeout=600)  # it may have to install them
    paths = result.stdout.split() or skip_or_fail(result.stderr.strip())
    return dict(zip(("nginx", "caddy"), paths, strict=True))
