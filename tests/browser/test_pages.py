"""What holds for every kind of page: anyone can use it, it fits a telephone, nothing is refused."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults, faults_of_colour
from tests.browser.conftest import Visit, visits

PAGES = {
    "/": 200,
    "/pictures/offers?sort=name": 200,
    "/countries": 200,
    "/countries/gb": 200,
    "/countries/gb#c-{passage}": 200,  # a passage open
    "/countries/gb?as_of=r1&on=2025-11-27": 200,
    "/countries/gb/history": 200,
    "/countries/tr": 200,
    "/countries/pl": 200,
    "/countries/de": 200,  # nothing recorded
    "/countries/ee": 200,  # a pledge only possibly made
    "/groups": 200,
    "/groups/coalition": 200,
    "/groups/around-20": 200,
    "/pledges": 200,
    "/pledges?domain=land&attribution=own": 200,  # something chosen
    "/pledges?actor=is": 200,  # nothing fits
    "/pledges/{troops}": 200,
    "/pledges/{troops}/history": 200,
    "/pledges/{troops}/history?to=r1": 200,  # two versions side by side
    "/stances": 200,
    "/stances?actor=us": 200,
    "/stances/{stance}": 200,
    "/assessments": 200,
    "/assessments/{assessment}": 200,
    "/events": 200,
    "/events/{event}": 200,
    "/timeline": 200,
    "/circumstances": 200,
    "/circumstances/{circumstance}": 200,
    "/checks": 200,
    "/checks/{check}": 200,
    "/links/{link}": 200,
    "/sources": 200,
    "/sources/{source}": 200,
    "/passages": 200,
    "/passages?speaker=Nobody": 200,  # nothing fits
    "/passages/{passage}": 200,
    "/revisions": 200,
    "/revisions?noun=pledge&intent=updates": 200,
    "/revisions/1": 200,
    "/revisions/3": 200,
    "/revisions/1..6": 200,
    "/method": 200,
    "/about": 200,
    "/sign-in": 200,
    "/sign-in/{invitation}": 200,
    "/countrys": 404,
    "/pledges/{gone}": 410,
    "/pledges?as_of=soon": 422,
}


# What an admin sees.
SIGNED_IN = dict.fromkeys(["/account", "/accounts", "/accounts/2", "/sign-out"], 200)
EVERY = [(path, status, path in SIGNED_IN) for path, status in (PAGES | SIGNED_IN).items()]


@pytest.fixture(scope="module", params=EVERY, ids=lambda each: each[0])
def page(
    request: pytest.FixtureRequest, browser: Browser, site: str, ids: dict[str, int], admin: str
):
    """Each page, opened once for all that is asked of it."""
    path, status, own = request.param
    with visits(browser, site) as visit:
        yield visit(path.format(**ids), status=status, token=admin if own else "")


def test_anyone_can_use_it(page: Page):
    page.emulate_media(color_scheme="light")

    assert faults(page) == ""


def test_anyone_can_read_it_in_the_dark(page: Page):
    page.emulate_media(color_scheme="dark")

    assert faults_of_colour(page) == ""


def test_it_fits_a_narrow_window(page: Page):
    page.set_viewport_size({"width": 360, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_folded_away_can_be_used_in_a_narrow_window_too(visit: Visit):
    page = visit("/countries", width=360)

    for summary in page.locator("summary").all():
        summary.click()

    assert faults(page) == ""
