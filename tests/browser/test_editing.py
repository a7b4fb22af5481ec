"""What editors do, each in a register of their own, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.edits import accounts
from scripts.screenshots import NOW
from tests.accounts import PASSWORD
from tests.browser.axe import faults, faults_of_colour
from tests.browser.office import DRAFT, Office, fill, save


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


def test_from_the_first_link_to_a_pledge_that_is_corrected_and_moves_on(office: Office, javascript):
    token = accounts.first_link(office.engine, NOW)
    page = office.visit(f"/sign-in/{token}", javascript=javascript)
    page.get_by_label("Handle").fill("Root")
    for box in page.locator("[type=password]").all():
        box.fill(PASSWORD)
    page.get_by_role("button", name="Make the account and sign in").click()
    expect(page.get_by_role("link", name="Signed in as Root")).to_be_visible()

    record_a_source(page)
    record_a_pledge(page)
    correct_it(page)
    add_a_step(page)
    undo_it(page)

    number = page.url.rpartition("/")[2]
    expect(page.locator("#status")).to_contain_text("Declared")
    page.goto(f"/pledges/{number}?as_of=r6")
    expect(page.locator("#status")).to_contain_text("Said to be formal")
    page.goto(f"/pledges/{number}?as_of=r4")
    expect(page.locator("h1")).to_have_text("Up to one company")
    page.goto(f"/pledges/{number}?as_of=r5")
    expect(page.locator("h1")).to_have_text("One company at most")
    expect(page.locator("#status")).to_contain_text("Declared")
    page.goto("/countries/ee?as_of=r3")
    expect(page.locator("main")).not_to_contain_text("company")


def record_a_source(page: Page) -> None:
    page.goto("/sources")
    page.get_by_role("link", name="Record a source").click()
    fill(page, kind="news article", publisher="The Harbour Post", language="en", reliability="B")
    fill(page, published="20/11/2026")
    save(page)
    expect(page.locator(".saved")).to_contain_text("Saved as r3")


def record_a_pledge(page: Page) -> None:
    page.goto("/countries/ee")
    page.get_by_role("link", name="Record a pledge").click()
    page.locator("[name='n3.source_id']").select_option(label="The Harbour Post (20 Nov 2026)")
    fill(page, title="Up to one company", domain="land", offered="up to one company")
    fill(page, bindingness="declared", locator="¶2", gist="Estonia would send up to a company.")
    fill(page, speaker="Mari Maa", on_behalf="Estonia")
    page.locator("[name='n4.kind']").select_option("parliamentary approval")
    fill(page, gate="commitment", words="parliament’s approval")
    save(page)
    expect(page.locator(".saved")).to_contain_text("Saved as r4")
    number = page.url.rpartition("/")[2]
    page.goto("/countries/ee")
    expect(page.locator(f"#pledge-{number}")).to_contain_text("parliament’s approval")
    page.goto("/")
    expect(page.locator("#offers")).to_contain_text("Estonia")
    page.goto("/revisions")
    expect(page.locator("#r4")).to_contain_text("Root")
    page.goto(f"/pledges/{number}")


def correct_it(page: Page) -> None:
    page.get_by_text("Edit: something new, or something wrong?").click()
    page.get_by_role("link", name="We had it wrong").click()
    fill(page, title="One company at most")
    save(page)
    expect(page.locator(".saved")).to_contain_text("Saved as r5")


def add_a_step(page: Page) -> None:
    page.get_by_text("Edit: something new, or something wrong?").click()
    page.get_by_role("link", name="It moved on").click()
    step = page.get_by_role("group", name="New step", exact=True)
    step.get_by_label("Date", exact=True).fill("21/11/2026")
    step.get_by_label("How firm").select_option("formal")
    step.get_by_label("Place in the source").fill("¶9")
    step.get_by_label("What it says there").fill("The agreement was signed.")
    save(page)
    page.get_by_label("It binds the state all the same").check()
    save(page)
    expect(page.locator(".saved")).to_contain_text("Saved as r6")
    expect(page.locator("#status")).to_contain_text("Said to be formal")


def undo_it(page: Page) -> None:
    pledge = page.url
    page.locator(".saved").get_by_role("link", name="Undo").click()
    expect(page.locator("h1")).to_contain_text("Undo r6")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text("Revision r7")
    page.goto(pledge)


def open_twice(office: Office, javascript: bool) -> tuple[Page, Page]:
    """Two editors who have the form for one pledge open."""
    path = f"/pledges/{office.troops}/edit?intent=updates"
    how = {"javascript": javascript, "expected": [409]}
    return office.editor(path, "Ada", **how), office.editor(path, "Bea", **how)


def test_what_two_editors_change_apart_lands_both(office: Office, javascript):
    ada, bea = open_twice(office, javascript)

    fill(ada, title=DRAFT)
    save(ada)
    expect(ada.locator(".saved")).to_be_visible()
    bea.locator(f"[name='{office.troops}.note']").fill("Counted by hand.")
    save(bea)

    expect(bea.locator("h1")).to_contain_text(DRAFT)
    expect(bea.locator("main")).to_contain_text("Counted by hand.")


@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_of_one_fact_that_both_changed_the_second_chooses(office: Office, javascript, choice: str):
    ada, bea = open_twice(office, javascript)
    fill(ada, title=DRAFT)
    save(ada)
    expect(ada.locator(".saved")).to_be_visible()

    fill(bea, title="A company of sappers")
    save(bea)

    expect(bea.locator("#conflict")).to_contain_text("Ada saved a change of this")
    expect(bea.locator("#conflict")).to_be_focused()
    expect(bea.locator(".fact-conflict")).to_contain_text(DRAFT)
    bea.locator(f"[name^='choose:'][value={choice}]").check()
    save(bea)
    chosen = {"theirs": DRAFT, "mine": "A company of sappers"}[choice]
    expect(bea.locator("h1")).to_contain_text(chosen)


def test_without_scripts_back_leads_to_a_form_with_what_is_saved(office: Office):
    page = office.editor(f"/pledges/{office.troops}/edit?intent=updates", javascript=False)
    fill(page, title=DRAFT)
    save(page)
    expect(page.locator(".saved")).to_be_visible()

    page.go_back()

    expect(page.locator("h1")).to_have_text(DRAFT)
    expect(page.locator("[name=base]")).to_have_value("2")
    expect(page.get_by_label("What is pledged")).to_have_value(DRAFT)


def test_without_scripts_back_after_going_back_offers_it_no_more(office: Office):
    page = office.editor(f"/pledges/{office.troops}/edit?intent=updates", javascript=False)
    fill(page, title=DRAFT)
    save(page)
    page.goto(f"/pledges/{office.troops}/revert?to=r1")
    page.get_by_role("button", name="Bring it back to r1").click()
    expect(page.locator("h1")).to_contain_text("Revision r3")

    page.go_back()

    expect(page.locator(".line")).to_contain_text("It says already what it said as of r1.")


def show_errors(page: Page) -> None:
    page.goto("/pledges/new?actor=ee")
    fill(page, at="3/5", offered="$5m")
    save(page)
    expect(page.locator(".errors")).to_be_visible()


def show_signed_out(page: Page) -> None:
    page.context.clear_cookies()
    page.get_by_label("Why").fill("Said of another.")
    page.get_by_role("button", name="Retract").click()
    expect(page.get_by_label("Password")).to_be_visible()


def show_keys(page: Page) -> None:
    page.goto("/account")
    page.keyboard.press("?")


FORMS = ["/pledges/{id}/edit", "/pledges/new?actor=ee", "/sources/new", "/events/new"]
FORMS += ["/checks/new", "/groups/coalition/edit", "/pledges/{id}/retract"]


def judge(page: Page) -> None:
    """Ask axe of a page in the light and in the dark, and whether it fits a telephone."""
    page.emulate_media(color_scheme="light")
    assert faults(page) == ""
    page.emulate_media(color_scheme="dark")
    assert faults_of_colour(page) == ""
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", FORMS)
def test_anyone_can_use_a_form(study: Office, path: str):
    judge(study.editor(path.format(id=study.troops)))


@pytest.mark.parametrize("state", [show_errors, show_signed_out, show_keys])
def test_anyone_can_use_a_form_in_whatever_state(study: Office, state: Callable[[Page], None]):
    page = study.editor(f"/pledges/{study.troops}/retract", expected=[401])
    state(page)

    judge(page)


def test_anyone_can_choose_between_two_words_for_one_fact(office: Office):
    ada, bea = open_twice(office, javascript=True)
    for page, words in ((ada, DRAFT), (bea, "A company of sappers")):
        fill(page, title=words)
        save(page)
        expect(page.locator(".saved, #conflict")).to_be_visible()

    judge(bea)
