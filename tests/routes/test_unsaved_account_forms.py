"""The forms of accounts come back too, without their passwords."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.edits import accounts
from app.models import Role
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.markup import Element
from tests.page import page, plain_text

NEW = {"handle": "Grace", "role": "editor"}
NEW_PASSWORD = "a boat under the bridge"
CHANGED_PASSWORD = {
    **{"do": "password", "present": PASSWORD},
    **{"password": NEW_PASSWORD, "again": NEW_PASSWORD},
}


@pytest.fixture
def root(app: FastAPI) -> TestClient:
    """An admin, whose number is 2."""
    return signed_in_browser(app, Role.ADMIN, "Root")


def box_values(shown: Element, name: str) -> list[str | None]:
    """What the boxes of a name hold, wherever on a page."""
    return [box.get("value") for box in shown.select(f"input[name={name}]")]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/accounts", NEW),
        ("/accounts/2", {"do": "role", "role": "contributor"}),
        ("/account", {"do": "keys"}),
        ("/account", CHANGED_PASSWORD),
        ("/sign-out", {}),
    ],
)
@pytest.mark.usefixtures("root", "eight_wait")
def test_what_has_no_turn_comes_back_and_says_when_to_try_again(
    root: TestClient, path: str, sent: dict[str, str]
):
    answer = root.post(path, data=sent)

    assert "Many are saving just now" in page(answer, 503).text
    assert answer.headers["Retry-After"] == "5"


def test_a_session_that_has_ended_leaves_what_was_typed_for_another_account(
    app: FastAPI, root: TestClient
):
    nobody = open_browser(app)

    shown = page(nobody.post("/accounts", data=NEW), 401)
    sent = {name: box_values(shown, name)[0] for name in NEW}

    assert sent == NEW
    assert "sign in first" in plain_text(shown.text)
    assert shown.select_one("main a[target=_blank]")["href"] == "/sign-in"
    assert "Grace" in page(root.post("/accounts", data=sent)).text


def test_a_password_is_asked_for_again_and_never_shown(app: FastAPI):
    shown = page(open_browser(app).post("/account", data=CHANGED_PASSWORD), 401)

    assert box_values(shown, "do") == ["password"]
    for name in ("present", "password", "again"):
        assert box_values(shown, name) == [None]
    assert NEW_PASSWORD not in shown.text


def test_who_may_not_do_it_has_what_was_typed(app: FastAPI):
    ada = signed_in_browser(app, Role.EDITOR)

    shown = page(ada.post("/accounts", data=NEW), 403)

    assert box_values(shown, "handle") == ["Grace"]
    assert "This takes the role admin" in plain_text(shown.text)


def test_a_link_that_works_once_comes_back(app: FastAPI):
    _, token = accounts.add_account(app.state.engine, "Grace", Role.EDITOR, app.state.clock())
    nobody, path = open_browser(app), f"/sign-in/{token}"
    del nobody.headers["Sec-Fetch-Site"]
    sent = {"password": PASSWORD, "again": PASSWORD}

    shown = page(nobody.post(path, data=sent), 403)
    saved = nobody.post(path, data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert "did not say that this came from a page" in plain_text(shown.text)
    assert box_values(shown, "username") == ["Grace"]
    assert PASSWORD not in shown.text
    assert saved.status_code == 303


def test_a_password_that_was_not_changed_is_told_beside_its_boxes(root: TestClient):
    del root.headers["Sec-Fetch-Site"]

    shown = page(root.post("/account", data=CHANGED_PASSWORD), 403)

    assert "The password was not changed." in plain_text(shown.select_one("#password").text)
    assert NEW_PASSWORD not in shown.text
