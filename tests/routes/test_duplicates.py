"""What may be on record already is asked about before it is saved."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Circumstance, Intent, Link, Source, Step
from app.models.quantity import Quantity
from app.spine.lookups import entities_by_id
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory, form_client
from tests.form_client import form_values, part_key
from tests.markup import Element
from tests.page import page, plain_text
from tests.reason_forms import current_ids

ADDRESS = "https://daily.example/2026/troops"
SOURCE = {"n0.kind": "news article", "n0.publisher": "The Daily", "n0.language": "en"}
SOURCE |= {"n0.reliability": "B"}
NEW = "/pledges/new?actor=ee"


def ask(shown: Element, key: str) -> str:
    """What a part is asked about that may be on record already."""
    return plain_text(shown.select_one(f"#b-{key}-sure-like-why").text)


def send_again(client: TestClient, path: str, shown: Element, key: str) -> int:
    """The status of the answer to the same form with its tick."""
    tick = shown.select_one(f"#b-{key}-sure-like")
    return client.post(path, data=form_values(shown) | {tick["name"]: tick["value"]}).status_code


def type_pledge(client: TestClient, **typed: str) -> dict[str, str]:
    """What is typed into the form of a new pledge with a step."""
    opened = form_client.open_form(client, NEW)
    step = part_key(opened, "step")
    texts = {"n0.title": "Soldiers", "n0.domain": "land", f"{step}.at": "3 Mar 2026"}
    texts |= {f"{step}.bindingness": "declared", f"{step}.offered": "120 troops"}
    return opened | texts | typed


@pytest.fixture
def amount(ada: TestClient, engine: Engine) -> None:  # noqa: ARG001  (Estonia comes first)
    """Pledge 3 is of 120 troops, since 1 March 2026."""
    at = {"edtf": "2026-03-01", "basis": "stated"}
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS) as edit:
        offered = Quantity.parse("120 troops")
        edit.revise(3, edit.previous, {5: {"at": at, "offered": offered}})


@pytest.mark.both
@pytest.mark.usefixtures("amount")
def test_a_pledge_of_the_same_amount_and_near_day_is_shown_before_it_is_saved(ada: TestClient):
    typed = type_pledge(ada)

    shown = page(ada.post("/pledges/new", data=typed), 422)

    assert ask(shown, "n0").endswith("add a step there instead: pledge 3 “Company 0”")
    assert shown.select_one("#b-n0-sure-like-why a[href='/pledges/3']")
    assert form_values(shown).items() >= {"n0.title": "Soldiers"}.items()
    assert send_again(ada, "/pledges/new", shown, "n0") == 303


@pytest.mark.usefixtures("amount")
@pytest.mark.parametrize(
    "typed",
    [{"n1.offered": "121 troops"}, {"n1.at": "3 Apr 2026"}, {"n0.domain": "sea"}],
    ids=["amount", "day", "domain"],
)
def test_a_pledge_that_differs_is_saved_at_once(ada: TestClient, typed: dict[str, str]):
    assert ada.post("/pledges/new", data=type_pledge(ada) | typed).status_code == 303


def test_a_pledge_of_the_same_title_is_shown(ada: TestClient):
    typed = {"n0.title": "company  0", "n0.domain": "land"}

    shown = page(form_client.submit_form(ada, NEW, typed), 422)

    assert "pledge 3 “Company 0”" in ask(shown, "n0")


@pytest.mark.both
def test_a_step_that_somebody_added_meanwhile_is_shown(ada: TestClient, engine: Engine):
    path = "/pledges/3/edit?new=step&intent=updates"
    opened = form_client.open_form(ada, path)
    step = part_key(opened, "step")
    typed = {f"{step}.delivery": "partial", f"{step}.at": "2 May 2026"}
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        entity = edit.add(
            Step,
            {"delivery": "partial", "at": {"edtf": "2026-05-01", "basis": "stated"}},
            under=entities_by_id(edit.session, [3])[3],
        )

    shown = page(ada.post("/pledges/3/edit", data=opened | typed), 422)

    assert f"There is one like it: step {entity.id} “partial, 1 May 2026”" in ask(shown, step)
    assert send_again(ada, "/pledges/3/edit", shown, step) == 303


@pytest.mark.both
@pytest.mark.parametrize(
    "address",
    [
        "http://www.daily.example/2026/troops/",
        "https://daily.example/2026/troops?utm_source=mail#top",
    ],
)
def test_a_source_at_the_same_page_is_shown(ada: TestClient, engine: Engine, address: str):
    source = factory.record(engine, Source, address=ADDRESS)

    shown = page(
        form_client.submit_form(ada, "/sources/new", SOURCE | {"n0.address": address}), 422
    )

    assert ask(shown, "n0").startswith("There is one like it, at the same address")
    assert shown.select_one(f"#b-n0-sure-like-why a[href='/sources/{source.id}']")
    assert send_again(ada, "/sources/new", shown, "n0") == 303


def test_a_source_at_the_very_same_address_is_refused_beside_its_box(
    ada: TestClient, engine: Engine
):
    source = factory.record(engine, Source, address=ADDRESS)

    shown = page(
        form_client.submit_form(ada, "/sources/new", SOURCE | {"n0.address": ADDRESS}), 422
    )

    error = shown.select_one("#b-n0-address-error")
    assert plain_text(error.text) == (
        f"There is one already: source {source.id} “The Daily”. Use it, and leave this one out."
    )
    assert error.select_one(f"a[href='/sources/{source.id}']")
    assert plain_text(shown.select_one(".errors li").text).startswith("Address: There is one")


def test_a_second_circumstance_of_one_kind_and_day_leads_to_the_first(
    ada: TestClient, engine: Engine
):
    first = factory.record(engine, Circumstance)
    typed = {"n0.kind": "ceasefire", "n0.state": "met"}

    shown = page(form_client.submit_form(ada, "/circumstances/new", typed), 409)

    errors = shown.select_one(".errors")
    assert "Use it, and leave this one out." in plain_text(errors.text)
    assert errors.select_one(f"a[href='/circumstances/{first.id}']")


def test_another_group_of_one_name_is_shown(ada: TestClient, engine: Engine):
    factory.record(engine, Actor, code="baltic", name="Baltic states", kind="group")
    typed = {"n0.code": "baltics", "n0.name": "BALTIC  States", "n0.kind": "group"}

    shown = page(form_client.submit_form(ada, "/groups/new", typed), 422)

    assert shown.select_one("#b-n0-sure-like-why a[href='/groups/baltic']")
    assert send_again(ada, "/groups/new", shown, "n0") == 303
    assert len(current_ids(engine, *range(1, 20))) == 11


def test_a_source_that_would_repeat_itself_is_refused_beside_its_box(
    ada: TestClient, engine: Engine
):
    first = factory.record(engine, Source)
    repost = factory.record(engine, Source, origin_id=first.id)
    path, box = f"/sources/{first.id}/edit", f"{first.id}.origin_id"
    opened = form_client.open_form(ada, path) | {"intent": "corrects"}

    shown = page(ada.post(path, data=opened | {box: str(repost.id)}), 422)
    answer = ada.post(path, data=form_values(shown) | {box: "2"})

    assert "leads back to it" in shown.select_one(f"#b-{first.id}-origin_id-error").text
    assert answer.status_code == 303


@pytest.mark.parametrize(("kind", "status"), [("same declaration as", 422), ("values", 303)])
def test_another_link_of_the_same_two_is_shown(
    ada: TestClient, engine: Engine, kind: str, status: int
):
    ids = {"from_id": 3, "to_id": 1}
    link = factory.record(engine, Link, kind="same declaration as", **ids)
    typed = {"n0.from_id": "1", "n0.to_id": "/pledges/3", "n0.kind": kind}

    answer = form_client.submit_form(ada, "/links/new", typed)

    assert answer.status_code == status
    assert (f"/links/{link.id}" in answer.text) == (status == 422)
