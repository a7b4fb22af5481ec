"""Eight editors at once, each in a browser of their own: what is answered as saved is there."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.models import Pledge, Revision, Step
from app.spine.moment import ALL_VERSIONS
from app.spine.verify import verify
from tests import factory, form_client
from tests.accounts import signed_in_browser

pytestmark = [pytest.mark.slow, pytest.mark.both]

EDITORS, EDITS = 8, 8  # a race between 200 edits is run in tests/spine/test_concurrency.py
PATH = "/pledges/3/edit"


def save_form(client: TestClient, name: str, sent: dict[str, str]) -> None:
    """Add a step, and now and then change the note of the pledge, until it is saved."""
    typed = {"intent": "updates", "comment": name, "n1.quantity": f"“{name}” of troops"}
    typed |= {"n1:kind": "step", "n1:under": "3"} | ({"3.note": name} if changes_note(name) else {})
    answer = client.post(PATH, data=sent | typed | {"submission": name})
    for _ in range(100):
        if answer.status_code == 303:
            return
        assert answer.status_code in (409, 503), answer.text[:2000]
        answer = client.post(PATH, data=send_again(answer.text, sent | typed, name))
    pytest.fail("It was never saved.")


def changes_note(name: str) -> bool:
    """Whether an edit changes the note, over which its editor disagrees with all others."""
    return name.startswith("edit 9 ")


def send_again(shown: str, typed: dict[str, str], name: str) -> dict[str, str]:
    """What the form that was shown is sent with: the base that it has by then, and mine."""
    base = re.search(r'name="base" value="(\d+)"', shown)[1]
    theirs = dict(re.findall(r'name="(theirs:[^"]+)" value="([^"]*)"', shown))
    told = {"base": base, "submission": name, "choose:3.note": "mine"}
    return typed | theirs | told


def save_edits(client: TestClient, editor: int, sent: dict[str, str]) -> list[str]:
    """What an editor was told is saved."""
    names = [f"edit {number} of {editor}" for number in range(EDITS)]
    for name in names:
        save_form(client, name, sent)
    return names


def test_what_eight_editors_save_at_once_is_there(app: FastAPI, engine: Engine, session: Session):
    factory.record_estonia(engine)
    clients = [signed_in_browser(app, handle=f"Editor {number}") for number in range(EDITORS)]
    whole = form_client.open_form(clients[0], PATH)
    sent = {name: text for name, text in whole.items() if name == "base" or name[:2] == "3."}

    with ThreadPoolExecutor(EDITORS) as pool:
        done = pool.map(save_edits, clients, range(EDITORS), [sent] * EDITORS)
        told = sorted(name for each in done for name in each)

    numbers = session.exec(select(Revision.number).order_by(col(Revision.number))).all()
    assert numbers == [*range(1, 2 + EDITORS * EDITS)]
    assert sorted(session.exec(select(Revision.comment).where(Revision.number > 1))) == told
    notes = select(Pledge.note).where(Pledge.since > 1)
    assert {*session.exec(notes, execution_options=ALL_VERSIONS)} == {*filter(changes_note, told)}
    steps = session.exec(select(Step.quantity).where(Step.since > 1))
    assert sorted(quantity.words for quantity in steps) == told
    assert verify(session) is None
