import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

PATHS = ["/", "/countries/gb", "/nowhere", "/static/style.css", "/healthz", "/countries?as_of=x"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(client: TestClient, path: str):
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_like_get_without_the_body(client: TestClient, path: str):
    plain = {"Accept-Encoding": "identity"}

    got, head = client.get(path, headers=plain), client.head(path, headers=plain)

    assert head.status_code == got.status_code
    assert head.headers["Content-Length"] == str(len(got.content))
    assert head.content == b""


@pytest.mark.slow
def test_behind_https_the_browser_is_told_to_stay_there(client: TestClient, url: str):
    app = create_app(Settings(database_url=url, base_url="https://commitments.example"))

    with TestClient(app) as secure:
        assert "max-age" in secure.get("/healthz").headers["Strict-Transport-Security"]
    app.state.engine.dispose()
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


def test_a_file_that_names_its_version_is_kept_and_a_page_is_asked_for_again(client: TestClient):
    page = client.get("/about")
    file = page.text.split('rel="stylesheet" href="')[1].split('"')[0]

    directives = "public, max-age=0, s-maxage=5, must-revalidate"
    assert page.headers["Cache-Control"] == directives
    assert "immutable" in client.get(file).headers["Cache-Control"]
    assert client.get("/static/style.css").headers["Cache-Control"] == "no-cache"


def test_a_page_is_sent_compressed(client: TestClient):
    assert (
        client.get("/about", headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    )


def test_other_methods_are_refused_with_a_page(client: TestClient):
    answer = client.post("/about", headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 405
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/about", "GET, HEAD"), ("/sign-in", "GET, HEAD, POST"), ("/static/style.css", "GET, HEAD")],
)
def test_who_is_refused_is_told_all_methods_of_an_address(
    client: TestClient, path: str, methods: str
):
    assert client.options(path).headers["Allow"] == methods


def test_the_page_of_a_failure_is_guarded_too(failing: TestClient):
    headers = failing.get("/broken").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_file_that_is_not_there_is_asked_for_again(client: TestClient):
    answer = client.get("/static/none.css?v=1")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-cache")


def test_no_link_leads_to_another_site(client: TestClient):
    text = client.get("//evil.example/x?as_of=r0").text

    assert 'href="//' not in text
    assert 'action="//' not in text
