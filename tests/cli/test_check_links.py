"""Whether the addresses of sources still answer."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import Engine

from app.cli.links import ask_links, encode_address, find_problem
from app.models import Source
from tests import factory
from tests.cli.command import Run, command_output
from tests.processes import PATIENCE

MOVED = {301: "/200", 302: "ftp://127.0.0.1/"}


class Site(BaseHTTPRequestHandler):
    """Pages that are there, refused, gone, or moved."""

    def do_GET(self) -> None:
        status = int(self.path.split("?")[0].strip("/"))
        self.send_response(status)
        if status in MOVED:
            self.send_header("Location", MOVED[status])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_sources_whose_addresses_no_longer_answer_are_told(run: Run, engine: Engine, site: str):
    factory.record(engine, Source, address=f"{site}/200", archived_address=f"{site}/404")
    factory.record(engine, Source, address=f"{site}/403")
    factory.record(engine, Source, address="http://127.0.0.1:9/")
    factory.record(engine, Source, address=f"{site}/302")
    factory.record(engine, Source, address=f"{site}/301")

    result = run("check", "--links", "--private")

    assert result.exit_code == 4
    assert f"look  source 1: answers 404: {site}/404" in result.stdout
    assert "look  source 3: no answer" in result.stdout
    assert "look  source 4: no address" in result.stdout
    assert "6 addresses asked, 3 do not answer." in result.stdout


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://uk.wikipedia.org/wiki/Сад?q=є", "wiki/%D0%A1%D0%B0%D0%B4?q=%D1%94"),
        ("https://президент.укр:8443/a%20b", "https://xn--d1abbgf6aiiy.xn--j1amh:8443/a%20b"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_an_address_in_other_letters_goes_over_the_wire_in_ascii(address: str, expected: str):
    assert encode_address(address).endswith(expected)


def test_an_address_in_other_letters_is_asked(site: str):
    assert find_problem(f"{site}/200?q=Сад", private=True) == ""


def test_a_name_that_nobody_knows_is_told_in_words():
    assert find_problem("http://nowhere.invalid/", private=True) == "no answer: no such name"


def test_what_was_not_asked_is_not_counted_as_asked(run: Run, engine: Engine, site: str):
    factory.record(engine, Source, address=f"{site}/200")

    result = run("check", "--links")

    assert result.exit_code == 4
    assert "0 addresses asked, 0 do not answer." in result.stdout
    assert "1 were not asked: they are inside of this network." in result.stdout


def test_addresses_inside_of_this_network_are_not_asked_unless_told_to(
    run: Run, engine: Engine, site: str
):
    factory.record(engine, Source, address=f"{site}/200")

    assert "inside of this network" in run("check", "--links").stdout
    assert "1 addresses asked, 0" in command_output(run("check", "--links", "--private"))


def test_a_long_list_of_addresses_is_asked_in_parts(
    run: Run, engine: Engine, site: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.cli.check.MAX_LINKS", 1)
    for status in (200, 204):
        factory.record(engine, Source, address=f"{site}/{status}")

    assert "check --links --from 2" in command_output(run("check", "--links", "--private"))
    assert "more" not in command_output(run("check", "--links", "--private", "--from", "2"))


def test_a_host_that_nobody_knows_does_not_answer():
    [answer] = ask_links([(1, "http://nobody.invalid/")], private=False, seconds=PATIENCE)

    assert answer.problem.startswith("no answer")


def test_what_was_not_asked_when_the_time_was_up_is_told(
    run: Run, engine: Engine, site: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.cli.check.MAX_SECONDS", -1)
    factory.record(engine, Source, address=f"{site}/200")

    result = run("check", "--links", "--private")

    assert result.exit_code == 4
    assert "1 were not asked: the time was up." in result.stdout
