"""The lines that a real server writes: what they say, and that nobody's words are among them."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx2 import Client
from sqlalchemy import Engine

from tests import factory
from tests.accounts import SAME_ORIGIN
from tests.cli.command import COMMAND, environment
from tests.faults.server_kills import sign_in_token
from tests.processes import fetch, rest, started, tries

pytestmark = pytest.mark.slow

WORD = "Zyzzyva"  # typed into everything below
TOKEN = "a token of some length"


@contextmanager
def serve(url: str, log: Path, *words: str) -> Iterator[Client]:
    """A browser of a server whose log is a file."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    more = {"COMMITMENTS_METRICS_TOKEN": TOKEN}
    with (
        log.open("w") as stderr,
        started(
            [*COMMAND, "serve", "--port", port, *words], env=environment(url) | more, stderr=stderr
        ) as server,
        Client(base_url=f"http://127.0.0.1:{port}", headers=SAME_ORIGIN, timeout=120) as client,
    ):
        fetch(f"http://127.0.0.1:{port}/healthz", server)
        yield client
        server.terminate()
        rest(server, "the end of a server that was told to stop")


def log_lines(log: Path, count: int) -> list[dict[str, object]]:
    """The lines of a log, once there are so many."""
    for _ in tries(f"{count} lines of log"):
        if log.read_text().count("\n") >= count:
            break
    return [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture
def lines(url: str, engine: Engine, tmp_path: Path) -> list[dict[str, object]]:
    """What a server wrote of nine requests."""
    factory.record_estonia(engine)
    token, log = sign_in_token(url), tmp_path / "log"
    event = {"n0.kind": "meeting", "n0.title": WORD, "submission": "a" * 32}
    with serve(url, log) as client:
        client.get(f"/countries/ee?q={WORD}", headers={"User-Agent": WORD, "Referer": WORD})
        client.get(f"/{WORD}?{WORD}")
        client.head("/countries/ee?as_of=r0")
        client.get("/static/style.css")
        client.post("/sign-in", data={"username": WORD, "password": WORD})
        client.post("/events/new", data=event, headers={"Sec-Fetch-Site": "cross-site"})
        client.post("/events/new", data=event, headers={"Cookie": f"session={token}"})
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE actor RENAME TO hidden")
        client.get(f"/countries/ee?q={WORD}")
        return log_lines(log, 9)


def test_a_line_of_json_tells_route_status_time_and_revision(lines: list[dict[str, object]]):
    told = [
        (line["method"], line["route"], line["status"], line["revision"])
        for line in lines
        if line["event"] == "request"
    ]

    assert told[:8] == [
        ("GET", "health.live", 200, None),
        ("GET", "countries.show", 200, 2),
        ("GET", "none", 404, 2),
        ("HEAD", "countries.show", 200, 0),
        ("GET", "static", 200, None),
        ("POST", "sign_in.create", 401, 2),
        ("POST", "none", 403, 2),
        ("POST", "events.create", 303, 3),
    ]
    assert all(isinstance(line["ms"], float) for line in lines if line["event"] == "request")


def test_no_line_holds_what_was_typed(lines: list[dict[str, object]]):
    text = json.dumps(lines)

    assert any(line["event"] != "request" for line in lines), "the failure is in the log"
    assert "OperationalError" in text
    assert WORD.lower() not in text.lower()
    assert "?" not in "".join(str(line.get("route")) for line in lines)


@pytest.mark.measured
def test_two_processes_count_together(url: str, engine: Engine, tmp_path: Path):
    factory.record_estonia(engine)
    log = tmp_path / "log"
    with serve(url, log, "--workers", "2") as client:
        for _ in range(8):
            with Client(base_url=client.base_url) as other:
                other.get("/pledges/3")
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert 'commitments_requests_total{method="GET",route="pledges.show",status="200"} 8.0' in (
        answer.text
    )
