"""Signing in and out in a browser, with scripts and without."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from app.edits import accounts
from app.edits.authentication import Visitor
from app.edits.hashing import Hasher
from app.models import Role
from scripts.screenshots import NOW
from tests.accounts import PASSWORD, add_unrecorded_account
from tests.browser.conftest import Visit


@pytest.mark.parametrize("javascript", [True, False])
def test_one_signs_in_comes_back_and_signs_out(visit: Visit, register: Engine, javascript: bool):
    handle = f"Dora {javascript}"
    token = add_unrecorded_account(register, handle, Role.EDITOR, NOW)
    accounts.accept_invitation(register, Hasher(8, 1), token, "", PASSWORD, Visitor(NOW))
    page = visit("/pledges", javascript=javascript)

    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Handle", exact=True).fill(handle.upper())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Pledges")
    page.get_by_role("link", name=f"Signed in as {handle}").click()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out of this browser").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
