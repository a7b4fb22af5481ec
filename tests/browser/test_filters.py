"""Choosing, paging and citing in place: the address tells all, and Back works."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

LAND = re.compile(r"/pledges\?.*domain=land")


def unfold_filters(page: Page) -> Page:
    """The form to choose by, unfolded."""
    page.locator("#filters > summary").click()
    return page


def test_a_box_that_is_ticked_narrows_the_list_at_once(visit: Visit):
    page = unfold_filters(visit("/pledges"))

    page.locator("#domain-land").check()

    expect(page).to_have_url(LAND)
    expect(page.locator("#question")).to_contain_text("pledges match:")
    expect(page.locator(".asked")).to_contain_text("domain land")
    expect(page.locator("#domain-land")).to_be_focused()
    expect(page.locator("#domain-land")).to_be_checked()


def test_back_undoes_a_choice(visit: Visit):
    page = unfold_filters(visit("/pledges"))
    before = page.locator("#question").inner_text()
    page.locator("#domain-land").check()
    expect(page.locator(".asked")).to_contain_text("domain land")

    page.go_back()

    expect(page).to_have_url(re.compile("/pledges$"))
    expect(page.locator("#question")).to_have_text(before)
    expect(page.locator(".asked")).to_have_count(0)


def test_without_scripts_the_button_does_the_same(visit: Visit):
    page = unfold_filters(visit("/pledges", javascript=False))

    page.locator("#domain-land").check()
    page.locator("#filter").get_by_role("button", name="Show").click()

    expect(page).to_have_url(LAND)
    expect(page.locator(".asked")).to_contain_text("domain land")


def test_a_moment_survives_choosing_and_a_choice_another_moment(visit: Visit):
    page = unfold_filters(visit("/pledges?as_of=r1"))

    page.locator("#domain-land").check()
    expect(page.locator(".asked")).to_contain_text("domain land")
    expect(page).to_have_url(re.compile("as_of=r1"))
    expect(page.locator("#moment")).to_contain_text("As recorded at r1")
    page.get_by_role("link", name="Back to now").click()

    expect(page).to_have_url(re.compile(r"/pledges\?(?!.*as_of).*domain=land"))


def test_by_keyboard_alone_from_a_choice_to_a_passage_and_back(visit: Visit):
    page = visit("/pledges")
    page.locator("#filters > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#domain-funding").focus()
    page.keyboard.press("Space")
    expect(page.locator(".asked")).to_contain_text("domain funding")
    page.get_by_role("link", name="Money for sending its own forces").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Money for sending its own forces")
    page.locator("#facts .mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".passage:target")).to_be_visible()
    page.go_back()
    page.go_back()

    expect(page).to_have_url(re.compile("domain=funding"))
    expect(page.locator("#domain-funding")).to_be_checked()
