"""Accounts from the command line, and the link for the first admin."""

import os
import socket
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.cli.register import settle_address
from app.cli.users import print_first_link
from app.exports.files.file_cache import FILES, LOCK, FileStore
from app.main import create_app
from app.settings import Settings
from app.spine.backup import load_backup, write_backup
from tests.accounts import PASSWORD, cheap_settings, open_browser, sign_in
from tests.cli.command import COMMAND, Run, command_output, environment
from tests.factory import noon
from tests.processes import fetch, rest, started

BASE = "http://register.example"
TYPED = {"username": "Ada", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMITMENTS_BASE_URL", f"{BASE}/")


@pytest.fixture
def client(url: str, engine: Engine) -> TestClient:
    app = create_app(cheap_settings(url))
    app.state.engine.dispose()
    app.state.engine = engine
    return open_browser(app)


@pytest.fixture(autouse=True)
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command finds the files of the whole register."""
    monkeypatch.setenv("COMMITMENTS_EXPORTS", str(tmp_path / "exports"))
    return tmp_path / "exports"


def link_path(text: str) -> str:
    """The path of the link in what a command said."""
    [line] = [line for line in text.splitlines() if line.startswith(f"{BASE}/")]
    return line.removeprefix(BASE)


@pytest.mark.slow
@pytest.mark.both
def test_a_new_account_gets_a_link(run: Run, client: TestClient):
    text = command_output(run("user", "add", "Ada", "--role", "editor"))

    assert text.startswith("Ada has the role editor: it publishes edits and reviews proposals.")
    assert client.post(link_path(text), data=TYPED).headers["Location"] == "/account"
    assert "\teditor\t" in command_output(run("user", "list"))
    assert command_output(run("user", "list")).strip().endswith("can sign in")


def test_without_a_role_it_is_a_contributor_s(run: Run):
    assert "has the role contributor" in command_output(run("user", "add", "Ada"))
    assert command_output(run("user", "list")).strip().endswith("has no password")


@pytest.mark.both
def test_where_there_is_no_account_the_list_says_so(run: Run):
    assert command_output(run("user", "list")).strip() == "There is no account yet."


@pytest.mark.both
def test_a_role_is_given(run: Run):
    command_output(run("user", "add", "Ada"))

    assert "ADA" not in command_output(run("user", "role", "ADA", "admin"))
    assert "\tadmin\t" in command_output(run("user", "list"))


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_an_account_is_disabled_enabled_and_reset(run: Run, client: TestClient):
    client.post(link_path(command_output(run("user", "add", "Ada"))), data=TYPED)

    assert "signed out everywhere" in command_output(run("user", "disable", "Ada"))
    assert "disabled since" in command_output(run("user", "list"))
    assert "Enable it first" in command_output(run("user", "reset", "Ada"), 1)
    assert sign_in(client).status_code == 401
    assert "may sign in again" in command_output(run("user", "enable", "Ada"))
    assert sign_in(client).status_code == 303
    assert client.get(link_path(command_output(run("user", "reset", "Ada")))).status_code == 200
    assert sign_in(client).status_code == 401


@pytest.mark.both
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("add", "x"), 2, "2 to 60 characters"),
        (("add", "Ada", "--role", "king"), 2, "is no role: choose contributor, editor, admin."),
        (("add", "Register"), 2, "names the register itself has"),
        (("role", "Bea", "editor"), 1, "There is no account Bea. See: commitments user list"),
        (("disable", "register"), 1, "There is no account register"),
    ],
)
def test_what_can_not_be_done_is_told(run: Run, words, code: int, sentence: str):
    assert sentence in command_output(run("user", *words), code)


@pytest.mark.both
def test_the_last_admin_is_not_lost(run: Run, client: TestClient):
    client.post(link_path(command_output(run("user", "add", "Ada", "--role", "admin"))), data=TYPED)

    assert "only admin" in command_output(run("user", "disable", "Ada"), 1)
    assert "only admin" in command_output(run("user", "role", "Ada", "editor"), 1)


@pytest.mark.slow
@pytest.mark.measured
def test_serving_prints_a_link_for_the_first_admin_until_there_is_one(
    run: Run, url: str, client: TestClient
):
    path = link_path(serve_output(url))

    assert client.post(path, data=TYPED).status_code == 303

    assert BASE not in serve_output(url)
    assert "\tadmin\t" in command_output(run("user", "list"))


def serve_output(url: str) -> str:
    """What `serve` prints until it serves."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [*COMMAND, "serve", "--port", str(port)]
    variables = environment(url) | {"COMMITMENTS_BASE_URL": os.environ["COMMITMENTS_BASE_URL"]}
    with started(command, env=variables) as server:
        fetch(f"http://127.0.0.1:{port}/healthz", server)
        server.terminate()
        return rest(server, "the end of a server that was told to stop")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:9000"),
        ("0.0.0.0", "http://127.0.0.1:9000"),
        ("::", "http://[::1]:9000"),
    ],
)
def test_where_no_address_is_set_readers_come_to_the_one_that_is_served(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    expected: str,
):
    monkeypatch.delenv("COMMITMENTS_BASE_URL")

    settings = settle_address(Settings(_env_file=None), host, 9000)
    print_first_link(settings, "abc")

    assert f"\n{expected}/sign-in/abc\n" in capsys.readouterr().out


def test_an_address_that_is_set_stays():
    settings = Settings(base_url="https://c.example")

    assert settle_address(settings, "127.0.0.1", 9000).base_url == "https://c.example"


def test_a_link_of_the_command_says_that_its_beginning_is_a_guess(
    run: Run, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("COMMITMENTS_BASE_URL")

    text = command_output(run("user", "add", "Ada"))

    assert "so the link begins with http://127.0.0.1:8000. If the register is served" in text


def test_a_server_writes_links_to_itself(url: str):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    variables = environment(url)
    variables.pop("COMMITMENTS_BASE_URL", None)
    with started([*COMMAND, "serve", "--port", str(port)], env=variables) as server:
        page = fetch(f"http://127.0.0.1:{port}/pledges.json", server)
        server.terminate()
        printed = rest(server, "the end of a server that was told to stop")

    assert f"http://127.0.0.1:{port}/sign-in/" in printed
    assert "127.0.0.1:8000" not in page + printed


@pytest.mark.slow
@pytest.mark.both
def test_a_backup_holds_accounts_and_nobody_s_session(
    run: Run, client: TestClient, engine: Engine, tmp_path: Path
):
    client.post(link_path(command_output(run("user", "add", "Ada"))), data=TYPED)
    command_output(run("user", "add", "Bea"))
    write_backup(engine, tmp_path / "b.db")

    load_backup(engine, tmp_path / "b.db")

    assert client.get("/account").status_code == 303
    assert sign_in(client).status_code == 303
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM invitation").scalar() == 0


@pytest.mark.both
def test_an_account_gets_another_handle_and_is_forgotten(run: Run):
    command_output(run("user", "add", "Bea"))

    assert "Bea is called Ann now." in command_output(run("user", "name", "Bea", "Ann"))
    text = command_output(run("user", "erase", "Ann"))
    assert "Ann is former editor 2 from now on, and disabled." in text
    assert "erasure: former editor 2." in command_output(run("verify"))
    assert "Ann" not in command_output(run("user", "list"))


def test_files_that_hold_an_erased_handle_are_deleted(run: Run, engine: Engine, exports: Path):
    command_output(run("user", "add", "Bea"))
    store = FileStore(exports, engine, "http://x", "build", lambda: noon(31))
    store.build_file(FILES["record.jsonl"])
    (exports / "draft-register.xlsx").write_text("Bea")

    command_output(run("user", "erase", "Bea"))

    assert [each.name for each in exports.iterdir()] == [LOCK]


def test_a_file_that_can_t_be_deleted_is_told_of(run: Run, exports: Path):
    command_output(run("user", "add", "Bea"))
    (exports / "r1-0123456789ab-2026-05-01-register.xlsx").mkdir(parents=True)

    text = command_output(run("user", "erase", "Bea"), 1)

    assert f"Delete them: they are in {exports}." in text
    assert "former editor 2" in command_output(run("user", "list"))
