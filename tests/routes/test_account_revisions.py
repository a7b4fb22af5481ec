"""What admins do with accounts is in the log, and admins alone undo it."""

from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits import accounts
from app.models import Intent, Role, Source
from app.queries.accounts import find_by_name
from app.spine.moment import reading_session
from app.spine.recording import recording
from tests.accounts import signed_in_browser
from tests.factory import add, noon, record
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

    answer = admin.post("/revisions/2/undo", data={"base": "3", "submission": "x"})

    assert "Bea was changed since" in page(answer, 409).text
    assert not page(admin.get("/revisions/2/undo")).select("#slip")
    assert state(engine, bea) == (Role.ADMIN, False)


def test_a_handle_is_given_on_the_page_and_does_not_come_back(admin: TestClient, bea: int):
    assert admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": "Ann"}).status_code == 303

    answer = admin.post("/revisions/2/undo", data={"base": "2", "submission": "x"})

    shown = page(answer, 409)
    assert shown.select_one("#refusal").text == "Nothing was undone."
    assert "does not keep the handle that Ann had" in shown.text


@pytest.mark.parametrize("path", ["/revisions/2", "/revisions/2/undo"])
def test_a_handle_is_offered_no_undo_and_the_way_out_is_named(
    admin: TestClient, bea: int, path: str
):
    admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": "Ann"})

    shown = page(admin.get(path))

    assert "does not keep the handle that Ann had: give it again on its page" in shown.text
    assert shown.select_one(f"main a[href='/accounts/{bea}']").text == "The page of Ann"
    assert not shown.select("#slip, main a[href='/revisions/2/undo']")


def test_who_is_disabled_by_an_undo_is_so_since_the_application_says(
    app: FastAPI, admin: TestClient, bea: int, clock: dict[str, datetime]
):
    clock["now"] = noon(31) + timedelta(hours=3)

    assert undo(admin, 1).status_code == 303

    with reading_session(app.state.engine) as session:
        assert accounts.require_account(session, bea).disabled_at == clock["now"]


def test_the_seed_is_undone_by_admins_alone_also_where_an_account_came_first(
    app: FastAPI, engine: Engine
):
    accounts.add_account(engine, "Root", Role.ADMIN, noon(31))
    record(engine, Source)
    record(engine, Source)
    editor, admin = signed_in_browser(app), signed_in_browser(app, Role.ADMIN, "Eve")
    way = "main a[href='/revisions/{}/undo']"

    refused = editor.post("/revisions/2/undo", data={"base": "3", "submission": "x"})

    assert "This takes the role admin" in page(refused, 403).text
    assert editor.get("/revisions/2/undo").status_code == 403
    assert not page(editor.get("/revisions/2")).select(way.format(2))
    assert page(admin.get("/revisions/2")).select(way.format(2))
    assert page(editor.get("/revisions/3")).select(way.format(3))
    assert undo(editor, 3).status_code == 303
    assert undo(admin, 2).status_code == 303


def test_the_first_edit_of_a_person_is_undone_by_any_editor(app: FastAPI, engine: Engine):
    editor = signed_in_browser(app)
    with recording(engine, 2, Intent.RECORDS) as edit:
        add(edit, Source)

    assert undo(editor, 1).status_code == 303


@pytest.mark.parametrize("handle", ["bob", "BOB", "B0b"])
def test_one_s_own_handle_may_be_written_otherwise(
    engine: Engine, admin: TestClient, bea: int, handle: str
):
    admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": "Bob"})

    answer = admin.post(f"/accounts/{bea}", data={"do": "handle", "handle": handle})

    assert answer.status_code == 303
    with reading_session(engine) as session:
        assert accounts.require_account(session, bea).handle == handle


@pytest.mark.parametrize("handle", ["Root", "root", "R00t", "account 7", "Former editor 12"])
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
