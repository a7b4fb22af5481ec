"""What admins do with accounts is in the log, and admins alone undo it."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits import accounts
from app.models import Role
from app.queries.accounts import find_by_name
from app.spine.moment import reading_session
from tests.accounts import signed_in_browser
from tests.page import page


@pytest.fixture
def admin(app: FastAPI) -> TestClient:
    return signed_in_browser(app, Role.ADMIN, "Root")


@pytest.fixture
def bea(app: FastAPI, admin: TestClient) -> int:
    """r1: an admin makes Bea a contributor; her account’s id."""
    admin.post("/accounts", data={"handle": "Bea", "role": "contributor"})
    with reading_session(app.state.engine) as session:
        return find_by_name(session, "bea").id


def undo(browser: TestClient, number: int):
    """What pressing the button to undo a revision answers."""
    shown = page(browser.get(f"/revisions/{number}/undo"))
    names = ("base", "submission")
    fields = {name: shown.select_one(f"[name={name}]")["value"] for name in names}
    return browser.post(f"/revisions/{number}/undo", data=fields | {"comment": "A mistake."})


def state(engine: Engine, account_id: int) -> tuple[Role, bool]:
    with reading_session(engine) as session:
        account = accounts.require_account(session, account_id)
        return account.role, account.disabled_at is not None


@pytest.mark.usefixtures("bea")
def test_the_log_tells_of_an_account_in_a_sentence(client: TestClient):
    for path in ("/revisions", "/revisions/1", "/revisions?editor=Root"):
        text = client.get(path).text
        assert "Makes the account Bea, a contributor." in text


def test_an_admin_undoes_a_role_and_a_standing(engine: Engine, admin: TestClient, bea: int):
    admin.post(f"/accounts/{bea}", data={"do": "role", "role": "editor"})
    admin.post(f"/accounts/{bea}", data={"do": "disable"})

    assert undo(admin, 3).status_code == 303
    assert state(engine, bea) == (Role.EDITOR, False)
    assert undo(admin, 4).status_code == 303
    assert state(engine, bea) == (Role.EDITOR, True)
    assert undo(admin, 5).status_code == 303
    assert undo(admin, 2).status_code == 303
    assert state(engine, bea) == (Role.CONTRIBUTOR, False)
    assert undo(admin, 1).status_code == 303
    assert state(engine, bea) == (Role.CONTRIBUTOR, True)


def test_what_was_changed_since_is_not_undone(engine: Engine, admin: TestClient, bea: int):
    admin.post(f"/accounts/{bea}", data={"do": "role", "role": "editor"})
    admin.post(f"/accounts/{bea}", data={"do": "role", "role": "admin"})

    answer = undo(admin, 2)

    assert answer.status_code == 409
    assert "Bea was changed since" in answer.text
    assert state(engine, bea) == (Role.ADMIN, False)


def test_a_handle_is_given_on_the_page_and_does_not_come_back(admin: TestClient, bea: int):
    assert admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": "Ann"}).status_code == 303

    answer = undo(admin, 2)

    assert answer.status_code == 409
    assert "does not keep the handle that Ann had" in answer.text


@pytest.mark.parametrize("handle", ["Root", "account 7", "Former editor 12"])
def test_a_handle_that_will_not_do_is_refused_and_kept(admin: TestClient, bea: int, handle: str):
    answer = admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": handle})

    assert answer.status_code in (409, 422)
    assert page(answer, answer.status_code).select_one("#handle")["value"] == handle


def test_an_editor_can_not_undo_what_was_done_with_an_account(app: FastAPI, bea: int):
    editor = signed_in_browser(app, Role.EDITOR, "Cleo")

    assert editor.get("/revisions/1/undo").status_code == 403
    assert "Undo this" not in editor.get("/revisions/1").text
    fields = {"base": "1", "submission": "x", "comment": ""}
    assert editor.post("/revisions/1/undo", data=fields).status_code == 403
    assert state(app.state.engine, bea) == (Role.CONTRIBUTOR, False)
