import asyncio

import pytest
import uvloop
from click.testing import Result
from typer.testing import CliRunner

from app.cli import app
from tests.cli.command import Run
from tests.cli.connection_server import RunSteps, Steps, take_steps

LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the test's database, or at another address."""

    def command(*words: str, at: str = url) -> Result:
        monkeypatch.setenv("COMMITMENTS_DATABASE_URL", at)
        return CliRunner().invoke(app, words)

    return command


@pytest.fixture(params=LOOPS)
def run_steps(request: pytest.FixtureRequest) -> RunSteps:
    """Takes steps while a server is there: on Python's own event loop, and on the server's."""

    def run(steps: Steps) -> None:
        with asyncio.Runner(loop_factory=LOOPS[request.param]) as runner:
            runner.run(take_steps(steps))

    return run
