"""What is typed into a form is not lost, and is sent once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.office import DRAFT, Office, fill, save
from tests.processes import PATIENCE, tries


def test_an_error_has_the_focus_and_says_how_the_rest_is_understood(study: Office):
    page = study.editor("/pledges/new?actor=ee")
    fill(page, title=DRAFT, offered="max 200 troops")

    save(page)

    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors")).to_contain_text("Domain: Choose one.")
    expect(page.locator(".heard")).to_have_text("Understood as up to 200 troops")
    expect(page).to_have_url(re.compile("/pledges/new$"))


def test_a_part_that_is_added_has_the_focus(study: Office):
    page = study.editor("/pledges/new?actor=ee")
    fill(page, title=DRAFT)

    page.get_by_role("button", name="Add a step").click()

    expect(page.get_by_label("Date", exact=True)).to_have_count(2)
    expect(page.get_by_label("Date", exact=True).last).to_be_focused()
    expect(page.get_by_label("Date", exact=True).last).to_be_in_viewport()
    expect(page.get_by_label("What is pledged")).to_have_value(DRAFT)


def answer_dialogs(page: Page, *, leave: bool) -> list[str]:
    """What the page asks from now on, each time answered alike."""
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.type)
        if leave:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", answer)
    return questions


def test_who_leaves_typed_words_is_asked_first(study: Office):
    page = study.editor("/pledges")
    page.keyboard.press("n")
    fill(page, title=DRAFT)
    questions = answer_dialogs(page, leave=False)

    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("navigation").get_by_role("link", name="Groups").click()
    page.evaluate("history.back()")
    for _ in tries("the third question"):
        page.wait_for_timeout(300)
        if len(questions) >= 3:
            break

    assert len(questions) == 3, questions  # the last by us, or by the browser
    expect(page).to_have_url(re.compile("/pledges/new$"))
    expect(page.get_by_label("What is pledged")).to_have_value(DRAFT)


def test_who_closes_the_page_over_typed_words_is_asked_first(study: Office):
    page = study.editor("/pledges/new")
    fill(page, title=DRAFT)
    questions = answer_dialogs(page, leave=True)

    page.goto("/groups")

    assert questions == ["beforeunload"]


def test_nobody_is_asked_who_typed_nothing_or_has_saved(office: Office):
    page = office.editor(f"/pledges/{office.troops}/edit?intent=updates")
    questions = answer_dialogs(page, leave=False)

    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(re.compile(r"/pledges/\d+$"))
    page.keyboard.press("e")
    expect(page.get_by_label("What is pledged")).to_be_visible()
    fill(page, title=DRAFT)
    save(page)
    expect(page.locator(".saved")).to_be_visible()
    page.goto("/groups")

    assert questions == []


def test_back_after_saving_shows_what_is_saved(office: Office):
    page = office.editor("/pledges")
    page.locator(f"a[href='/pledges/{office.troops}']").first.click()
    expect(page).to_have_url(re.compile(r"/pledges/\d+$"))
    page.keyboard.press("e")
    expect(page.get_by_label("What is pledged")).to_be_visible()
    fill(page, title=DRAFT)
    save(page)
    expect(page.locator(".saved")).to_be_visible()

    page.go_back()

    expect(page.locator("h1")).to_contain_text(DRAFT)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Pledges")
    expect(page.locator("main")).to_contain_text(DRAFT)


@pytest.fixture
def apart(office: Office, browser: Browser) -> Iterator[Page]:
    """The form for a pledge, in a window that may lose its connection."""
    with browser.new_context(base_url=office.site) as context:
        context.set_default_timeout(PATIENCE * 1000)
        context.add_cookies([{"name": "session", "value": office.token("Ada"), "url": office.site}])
        page = context.new_page()
        page.goto(f"/pledges/{office.troops}/edit?intent=updates")
        fill(page, title=DRAFT)
        yield page


def test_without_a_connection_the_words_stay_and_a_second_press_saves(apart: Page):
    apart.context.set_offline(True)

    save(apart)

    expect(apart.locator(".save [role=status]")).to_contain_text("All that you typed is still here")
    expect(apart.get_by_label("What is pledged")).to_have_value(DRAFT)
    expect(apart.get_by_role("button", name="Save")).to_be_focused()
    apart.context.set_offline(False)
    save(apart)
    expect(apart.locator("h1")).to_contain_text(DRAFT)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (502, "<h1>Bad gateway</h1>", "could not be reached, or did not answer"),
        (200, "<h1>Sign in to this network</h1>", "could not be reached, or did not answer"),
        (
            413,
            "<main id=main><h1>Too large</h1><p class=line>Send less at once.</p></main>",
            "Too large. Send less at once.",
        ),
    ],
)
def test_an_answer_that_is_no_form_takes_no_word_away(
    apart: Page, status: int, body: str, told: str
):
    apart.route(
        "**/edit", lambda route: route.fulfill(status=status, body=body, content_type="text/html")
    )

    save(apart)

    expect(apart.locator(".save [role=status]")).to_contain_text(told)
    expect(apart.get_by_label("What is pledged")).to_have_value(DRAFT)


def test_a_form_is_sent_once_however_often_one_presses(apart: Page):
    sent: list[str] = []
    held = []
    apart.on("request", lambda request: sent.append(request.url) if request.post_data else 0)
    apart.route("**/edit", lambda route: held.append(route))

    apart.get_by_role("button", name="Save").dblclick()
    apart.keyboard.press("Control+Enter")

    expect(apart.locator(".save [role=status]")).to_have_text("Sending …")
    expect(apart.locator(".save button")).to_be_disabled()
    for _ in tries("the form to be sent"):
        apart.wait_for_timeout(10)  # what was sent is heard of while waiting
        if held:
            break
    held[0].continue_()
    expect(apart.locator("h1")).to_contain_text(DRAFT)
    assert len(sent) == 1
