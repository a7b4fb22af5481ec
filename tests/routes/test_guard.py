from collections.abc import Iterator

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.routes.guard import LARGEST
from tests import factory
from tests.accounts import SAME_ORIGIN, signed_in_browser
from tests.page import page, plain_text

BASE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 401),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, 401),
        ({"Origin": BASE}, 401),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": f"{BASE}.evil.example"}, 403),
        ({"Referer": f"{BASE}/sign-in"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": BASE}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": BASE}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
    ],
)
def test_only_our_own_pages_may_change_something(client: TestClient, headers, status: int):
    page(client.post("/sign-in", headers=headers), status)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
def test_every_other_method_is_guarded(client: TestClient, method: str):
    assert client.request(method, "/about").status_code == 403
    assert client.request(method, "/about", headers=SAME_ORIGIN).status_code == 405


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_is_open_to_every_site(client: TestClient, method: str):
    answer = client.request(method, "/about", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200


def test_the_refusal_is_a_page_that_says_what_to_do(client: TestClient):
    answer = client.post("/sign-in?as_of=r0")

    assert "so nothing was changed" in plain_text(page(answer, 403).text)
    assert "COMMITMENTS_BASE_URL" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_form_that_is_too_large_is_refused(client: TestClient):
    sent = b"username=" + b"x" * LARGEST

    answer = client.post("/sign-in", content=sent, headers=SAME_ORIGIN)

    assert "more than a form may hold" in page(answer, 413).text


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/sign-in", LARGEST - 65536, 401),
        ("/sign-in", LARGEST, 413),
        ("/account", LARGEST - 65536, 303),
        ("/account", LARGEST, 413),
    ],
)
def test_a_form_of_unknown_length_is_counted(app: FastAPI, path: str, size: int, status: int):
    def parts() -> Iterator[bytes]:
        yield b"username="
        for _ in range(size // 65536):
            yield b"x" * 65536

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = signed_in_browser(app).post(path, content=parts(), headers=kind)

    assert answer.status_code == status
    assert ("more than a form may hold" in answer.text) == (status == 413)


@pytest.mark.parametrize("told", ["-1", "many"])
def test_a_length_that_is_none_counts_as_unknown(client: TestClient, told: str):
    answer = client.post("/sign-in", data={}, headers=SAME_ORIGIN | {"Content-Length": told})

    assert answer.status_code == 401


def test_a_form_that_can_not_be_read_is_refused(client: TestClient):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    page(client.post("/sign-in", content=b"nonsense", headers=SAME_ORIGIN | kind), 400)


def test_a_form_that_is_cut_off_on_its_way_changes_nothing(app: FastAPI, engine: Engine):
    ada, typed = signed_in_browser(app), b"n0.kind=meeting&n0.title=A+meeting&n0.place=Ky"
    parts = [
        {"type": "http.request", "body": typed, "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return parts.pop(0)

    async def send(message: dict[str, object]) -> None:
        answers.append(message)

    request = ada.build_request("POST", "/events/new", content=typed)
    headers = [(name.lower(), value) for name, value in request.headers.raw]
    headers.append((b"content-type", b"application/x-www-form-urlencoded"))
    scope = {"type": "http", "method": "POST", "path": "/events/new", "query_string": b""}
    anyio.run(app, scope | {"headers": headers}, receive, send)

    assert (answers, factory.newest_number(engine)) == ([], 0)
