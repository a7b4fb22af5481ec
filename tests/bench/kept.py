"""Requests a second for pages that are ready, against a bare application with the same bytes."""

import json
import platform
import selectors
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from urllib.request import Request, urlopen

from app.db import build_engine
from app.edits.seeding import seed
from tests.cli.command import COMMAND, environment
from tests.databases import both_databases
from tests.processes import fetch, started

PATHS = ("/", "/pledges", "/timeline")
CONNECTIONS, SECONDS, ROUNDS = 16, 3, 3
WANTED = 0.8
BARE = [sys.executable, "-m", "tests.faults.bare_server"]


def run() -> None:
    """Print each page's requests a second, and the ratio; exit where one is too low."""
    ratios = []
    print(f"  Python {platform.python_version()}, uvicorn {version('uvicorn')}, one worker")
    with both_databases() as urls:
        for name, url in urls.items():
            engine = build_engine(url)
            seed(engine)
            engine.dispose()
            with served([*COMMAND, "serve"], url) as site:
                for path in PATHS:
                    ratios += [measure(name, site, path, is_known) for is_known in (False, True)]
    if min(ratios) < WANTED:
        sys.exit(f"One is below {WANTED} of a bare application.")


@contextmanager
def served(command: list[str], url: str) -> Iterator[str]:
    """The address of a server that logs into a file."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    with (
        tempfile.TemporaryFile("w") as log,
        started([*command, "--port", port], env=environment(url), stderr=log) as server,
    ):
        fetch(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"


def measure(name: str, site: str, path: str, is_known: bool) -> float:
    """The ratio for a page, or for the 304 of it: the median of alternate rounds."""
    headers = {"Accept-Encoding": "gzip"}
    with urlopen(Request(site + path, headers=headers)) as answer:
        body, sent_headers, status = answer.read(), answer.getheaders(), 200
        headers |= {"If-None-Match": answer.headers["ETag"]} if is_known else {}
    own_headers = [pair for pair in sent_headers if pair[0] not in ("date", "connection")]
    if is_known:
        own_headers = [pair for pair in own_headers if not pair[0].startswith("content-")]
        body, status = b"", 304
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([status, own_headers, body.hex()], file)
        file.flush()
        with served([*BARE, file.name], "sqlite://") as bare:
            pairs = [(rate(site, path, headers), rate(bare, path, headers)) for _ in range(ROUNDS)]
    ours, theirs = sorted(pairs, key=lambda pair: pair[0] / pair[1])[ROUNDS // 2]
    what = f"304 of {path}" if is_known else path
    print(f"  {name}, {what}: {ours:.0f} a second; bare {theirs:.0f}; ratio {ours / theirs:.2f}")
    return ours / theirs


def rate(site: str, path: str, headers: dict[str, str]) -> float:
    """Answers a second over some connections that are kept, each with one request on its way."""
    host = site.removeprefix("http://")
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", *(f"{n}: {v}" for n, v in headers.items())]
    request = "\r\n".join([*lines, "", ""]).encode()
    address, port = host.split(":")
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection((address, int(port)))
        selector.register(connection, selectors.EVENT_READ, bytearray())
        connection.sendall(request)
    count, start = 0, time.perf_counter()
    while (seconds := time.perf_counter() - start) < SECONDS:
        for key, _ in selector.select(1):
            key.data.extend(key.fileobj.recv(1 << 18))
            if is_whole(key.data):
                count += 1
                key.data.clear()
                key.fileobj.sendall(request)
    for key in [*selector.get_map().values()]:
        key.fileobj.close()
    return count / seconds


def is_whole(answer: bytearray) -> bool:
    """Whether an answer has come to its end."""
    head, end, body = answer.partition(b"\r\n\r\n")
    _, mark, rest = head.partition(b"content-length: ")
    return bool(end) and len(body) >= (int(rest.split(b"\r\n")[0]) if mark else 0)
