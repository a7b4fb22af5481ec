"""Ten questions of an analyst, each answered from the first page in at most three clicks."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

Click = Callable[[Page], Locator]


def link(words: str, within: str = "main") -> Click:
    """The first link in a part of the page that says just this."""
    return lambda page: page.locator(within).get_by_role("link", name=words, exact=True).first


def at(selector: str) -> Click:
    """The first of these."""
    return lambda page: page.locator(selector).first


NAV = "nav"
QUESTIONS: dict[str, tuple[list[Click], str, list[str]]] = {
    "who offers troops, under which condition": (
        [at("#total-land a.count")],
        "#pledges",
        ["France", "no number of troops given", "United Kingdom", "a ceasefire"],
    ),
    "what has Britain set aside": (
        [link("United Kingdom")],
        "#own",
        ["more than £100 million", "amount given", "John Healey"],
    ),
    "what would wait for a ceasefire": (
        [at("#waits-1 a.count")],
        "#pledges",
        ["Troops to be stationed in Ukraine", "Money for sending its own forces"],
    ),
    "what does Türkiye itself say about the sea": (
        [link("Türkiye")],
        "main",
        [
            "No pledge of its own is on record",
            "not confirmed by Türkiye",
            "form not stated",
        ],
    ),
    "how do estimates compare with past missions": (
        [link("Assessments", NAV)],
        "main",
        ["20,000 to 100,000 troops", "900 troops", "5,000 troops", "Past missions"],
    ),
    "what changed since r1": (
        [link("Revisions", NAV), link("r1"), link("Compare with now")],
        "main",
        ["Estonia", "Two companies of infantry"],
    ),
    "which claims rest on someone else’s word": (
        [at("#hearsay a.count")],
        "#question",
        ["9 pledges match"],
    ),
    "where is the passage for the £100 million": (
        [link("United Kingdom"), at("tr:has-text('£100 million') td[data-label='How much'] .mark")],
        ".passage:target",
        ["¶18", "John Healey", "over 100 million pounds"],
    ),
    "how did Washington’s position move": (
        [link("Stances", NAV)],
        "#actor-us",
        ["declines own part", "undecided"],
    ),
    "what has nobody looked at": (
        [link("What nobody has looked at")],
        "main",
        ["not looked at", "Coalition of the Willing"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_question_is_answered_in_three_clicks(visit: Visit, question: str, *, javascript: bool):
    clicks, where, answer = QUESTIONS[question]
    page = visit("/", javascript=javascript)

    for click in clicks:
        click(page).click()

    assert len(clicks) <= 3
    for words in answer:
        expect(page.locator(where).first).to_contain_text(words)


def test_a_country_s_page_prints_as_a_brief_of_one_page(visit: Visit):
    printed = visit("/countries/gb").pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
