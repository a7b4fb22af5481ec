"""Our own files are compressed once, and as small as can be."""

import gzip

import pytest
from fastapi.testclient import TestClient

from app.routes.compact_files import compress_file
from app.templating.paths import STATIC, static_url

URL = static_url("style.css")
FILE = STATIC / "style.css"


@pytest.mark.parametrize(("accepted", "name"), [("gzip, br, zstd", "br"), ("gzip", "gzip")])
def test_a_file_is_sent_compressed(client: TestClient, accepted: str, name: str):
    answer = client.get(URL, headers={"Accept-Encoding": accepted})

    assert answer.headers["Content-Encoding"] == name
    assert answer.headers["Content-Type"].startswith("text/css")
    assert int(answer.headers["Content-Length"]) == len(compress_file(FILE, name))
    assert answer.content == FILE.read_bytes()
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_file_is_compressed_once(client: TestClient):
    compress_file.cache_clear()

    for _ in range(2):
        client.get(URL, headers={"Accept-Encoding": "br"})

    assert compress_file.cache_info().misses == 1
    assert len(compress_file(FILE, "br")) < len(gzip.compress(FILE.read_bytes()))


@pytest.mark.parametrize("headers", [{"Accept-Encoding": "identity"}, {"Range": "bytes=0-9"}])
def test_other_wishes_are_met(client: TestClient, headers: dict[str, str]):
    answer = client.get(URL, headers=headers)

    assert "Content-Encoding" not in answer.headers
    assert FILE.read_bytes().startswith(answer.content)


def test_who_has_a_file_already_is_told_so(client: TestClient):
    tag = client.get(URL).headers["ETag"]

    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 304
