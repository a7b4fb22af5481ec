"""Editing by keyboard alone, and the single keys."""

import re

from playwright.sync_api import Page, expect

from tests.browser.office import Office


class Keyboard:
    """Types with the keyboard alone, and counts the keys that are no text."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def to(self, label: str, text: str = "") -> None:
        """Go on with Tab to the box with a label, and write into it."""
        for _ in range(12):
            self.press("Tab")
            label_here = "document.activeElement.labels?.[0]?.firstChild.data.trim()"
            if self.page.evaluate(label_here) == label:
                return self.page.keyboard.type(text)
        raise AssertionError(f"The Tab key does not come to {label}")


# Where one goes with Tab, the letters that choose there, and what is typed there.
RECORDED = {
    "Domain": ("l", ""),
    "Date": ("", "20 Nov 2026"),
    "How firm": ("d", ""),
    "Offered": ("", "up to one company"),
    "Place in the source": ("", "¶2"),
    "What it says there": ("", "Estonia would send up to a company."),
    "Speaker": ("", "Mari Maa"),
    "On behalf of": ("", "Estonia"),
    "Kind": ("pa", ""),
    "What waits for it": ("c", ""),
    "In words": ("", "parliament’s approval"),
}


def test_a_pledge_is_recorded_by_few_keys_in_two_pages(office: Office):
    page = office.editor("/countries/ee")
    views: list[str] = []
    pages = ("document", "fetch")
    page.on("request", lambda sent: views.append(sent.method) if sent.resource_type in pages else 0)
    keys = Keyboard(page)

    keys.press("n")
    expect(page.get_by_label("What is pledged")).to_be_focused()
    page.keyboard.type("Up to one company")
    for label, (letters, text) in RECORDED.items():
        keys.to(label, text)
        keys.press(*letters)
    keys.press("Control+Enter")

    expect(page.locator("#status")).to_contain_text("no commitment before parliament’s approval")
    print(f"{keys.count} keys")
    assert keys.count <= 27
    assert views == ["GET", "POST", "GET"]  # the form; what is sent leads on to the pledge


def test_single_keys_do_nothing_while_one_types_and_none_when_they_are_off(study: Office):
    page = study.editor("/pledges")
    page.keyboard.press("/")
    expect(page.locator("#filter-q")).to_be_focused()
    page.keyboard.type("n?e")
    expect(page.locator("#filter-q")).to_have_value("n?e")
    page.goto("/account")
    page.get_by_label("Single keys are shortcuts").uncheck()
    page.get_by_role("button", name="Keep this setting").click()
    expect(page.locator("#masthead")).to_have_attribute("data-keys", "off")

    page.goto("/pledges")
    page.keyboard.press("n")
    page.keyboard.press("?")
    page.wait_for_timeout(200)

    expect(page).to_have_url(re.compile("/pledges$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_reader_sees_the_keys_and_turns_them_off_in_this_browser(study: Office):
    page = study.visit("/countries")
    page.get_by_role("link", name="Keys").focus()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys are shortcuts, in this browser").uncheck()
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Keys")).to_be_focused()
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Keys").click()
    expect(page.get_by_label("Single keys are shortcuts, in this browser")).not_to_be_checked()


def test_without_scripts_the_keys_are_told_on_a_page(study: Office):
    page = study.visit("/countries", javascript=False)

    page.get_by_role("link", name="Keys").click()

    expect(page).to_have_url(re.compile("/about#keys$"))
    expect(page.get_by_role("heading", name="Keys")).to_be_in_viewport()
