"""Editors who save the form of one pledge at once, until each edit is answered as saved."""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx2 import Client
from sqlmodel import Session, col, select

from app.models import Pledge, Revision, Step
from app.spine.moment import ALL_VERSIONS
from app.spine.verify import verify
from tests import form_client

PATH = "/pledges/3/edit"
PRESSES = 200  # of the button of one form
PAUSE = 0.05  # seconds between them


def save_at_once(clients: Sequence[Client], edits: int) -> list[str]:
    """What so many edits of each editor say, which all were answered as saved; sorted."""
    whole = form_client.open_form(clients[0], PATH)
    sent = {name: text for name, text in whole.items() if name == "base" or name[:2] == "3."}
    names = [
        [f"edit {number} of {each}" for number in range(edits)] for each in range(len(clients))
    ]
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(save_edits, clients, names, [sent] * len(clients)))
    return sorted(name for each in names for name in each)


def save_edits(client: Client, names: Sequence[str], sent: dict[str, str]) -> None:
    """Save the edits of one editor, one after the other."""
    for name in names:
        save_form(client, name, sent)


def save_form(client: Client, name: str, sent: dict[str, str]) -> None:
    """Add a step, and now and then change the note of the pledge, until it is saved.

    Each answer that is not “saved” holds what was typed.
    """
    typed = {"intent": "updates", "comment": name, "n1.offered": f"“{name}” of troops"}
    typed |= {"n1:kind": "step", "n1:under": "3"} | ({"3.note": name} if changes_note(name) else {})
    answer = client.post(PATH, data=sent | typed | {"submission": name})
    for _ in range(PRESSES):
        if answer.status_code == 303:
            return
        assert answer.status_code in (409, 503), answer.text[:2000]
        assert f"“{name}” of troops" in answer.text, answer.text[:2000]
        time.sleep(PAUSE * (answer.status_code == 503))
        answer = client.post(PATH, data=send_again(answer.text, sent | typed, name))
    pytest.fail("It was never saved.")


def changes_note(name: str) -> bool:
    """Whether an edit changes the note, over which its editor disagrees with all others."""
    return name.startswith("edit 3 ")


def send_again(shown: str, typed: dict[str, str], name: str) -> dict[str, str]:
    """What the form that was shown is sent with: the base that it has by then, and mine."""
    base = re.search(r'name="base" value="(\d+)"', shown)[1]
    theirs = dict(re.findall(r'name="(theirs:[^"]+)" value="([^"]*)"', shown))
    choices = {"base": base, "submission": name, "choose:3.note": "mine"}
    return typed | theirs | choices


def check_saved(session: Session, saved: list[str], first: int) -> None:
    """Fail unless the register holds each of these edits once, from revision `first` on."""
    numbers = session.exec(select(Revision.number).order_by(col(Revision.number))).all()
    assert numbers == [*range(1, first + len(saved))]
    comments = session.exec(select(Revision.comment).where(Revision.number >= first))
    assert sorted(comments) == saved
    notes = select(Pledge.note).where(Pledge.since > 1)
    assert {*session.exec(notes, execution_options=ALL_VERSIONS)} == {*filter(changes_note, saved)}
    steps = session.exec(select(Step.offered).where(Step.since > 1))
    assert sorted(quantity.words for quantity in steps) == saved
    assert verify(session) is None
