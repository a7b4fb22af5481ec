import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.cli import app
from tests.cli.command import Run


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the test's database, or at another address."""

    def command(*words: str, at: str = url) -> Result:
        monkeypatch.setenv("COMMITMENTS_DATABASE_URL", at)
        return CliRunner().invoke(app, words)

    return command
