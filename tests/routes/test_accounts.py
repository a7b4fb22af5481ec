"""All accounts, as admins see and change them."""

import pytest
from fastapi import FastAPI

from app.edits import accounts
from app.models import Role
from app.queries import accounts as account_queries
from app.spine.moment import reading_session
from tests import factory
from tests.accounts import create_account, open_browser, sign_in, signed_in_browser
from tests.page import page

pytestmark = pytest.mark.both


def test_nobody_is_led_to_the_form_and_back(client):
    answer = client.get("/account?on=2026-05-01", follow_redirects=False)

    assert answer.headers["Location"] == "/sign-in?to=%2Faccount%3Fon%3D2026-05-01"


def test_an_admin_adds_an_account_and_gets_its_link(app: FastAPI):
    client = signed_in_browser(app, Role.ADMIN)

    answer = client.post("/accounts", data={"handle": " Bea ", "role": "editor"})

    link = page(answer).select_one("#link").text
    assert answer.headers["Cache-Control"] == "no-store"
    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    page(open_browser(app).get(link.removeprefix("http://127.0.0.1:8000")))
    [row] = [r for r in page(client.get("/accounts")).select("#accounts tr") if "Bea" in r.text]
    assert row.select_one("[data-label=Role]").text.startswith("editor")
    assert row.select_one("[data-label=State]").text == "has not chosen a password"


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"handle": "x", "role": "editor"}, 422, "2 to 60 characters"),
        ({"handle": "A  da", "role": "editor"}, 422, "one plain space"),
        ({"handle": "Bea", "role": "system"}, 422, "is no role: choose contributor, editor"),
        ({"handle": "aDA", "role": "editor"}, 409, "There is an account Ada already"),
        ({}, 422, "2 to 60 characters"),
    ],
)
def test_an_account_that_can_not_be_made_says_why(app: FastAPI, sent, status: int, sentence: str):
    client = signed_in_browser(app, Role.ADMIN)

    shown = page(client.post("/accounts", data=sent), status)

    assert sentence in shown.select_one("#refusal").text
    assert shown.select_one("#handle")["value"] == sent.get("handle", "")


def test_another_role_signs_out_and_holds_from_then_on(app: FastAPI):
    client, bea = signed_in_browser(app, Role.ADMIN), create_account(app, "Bea")
    path = f"/accounts/{bea.account.id}"

    shown = page(client.get(path))
    client.post(path, data={"do": "role", "role": "admin"})

    assert "in 1 browser" in shown.select_one("#facts").text
    assert open_browser(app, bea.token).get("/account").status_code == 303
    again = open_browser(app, sign_in(open_browser(app), "Bea").cookies["session"])
    page(again.get("/accounts"))


def test_the_same_role_changes_nothing(app: FastAPI):
    client, bea = signed_in_browser(app, Role.ADMIN), create_account(app, "Bea")

    client.post(f"/accounts/{bea.account.id}", data={"do": "role", "role": "editor"})

    assert open_browser(app, bea.token).get("/account").status_code == 200


def test_a_disabled_account_is_out_at_once_and_may_come_back(app: FastAPI):
    client, bea = signed_in_browser(app, Role.ADMIN), create_account(app, "Bea")
    path = f"/accounts/{bea.account.id}"

    client.post(path, data={"do": "disable"})

    assert open_browser(app, bea.token).get("/account").status_code == 303
    state = page(client.get(path)).select_one("#facts dd").text
    assert state == "disabledsince 31 May 2026"
    client.post(path, data={"do": "enable"})
    assert sign_in(open_browser(app), "Bea").status_code == 303


def test_a_reset_gives_a_link(app: FastAPI):
    client, bea = signed_in_browser(app, Role.ADMIN), create_account(app, "Bea")

    shown = page(client.post(f"/accounts/{bea.account.id}", data={"do": "reset"}))

    assert "/sign-in/" in shown.select_one("#link").text
    assert "A link for Bea" in shown.h1.text


@pytest.mark.parametrize("sent", [{"do": "disable"}, {"do": "role", "role": "editor"}])
def test_the_only_admin_stays_one(app: FastAPI, sent):
    signed = create_account(app, role=Role.ADMIN)
    path = f"/accounts/{signed.account.id}"

    shown = page(open_browser(app, signed.token).post(path, data=sent), 409)

    assert "Ada is the only admin who can sign in" in shown.text


@pytest.mark.parametrize("sent", [{"do": "reset"}, {"do": "nonsense"}, {}])
def test_what_can_not_be_done_with_one_s_own_account_is_told(app: FastAPI, sent):
    signed = create_account(app, role=Role.ADMIN)

    path = f"/accounts/{signed.account.id}"
    shown = page(open_browser(app, signed.token).post(path, data=sent), 422)

    assert "your own password has its page" in shown.text


@pytest.mark.parametrize("account_id", [1, 99])
def test_the_register_s_own_account_and_one_that_is_not_there_are_nobody_s(
    app: FastAPI, account_id: int
):
    client = signed_in_browser(app, Role.ADMIN)

    page(client.get(f"/accounts/{account_id}"), 404)
    page(client.post(f"/accounts/{account_id}", data={"do": "disable"}), 404)
    assert "register" not in page(client.get("/accounts")).select_one("#accounts").text


def test_an_account_that_went_meanwhile_is_refused(engine):
    with pytest.raises(accounts.Refused, match="no such account"):
        accounts.enable_account(engine, 99)


def test_accounts_are_listed_by_handle_whatever_their_case(app: FastAPI, engine):
    for handle in ("bea", "Cleo", "Ada"):
        create_account(app, handle)

    with reading_session(engine) as session:
        assert [account.handle for account in account_queries.index(session)] == [
            "Ada",
            "bea",
            "Cleo",
        ]


@pytest.mark.parametrize(
    ("path", "count"),
    [("/about", 3), ("/account", 4), ("/accounts", 4), ("/accounts/2", 5), ("/sign-out", 3)],
)
def test_who_is_signed_in_costs_one_statement(
    app: FastAPI, engine, statements: list[str], path: str, count: int
):
    factory.record_estonia(engine)
    client = signed_in_browser(app, Role.ADMIN)
    client.get("/about")  # from then on the process knows whose cookie it is
    statements.clear()

    page(client.get(path))

    assert len(statements) == count


def test_a_handle_that_looks_like_another_one_is_refused(app: FastAPI):
    admin = signed_in_browser(app, Role.ADMIN, "Adal")

    answer = admin.post("/accounts", data={"handle": "Ada1", "role": "editor"})

    assert "Ada1 could be taken for the account Adal." in page(answer, 409).text
