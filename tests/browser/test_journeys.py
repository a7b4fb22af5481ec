"""What readers do, with scripts and without, with a mouse, by keyboard and on paper."""

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visit


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


def follow(place: Locator | Page, words: str) -> None:
    """Follow the first link in a place that says these words and nothing else."""
    place.get_by_role("link", name=words, exact=True).first.click()


def passage(page: Page) -> Locator:
    """The passage that is open."""
    return page.locator(".passage:target")


def banner(page: Page) -> Locator:
    """What says which moment is shown."""
    return page.get_by_role("complementary", name="The moment shown")


def ask(page: Page, as_of: str) -> None:
    """Ask for another moment in the form for it."""
    banner(page).locator("summary").click()
    page.get_by_label("As recorded on").fill(as_of)
    banner(page).get_by_role("button").click()


def test_a_reader_walks_from_the_overview_to_what_a_revision_changed(
    visit: Visit, javascript, ids: dict[str, int]
):
    page = visit("/", javascript=javascript)

    follow(page.get_by_role("table"), "United Kingdom")
    page.locator(f"#pledge-{ids['troops']} th a").first.click()
    page.locator("#facts .mark").first.click()
    follow(passage(page), "all of this source")
    follow(page, "History of this source")
    follow(page.locator("#r1"), "r1")

    expect(page).to_have_url(re.compile("/revisions/1$"))
    expect(page.locator("h1")).to_have_text("Revision r1")
    expect(page.locator("#changes")).to_contain_text("The Independent")


def test_a_mark_opens_its_passage_in_place_and_close_leads_back(
    visit: Visit, javascript, ids: dict[str, int]
):
    page = visit("/countries/gb", javascript=javascript)
    row = page.locator(f"#pledge-{ids['troops']}")
    mark = row.locator(".mark").first

    mark.click()

    expect(page).to_have_url(re.compile(rf"/countries/gb{mark.get_attribute('href')}$"))
    expect(passage(page)).to_be_in_viewport()
    expect(passage(page)).to_be_focused()
    follow(passage(page), "close")
    expect(passage(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"#pledge-{ids['troops']}$"))
    expect(row).to_be_in_viewport()


def test_another_moment_stays_until_it_is_left(visit: Visit, javascript, ids: dict[str, int]):
    page = visit(f"/pledges/{ids['troops']}", javascript=javascript)

    ask(page, "r1")

    expect(banner(page)).to_contain_text("As recorded at r1")
    follow(page.get_by_role("navigation"), "Countries")
    expect(page).to_have_url(re.compile(r"/countries\?as_of=r1\b"))
    expect(page.get_by_role("table")).not_to_contain_text("Estonia")
    follow(banner(page), "Back to now")
    expect(page).to_have_url(re.compile("/countries$"))
    expect(banner(page)).to_contain_text("as it is now")
    expect(page.get_by_role("table")).to_contain_text("Estonia")


def test_a_moment_that_is_none_is_refused_with_what_would_be_one(visit: Visit, javascript):
    page = visit("/countries/gb", javascript=javascript)

    ask(page, "soon")

    expect(page.locator("h1")).to_have_text("Not understood")
    expect(page.locator("main")).to_contain_text("give a revision like r12")
    expect(banner(page)).to_contain_text("as it is now")


def test_with_scripts_another_page_takes_the_place_of_this_one(visit: Visit):
    page = visit("/countries/gb")
    page.evaluate("window.stays = true")

    follow(page.get_by_role("navigation"), "Pledges")

    expect(page).to_have_title("Pledges · Coalition Commitments")
    expect(page.locator("h1")).to_have_text("Pledges")
    expect(page.locator("nav [aria-current]")).to_have_text("Pledges")
    expect(page.get_by_role("status")).to_have_text("Pledges")
    expect(page.get_by_role("navigation").get_by_text("Pledges")).to_be_focused()
    assert page.evaluate("window.stays")


def test_with_scripts_too_the_link_followed_last_wins(visit: Visit):
    page = visit("/countries")
    held: list[Route] = []  # it does not answer
    page.route("**/countries/tr", lambda route: held.append(route))
    follow(page.locator("#actors"), "Türkiye")

    with page.expect_event("requestfailed") as given_up:
        follow(page.get_by_role("navigation"), "Groups")

    expect(page.locator("h1")).to_have_text("Groups")
    assert given_up.value.url.endswith("/countries/tr")
    held[0].abort()


def test_back_brings_back_the_page_and_where_it_stands(visit: Visit, javascript):
    page = visit("/countries", javascript=javascript)
    follow(page.locator("#actors"), "Türkiye")
    expect(page.locator("h1")).to_have_text("Türkiye")
    follow(page.get_by_role("navigation"), "Groups")
    expect(page.locator("h1")).to_have_text("Groups")

    page.go_back()

    expect(page).to_have_url(re.compile("/countries/tr$"))
    expect(page).to_have_title("Türkiye · Coalition Commitments")
    expect(page.locator("h1")).to_have_text("Türkiye")
    expect(page.locator("nav [aria-current]")).to_have_text("Countries")


def test_a_new_page_is_read_from_its_top(visit: Visit, javascript, ids: dict[str, int]):
    page = visit(f"/sources/{ids['source']}", javascript=javascript)

    follow(page.get_by_role("contentinfo"), "How this register works")

    expect(page.locator("h1")).to_contain_text("Method")
    expect(page.get_by_role("banner")).to_be_in_viewport(ratio=1)


def test_a_tile_of_the_first_page_leads_to_its_rows(visit: Visit, javascript, ids: dict[str, int]):
    page = visit("/", javascript=javascript)

    page.locator("#actor-gb a.tile").first.click()

    expect(page).to_have_url(re.compile(r"/pledges\?actor=gb&domain=land$"))
    expect(page.locator(f"#pledge-{ids['troops']}")).to_be_in_viewport()
    expect(page.locator("#pledges tr[id^=pledge-]")).to_have_count(1)


def tab_to(page: Page, wanted: str) -> Locator:
    """Go on with the Tab key until something wanted has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").and_(page.locator(wanted)).count():
            return page.locator(":focus")
    raise AssertionError(f"The Tab key never comes to {wanted}")


def test_the_first_key_leads_past_the_navigation(visit: Visit, javascript):
    page = visit("/countries/gb", javascript=javascript)

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()
    assert tab_to(page, "a").evaluate("link => link.closest('main') !== null")


def test_a_passage_is_opened_read_and_closed_by_keyboard(visit: Visit, javascript):
    page = visit("/countries/gb#main", javascript=javascript)
    row = tab_to(page, ".mark").evaluate("mark => mark.closest('tr').id")

    page.keyboard.press("Enter")
    expect(passage(page)).to_be_focused()
    expect(tab_to(page, ".passage:target a").first).to_be_in_viewport()
    tab_to(page, ".passage:target .shut a")
    page.keyboard.press("Enter")

    expect(passage(page)).to_have_count(0)
    assert tab_to(page, "a").evaluate("link => link.closest('tr').id") == row


def test_on_paper_passages_are_footnotes_and_what_leads_elsewhere_is_left_out(visit: Visit):
    page = visit("/countries/gb?as_of=r1")

    page.emulate_media(media="print")

    assert all(note.is_visible() for note in page.locator(".passage").all())
    expect(page.get_by_role("heading", name="Passages")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("#moment")).to_contain_text("As recorded at r1")
    expect(page.locator("#moment form")).to_be_hidden()


def weight(address: str) -> int:
    """How many bytes an address sends, compressed."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br"})) as answer:
        return len(answer.read())


def test_a_first_visit_is_light(visit: Visit):
    page = visit("/")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")

    weights = {address: weight(address) for address in {page.url, icon, *loaded}}

    print(weights)
    assert len(weights) >= 4
    assert sum(weights.values()) <= 100_000
    assert sum(size for address, size in weights.items() if ".js" in address) <= 20_000
