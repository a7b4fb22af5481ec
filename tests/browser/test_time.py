"""The way to another moment and back, with scripts and without, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults, faults_of_colour
from tests.browser.conftest import Visit


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


def banner(page: Page) -> Locator:
    """What says which moment is shown."""
    return page.get_by_role("complementary", name="The moment shown")


def choose(page: Page, words: str) -> None:
    """Open the control and follow one of its ways."""
    if not banner(page).locator("details[open]").count():
        banner(page).locator("summary").click()
    banner(page).get_by_role("link", name=words).click()


def test_a_reader_goes_back_in_time_sees_what_is_different_and_comes_back(visit: Visit, javascript):
    page = visit("/pledges?domain=land&on=2026-11-20", javascript=javascript)

    choose(page, "First: r1")

    expect(page).to_have_url(re.compile(r"/pledges\?domain=land&as_of=r1&on=2026-11-20$"))
    expect(banner(page)).to_contain_text("As recorded at r1; as the world stood on 20 Nov 2026")
    expect(page.get_by_role("main")).not_to_contain_text("Two companies of infantry")
    banner(page).get_by_role("link", name="What is different from now").click()
    expect(page).to_have_url(re.compile(r"/revisions/1\.\.6\?on=2026-11-20$"))
    expect(page.locator("h1")).to_have_text("From r1 to r6")
    expect(page.locator("#ee-differences")).to_contain_text("new: Declared")
    banner(page).get_by_role("link", name="Back to now").click()
    expect(page).to_have_url(re.compile(r"/revisions/1\.\.6$"))
    expect(banner(page)).to_contain_text("as it is now")


def test_a_reader_walks_from_one_state_to_the_next_until_now(visit: Visit, javascript):
    page = visit("/countries?as_of=r4", javascript=javascript)

    choose(page, "Previous: r3")
    expect(page).to_have_url(re.compile(r"/countries\?as_of=r3$"))
    for number in (4, 5, 6):
        choose(page, f"Next after r{number - 1}")
        expect(page).to_have_url(re.compile(rf"/countries\?as_of=r{number}$"))
    choose(page, "Next after r6")

    expect(page).to_have_url(re.compile("/countries$"))
    expect(banner(page)).to_contain_text("as it is now")


def test_the_log_compares_two_revisions_by_keyboard(visit: Visit, javascript):
    page = visit("/revisions", javascript=javascript)
    page.get_by_label("Compare from").fill("r2")
    page.get_by_label("to", exact=True).fill("r3")

    page.get_by_label("to", exact=True).press("Enter")

    expect(page).to_have_url(re.compile(r"/revisions/2\.\.3$"))
    expect(page.locator("article")).to_contain_text("Two companies of infantry")
    expect(page.locator("article del")).to_have_text("Company 0")


@pytest.mark.parametrize("path", ["/revisions/1..6", "/revisions/2..3", "/countries?as_of=r3"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anyone_can_use_it_folded_out_in_the_light_and_in_the_dark(
    visit: Visit, path: str, width: int
):
    page = visit(path, width)
    banner(page).locator("summary").click()

    page.emulate_media(color_scheme="light")
    assert faults(page) == ""
    page.emulate_media(color_scheme="dark")
    assert faults_of_colour(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
