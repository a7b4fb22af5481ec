"""What a form says that can't be saved: what is so, first, and no more than that."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import DatabaseError

from app.models import Role
from app.routes.unsaved import failed_attempt
from tests import form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.form_client import FORM_EXAMPLES, FormExample
from tests.page import page, plain_text
from tests.reason_forms import reason_form_values
from tests.routes.database_troubles import lost_file


class DamageError(Exception):
    """What SQLite's driver raises where its file is damaged."""

    sqlite_errorcode = 11


@pytest.mark.parametrize("example", FORM_EXAMPLES.values(), ids=FORM_EXAMPLES)
@pytest.mark.usefixtures("ada")
def test_who_was_signed_out_reads_that_before_what_is_wrong_with_the_form(
    app: FastAPI, ada: TestClient, example: FormExample
):
    name = f"n0.{example.required_box}"
    typed = form_client.open_form(ada, example.new) | {name: "", "username": "Ada"}

    shown = page(open_browser(app).post(example.new.partition("?")[0], data=typed), 422)

    first, *others = shown.select(".errors li")
    assert plain_text(first.text).startswith("You are not signed in, or no longer.")
    assert first.select_one("a")["href"] == "#sign-in-name"
    assert f"#b-n0-{example.required_box}" in [each.select_one("a")["href"] for each in others]
    assert shown.select_one("#sign-in-name")["value"] == "Ada"


def test_who_was_signed_out_and_adds_a_part_is_told_so(app: FastAPI, ada: TestClient):
    sent = form_client.open_form(ada, "/pledges/new") | {"add": "step:n0"}

    shown = page(open_browser(app).post("/pledges/new", data=sent))
    told = page(ada.post("/pledges/new", data=sent))

    assert "You are not signed in, or no longer." in plain_text(shown.select_one(".heard").text)
    assert not told.select(".heard[role=status]")


def test_who_was_signed_out_and_gives_no_reason_is_told_both(app: FastAPI, ada: TestClient):
    sent = reason_form_values(page(ada.get("/pledges/3/retract"))) | {"username": "Ada"}

    shown = page(open_browser(app).post("/pledges/3/retract", data=sent), 422)

    [told] = shown.select("#slip .error")
    assert plain_text(told.text).startswith("You are not signed in, or no longer.")
    assert "Say why: whoever finds it gone will ask." in plain_text(told.text)
    assert shown.select_one("#sign-in-name")["value"] == "Ada"


def test_a_file_in_place_of_a_password_is_refused_in_words(app: FastAPI):
    files = {"password": ("p.txt", b"secret words")}

    answer = open_browser(app).post("/sign-in", data={"username": "Ada"}, files=files)

    shown = page(answer, 422)
    assert "One of the boxes came with a file in place of text" in plain_text(shown.text)
    assert shown.select_one("[name=username]")["value"] == "Ada"


def test_passwords_are_spoken_of_only_where_there_are_any(app: FastAPI):
    root = signed_in_browser(app, Role.ADMIN, "Root")
    del root.headers["Sec-Fetch-Site"]

    told = {
        path: plain_text(page(root.post(path, data=sent), 403).select_one("main").text)
        for path, sent in {
            "/accounts": {"handle": "Grace", "role": "editor"},
            "/account": {"do": "password", "present": PASSWORD},
            "/sign-out": {"everywhere": "yes"},
        }.items()
    }

    kept = "All that you typed is here"
    assert f"{kept}, passwords apart." in told["/account"]
    assert f"{kept}." in told["/accounts"]
    assert kept not in told["/sign-out"]


def test_nothing_is_promised_of_a_damaged_file():
    error = DatabaseError("INSERT", {}, DamageError())

    attempt = failed_attempt(error, [("comment", "My words.")])

    assert attempt.outcome == "It is not known whether this was saved"
    assert "press the button again only if this edit is not there" in attempt.sentence
    assert "it is saved once" not in attempt.sentence


def test_a_kept_password_form_names_its_boxes_as_the_real_one_does(app: FastAPI):
    sent = {"do": "password", "present": PASSWORD, "password": "x", "again": "y"}

    real = page(signed_in_browser(app).get("/account"))
    shown = page(open_browser(app).post("/account", data=sent), 401)

    real_labels, labels = (
        {plain_text(each.text) for each in soup.select("main label")} for soup in (real, shown)
    )
    assert labels == {"Present password", "New password", "The same again"}
    assert labels <= real_labels


@pytest.mark.parametrize("sent", ["2026-05-01T12:00%2B0", "2026-05-01T12:00+0"])
def test_a_moment_that_is_none_is_shown_as_it_was_sent(client: TestClient, sent: str):
    shown = page(client.get(f"/pledges?as_of={sent}"), 422)

    assert "“2026-05-01T12:00+0” is not a moment" in shown.text


def test_a_password_to_sign_in_with_is_not_called_new_where_the_register_can_not_be_read(
    app: FastAPI, ada: TestClient
):
    path = "/pledges/3/retract"
    sent = reason_form_values(page(ada.get(path))) | {"comment": "Never said.", "username": "Ada"}

    with lost_file(app):
        shown = page(open_browser(app).post(path, data=sent | {"password": PASSWORD}), 503)

    labels = [plain_text(each.text) for each in shown.select("main label")]
    assert sorted(labels) == ["Handle", "Password", "Why"]
