"""Two editors whose edits are right alone and wrong together."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select

from app.models import Actor, Pledge
from app.spine import lookups
from app.spine.moment import reading_session
from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page
from tests.routes.pledge_form import PATH, PLEDGE, edit_meanwhile, post


@pytest.mark.slow
@pytest.mark.both
def test_rules_over_several_rows_are_held_against_both_edits(ada: TestClient, engine: Engine):
    with reading_session(engine) as session:
        [pledge] = lookups.entities_by_id(session, [PLEDGE]).values()
    second = factory.record(engine, factory.Condition, pledge, words="or a ceasefire")
    sent = form_client.open_form(ada, PATH)
    edit_meanwhile(engine, p7={"alternative_to_id": second.id})

    shown = page(post(ada, sent, **{f"{second.id}.alternative_to_id": "7"}), 409)

    assert "let both point at the first" in shown.select_one("#part-3 > .error").text
    assert factory.newest_number(engine) == 3


@pytest.mark.slow
@pytest.mark.both
def test_two_who_make_the_same_country_at_once_make_it_once(app: FastAPI, ada, engine: Engine):
    bob = signed_in_browser(app, handle="Bob")
    sent = [form_client.open_form(each, "/pledges/new?actor=fi") for each in (ada, bob)]
    typed = [{"n0.title": title, "n0.domain": "sea"} for title in ("Two frigates", "A patrol")]

    for who, each, what in zip((ada, bob), sent, typed, strict=True):
        assert who.post("/pledges/new", data=each | what).status_code == 303

    with reading_session(engine) as session:
        made = session.exec(select(Pledge.actor_id).where(Pledge.domain == "sea")).all()
        [finland] = session.exec(select(Actor.entity_id).where(Actor.code == "fi")).all()
    assert made == [finland, finland]
