"""The page that explains words and rules, and how to check the record."""

from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import (
    Account,
    Line,
    Register,
    Revision,
    vocabulary,
)
from app.routes.method import RULES
from tests import factory
from tests.page import page, plain_text


def test_the_method_begins_with_what_a_reader_in_a_hurry_needs(client: TestClient):
    sections = page(client.get("/method")).select("main > section")

    first = sections[0]
    assert first["id"] == "short"
    assert len(plain_text(first.text).split()) < 300
    for term in ("Floated", "uncited", "Nothing found", "as_of=r12"):
        assert term in first.text


def test_the_method_explains_every_rule_with_its_version(client: TestClient):
    shown = plain_text(page(client.get("/method")).text)

    assert len(RULES) == 15
    for rule in RULES:
        assert f"{rule.title} version {rule.version}" in shown
        for paragraph in (*rule.text, *rule.examples):
            assert plain_text(paragraph) in shown


@pytest.mark.parametrize(
    "ladder",
    [
        vocabulary.Bindingness,
        vocabulary.Readiness,
        vocabulary.Delivery,
        vocabulary.Standing,
        vocabulary.ConditionKind,
        vocabulary.Capability,
        vocabulary.Instrument,
        vocabulary.Credibility,
        vocabulary.Reliability,
    ],
)
def test_the_method_defines_every_word(client: TestClient, ladder):
    shown = plain_text(page(client.get("/method")).text)

    assert [word for word in ladder if plain_text(word.meaning) not in shown] == []


def test_a_revision_is_verified_by_the_steps_on_the_method_page(engine: Engine, session: Session):
    factory.record_estonia(engine)
    revision = session.get(Revision, 1)
    lines = session.exec(select(Line).order_by(Line.position)).all()
    account = session.get(Account, revision.account_id)

    hashes = [sha256(line.text.encode()).hexdigest() for line in lines]
    body = sha256("".join(f"{each}\n" for each in hashes).encode()).hexdigest()
    first = str(session.exec(select(Register.uid)).one())
    made = revision.made_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    five = "".join(f"{each}\n" for each in (first, "1", made, account.uid, body))

    assert sha256(five.encode()).hexdigest() == revision.digest
