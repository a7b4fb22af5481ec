"""What holds for every kind of page: anyone can use it, it fits a telephone, nothing is refused."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit

PAGES = {
    "/": 200,
    "/countries": 200,
    "/countries/gb": 200,
    "/countries/gb#c-{citation}": 200,  # a passage open
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
    "/pledges/{troops}": 200,
    "/pledges/{troops}/history": 200,
    "/sources": 200,
    "/sources/{source}": 200,
    "/citations/{citation}": 200,
    "/revisions": 200,
    "/revisions/1": 200,
    "/revisions/3": 200,
    "/method": 200,
    "/about": 200,
    "/countrys": 404,
    "/pledges/{gone}": 410,
    "/pledges?as_of=soon": 422,
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
every_page = pytest.mark.parametrize(("path", "status"), PAGES.items(), ids=list(PAGES))


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(visit: Visit, ids: dict[str, int], path, status, scheme):
    page = visit(path.format(**ids), scheme=scheme, status=status)

    found = Axe().run(page, options=ASKED)

    assert found.violations_count == 0, found.generate_report()


@every_page
def test_it_fits_a_narrow_window(visit: Visit, ids: dict[str, int], path, status):
    page = visit(path.format(**ids), width=360, status=status)

    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert wider <= 0


def test_what_is_folded_away_can_be_used_too(visit: Visit):
    page = visit("/countries", width=360)

    for summary in page.locator("summary").all():
        summary.click()

    found = Axe().run(page, options=ASKED)
    assert found.violations_count == 0, found.generate_report()
