"""The files for nginx and Caddy in docs/, before a real server: what they pass on, and let go."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.cli.command import COMMAND, environment
from tests.processes import PATIENCE, fetch, run_to_end, started, tries
from tests.requirements import proxy_paths

pytestmark = [pytest.mark.slow, pytest.mark.covered]

NAME = "register.example.org"
MAIN = "daemon off; pid nginx.pid; error_log stderr; events {{}} http {{ {} }}"
SHORT_WAITS = {"10s": "1s"}
FEW_CONNECTIONS = {"commitments_address 50": "commitments_address 5"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def replace_all(text: str, replacements: dict[str, str]) -> str:
    """A file with other values; each must be in it."""
    for old, new in replacements.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def make_certificate(folder: Path) -> None:
    """A key, and a certificate that it signed itself."""
    run_to_end(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}"),
        *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
        check=True,
    )


def nginx_command(
    folder: Path, port: int, server_port: int, limits: dict[str, str] = SHORT_WAITS
) -> list[str]:
    """The command that runs nginx with our file, with a certificate and limits for a test."""
    make_certificate(folder)
    own = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "http2": "",
        f"/etc/letsencrypt/live/{NAME}": str(folder),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{server_port}",
    }
    text = replace_all((ROOT / "docs/server/nginx.conf").read_text(), own | limits)
    (folder / "nginx.conf").write_text(MAIN.format(text))
    return [proxy_paths()["nginx"], "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"]


def caddy_command(folder: Path, port: int, server_port: int) -> list[str]:
    """The command that runs Caddy with our file, with a certificate of its own."""
    own = {
        "{\n\tservers": "{\n\tadmin off\n\tskip_install_trust\n"
        "\tauto_https disable_redirects\n\tservers",
        f"\n{NAME} {{": f"\n{NAME}:{port} {{\n\ttls internal\n\tbind 127.0.0.1",
        "127.0.0.1:8000": f"127.0.0.1:{server_port}",
        "read_header 10s": "read_header 1s",
        "read_body 30s": "read_body 1s",
    }
    text = replace_all((ROOT / "docs/server/Caddyfile").read_text(), own)
    (folder / "Caddyfile").write_text(text)
    program = proxy_paths()["caddy"]
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@contextmanager
def proxied(proxy_command: Callable[..., list[str]], url: str, folder: Path) -> Iterator[int]:
    """The port of a proxy before a server of the register at `url`."""
    port, server_port = free_port(), free_port()
    settings = {
        "COMMITMENTS_BASE_URL": f"https://{NAME}:{port}",
        "COMMITMENTS_TRUSTED_PROXIES": "127.0.0.1",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    env = environment(url) | settings
    with ExitStack() as stack:
        command = proxy_command(folder, port, server_port)
        serve = [*COMMAND, "serve", "--port", str(server_port)]
        server = stack.enter_context(started(serve, env=env))
        proxy = stack.enter_context(started(command, env=env, cwd=folder))
        fetch(f"http://127.0.0.1:{server_port}/healthz", server)
        for _ in tries("the proxy"):
            assert proxy.poll() is None, "The proxy ended."
            if is_open(port):
                break
        yield port


def is_open(port: int) -> bool:
    """Whether somebody listens at a port, and speaks TLS for the register's name."""
    try:
        connect(port).close()
    except OSError:
        return False
    return True


def connect(port: int) -> ssl.SSLSocket:
    """A connection to the proxy, as a browser makes it."""
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    raw = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    return trust.wrap_socket(raw, server_hostname=NAME)


def answer(port: int, text: str) -> str:
    """All that comes back, until the proxy lets go."""
    with connect(port) as connection:
        connection.sendall(text.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode(errors="replace")


@pytest.fixture(params=[nginx_command, caddy_command], ids=["nginx", "caddy"])
def port(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[int]:
    with proxied(request.param, url, tmp_path) as port:
        yield port


def head(port: int, method: str = "GET", path: str = "/", more: str = "") -> str:
    return f"{method} {path} HTTP/1.1\nHost: {NAME}:{port}\nConnection: close\n{more}\n"


def test_pages_come_through_and_what_is_half_sent_is_let_go(port: int):
    form = f"Origin: https://{NAME}:{port}\nContent-Type: application/x-www-form-urlencoded\n"
    sent = "username=a&password=b"

    page = answer(port, head(port))
    saved = answer(port, head(port, "POST", "/sign-in", f"{form}Content-Length: 21\n") + sent)
    figures = answer(port, head(port, path="/metrics"))
    half_head = answer(port, "GET / HTTP/1.1\nHost: x\nX-A: ")
    half_body = answer(port, head(port, "POST", "/sign-in", f"{form}Content-Length: 21\n") + "u")

    assert page.startswith("HTTP/1.1 200")
    assert "strict-transport-security" in page.lower()
    assert saved.startswith("HTTP/1.1 401")  # it was taken for a form of our own page
    assert figures.startswith("HTTP/1.1 404")
    assert " 200 " not in half_head[:20]
    assert "<html" not in half_body  # Caddy lets go with a head and nothing after it


def test_nginx_gives_one_address_so_many_connections(url: str, tmp_path: Path):
    command = partial(nginx_command, limits=FEW_CONNECTIONS)  # who waits is not let go soon
    with proxied(command, url, tmp_path) as port, ExitStack() as stack:
        for _ in range(5):
            waiting = stack.enter_context(connect(port))
            waiting.sendall(head(port, "POST", "/sign-in", "Content-Length: 9\n").encode())

        assert answer(port, head(port)).startswith("HTTP/1.1 429")
