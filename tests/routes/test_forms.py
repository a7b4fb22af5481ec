"""Every noun through its form: recorded, changed, retracted; by whom, and by whom not."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from app.models import Citation, Event, Intent, Role
from app.models.parts import ROOTS
from app.queries.register import load_revisions
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory, form_client
from tests.accounts import PASSWORD, open_browser, signed_in_browser
from tests.form_client import FORM_EXAMPLES
from tests.page import page, plain_text

WRITES = ("new", "edit", "retract")


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3."""
    factory.record_estonia(engine)


def intents(engine: Engine) -> list[Intent]:
    """What the revisions after r1 meant to do."""
    with reading_session(engine) as session:
        made = load_revisions(session, range(2, 20))
    return [made[number][0].intent for number in sorted(made)]


@pytest.mark.slow
@pytest.mark.parametrize("noun", FORM_EXAMPLES)
def test_the_forms_of_a_thing_have_the_heading_of_its_page(app: FastAPI, noun: str):
    ada, this = signed_in_browser(app), FORM_EXAMPLES[noun]
    home = form_client.submit_form(ada, this.new, this.entries).headers["location"]
    found = []

    for way in ("", "/edit", "/retract"):
        shown = page(ada.get(home + way))
        above = [shown.select_one(f"main {part}") for part in (".crumbs", "h1")]
        current = shown.select_one(".masthead [aria-current]")
        found.append([plain_text(part.text) for part in [*above, *([current] if current else [])]])

    assert found[0] == found[1] == found[2]


@pytest.mark.slow
@pytest.mark.parametrize("noun", FORM_EXAMPLES)
def test_no_browser_keeps_a_form(app: FastAPI, noun: str):
    ada, this = signed_in_browser(app), FORM_EXAMPLES[noun]
    home = form_client.submit_form(ada, this.new, this.entries).headers["location"]
    ways = [this.new, *(f"{home}/{way}" for way in ("edit", "retract", "restore", "revert?to=r2"))]

    kept = [ada.get(way).headers["Cache-Control"] for way in [*ways, "/revisions/2/undo"]]

    assert kept == ["no-store"] * 6


def test_every_thing_has_its_forms():
    told = {"actor" if noun in ("group", "country") else noun for noun in FORM_EXAMPLES}

    assert told == {kind.noun() for kind in ROOTS}


@pytest.mark.slow
@pytest.mark.parametrize("noun", FORM_EXAMPLES)
@pytest.mark.measured
def test_a_thing_is_recorded_changed_and_retracted_in_a_revision_each(
    app: FastAPI, engine: Engine, noun: str
):
    ada, this = signed_in_browser(app), FORM_EXAMPLES[noun]

    home = form_client.submit_form(ada, this.new, this.entries).headers["location"]
    sent = form_client.open_form(ada, f"{home}/edit")
    name, text = form_client.box_name(sent, this.change[0]), this.change[1]
    changed = ada.post(f"{home}/edit", data=sent | {name: text, "intent": "corrects"})
    held = form_client.open_form(ada, f"{home}/edit")
    gone = form_client.submit_form(ada, f"{home}/retract", {"comment": "A mistake."})

    assert (changed.status_code, changed.headers["location"]) == (303, home)
    assert held[name] == text
    assert gone.headers["location"] == "/revisions/4"
    assert ada.get(home).status_code == 410
    assert intents(engine) == [Intent.RECORDS, Intent.CORRECTS, Intent.RETRACTS]


@pytest.mark.slow
@pytest.mark.parametrize("noun", FORM_EXAMPLES)
def test_who_may_not_record_keeps_what_was_typed_and_may_sign_in_with_it(
    app: FastAPI, engine: Engine, noun: str
):
    this, path = FORM_EXAMPLES[noun], FORM_EXAMPLES[noun].new.partition("?")[0]
    sent = (
        form_client.open_form(signed_in_browser(app), this.new)
        | this.entries
        | {"comment": "Why not."}
    )
    nobody, contributor = open_browser(app), signed_in_browser(app, Role.CONTRIBUTOR, "Cleo")

    answer = nobody.get(this.new)
    kept = [
        form_client.form_values(page(who.post(path, data=sent), status))
        for who, status in ((nobody, 401), (contributor, 403))
    ]
    assert (answer.status_code, answer.headers["location"][:9]) == (303, "/sign-in?")
    assert contributor.get(this.new).status_code == 403
    told = {**this.entries, "comment": "Why not.", "submission": sent["submission"]}
    assert [each.items() >= told.items() for each in kept] == [True, True]
    assert factory.newest_number(engine) == 1

    signed = nobody.post(path, data=kept[0] | {"username": "Ada", "password": PASSWORD})
    assert signed.status_code == 303
    assert factory.newest_number(engine) == 2
    assert nobody.get("/account").status_code == 200


@pytest.mark.parametrize("noun", FORM_EXAMPLES)
def test_what_is_wrong_is_said_above_and_beside_its_box_and_nothing_is_lost(
    app: FastAPI, engine: Engine, noun: str
):
    ada, this = signed_in_browser(app), FORM_EXAMPLES[noun]
    name = f"n0.{this.required_box}"

    answer = form_client.submit_form(
        ada, this.new, this.entries | {name: "", "comment": "Why not."}
    )

    shown = page(answer, 422)
    [above] = shown.select(".errors a")
    box = shown.select_one(above["href"])
    assert (box["name"], box["aria-invalid"]) == (name, "true")
    beside = shown.select_one(f"#{box['aria-describedby'].split()[-1]}")
    assert plain_text(above.text).endswith(plain_text(beside.text))
    told = this.entries | {name: "", "comment": "Why not."}
    assert form_client.form_values(shown).items() >= told.items()
    assert factory.newest_number(engine) == 1


@pytest.mark.parametrize("kind", [k.noun() for k in ROOTS if k.noun() != "actor"])
def test_what_never_was_is_not_found(app: FastAPI, kind: str):
    ada = signed_in_browser(app)

    for number in (99, 1, 5):
        for way in ("edit", "retract"):
            assert ada.get(f"/{kind}s/{number}/{way}").status_code == 404
            assert ada.post(f"/{kind}s/{number}/{way}", data={}).status_code == 404


@pytest.mark.parametrize("path", ["/groups/nowhere", "/countries/zz", "/groups/ee", "/countries/x"])
def test_an_actor_that_never_was_is_not_found(app: FastAPI, path: str):
    ada = signed_in_browser(app)

    for way in ("edit", "retract"):
        assert ada.get(f"{path}/{way}").status_code == 404
        assert ada.post(f"{path}/{way}", data={"n0.code": "x"}).status_code == 404


def test_what_was_retracted_is_gone_and_says_by_whom(app: FastAPI, engine: Engine):
    ada = signed_in_browser(app)
    [pledge, other] = [factory.record(engine, factory.Pledge, actor_id=1) for _ in range(2)]
    factory.retract(engine, pledge)

    for way in ("edit", "retract"):
        assert "A mistake." in page(ada.get(f"/pledges/{pledge.id}/{way}"), 410).text
        page(ada.get(f"/pledges/{other.id}/{way}"))
    page(ada.post(f"/pledges/{pledge.id}/retract", data={"comment": "Again."}), 410)


def test_a_country_with_nothing_on_record_is_made_when_it_is_edited(app: FastAPI, engine: Engine):
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/countries/fi/edit")

    answer = ada.post("/countries/fi/edit", data=sent)

    assert (sent["n0.code"], sent["n0.name"], sent["n0.kind"]) == ("fi", "Finland", "country")
    assert answer.headers["location"] == "/countries/fi"
    assert factory.newest_number(engine) == 2


def test_a_pledge_is_recorded_with_its_parts_and_its_country(app: FastAPI):
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/pledges/new?actor=fi")
    step, said, waits = (form_client.part_key(sent, n) for n in ("step", "passage", "condition"))
    typed = {"n0.title": "A company of infantry", "n0.domain": "land"}
    typed |= {f"{step}.offered": "up to one company", f"{step}.bindingness": "declared"}
    typed |= {f"{said}.locator": "18", f"{said}.gist": "Finland would send a company."}
    typed |= {f"{said}.speaker": "Mari Maa", f"{said}.on_behalf": "Finland"}
    typed |= {f"{waits}.kind": "parliamentary approval", f"{waits}.gate": "commitment"}

    answer = ada.post(
        "/pledges/new", data=sent | typed | {f"{waits}.words": "parliament’s approval"}
    )

    assert answer.status_code == 303
    shown = page(ada.get(answer.headers["location"]))
    assert shown.select_one("#status").text == (
        "Declared · size or type given · no commitment before parliament’s approval"
    )
    assert "Saved as r2" in plain_text(shown.select_one(".saved").text)


def test_a_form_goes_to_now(app: FastAPI):
    answer = signed_in_browser(app).get("/pledges/3/edit?as_of=r1&on=2026-01-01&intent=corrects")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/pledges/3/edit?intent=corrects"


def test_a_country_that_others_made_meanwhile_keeps_what_was_typed(app: FastAPI, engine: Engine):
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/countries/fi/edit") | {"n0.aliases": "Suomi"}
    factory.record(engine, factory.Actor, code="fi", name="Finland")

    shown = page(ada.post("/countries/fi/edit", data=sent), 409)

    assert "There is one already" in shown.select_one(".errors").text
    assert form_client.form_values(shown)["n0.aliases"] == "Suomi"


def test_a_citation_is_completed_from_those_before_it_the_last_ones_first(
    app: FastAPI, engine: Engine
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        factory.add(
            edit, Citation, factory.add(edit, Event), source_id=2, locator="p. 4", speaker="Bo"
        )

    shown = page(signed_in_browser(app).get("/stances/new?actor=ee"))

    listed = {name: shown.select(f"#{name} option") for name in ("locators", "speakers")}
    told = {name: [option.text for option in options] for name, options in listed.items()}
    assert told == {"locators": ["p. 4", "¶3"], "speakers": ["Bo", "Mari Maa"]}
    assert shown.select_one("[name$='.locator']")["list"] == "locators"
