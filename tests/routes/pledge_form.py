"""The form of one editor, and what somebody else changes while it is open."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from app.models import Intent
from app.spine import versions
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.versioned import Facts
from tests import form_client
from tests.markup import Element
from tests.page import page

PATH = "/pledges/3/edit"
PLEDGE, ON_PLEDGE, STEP, ON_STEP, CONDITION = 3, 4, 5, 6, 7


def edit_meanwhile(engine: Engine, *gone: int, **wanted: Any) -> None:
    """What somebody else does meanwhile to parts of the pledge, in one revision: `p3={...}`."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(PLEDGE, edit.previous, {int(key[1:]): facts for key, facts in wanted.items()})
        for number in gone:
            edit.retract(number, edit.previous)


def post(client: TestClient, sent: dict[str, str], **typed: str) -> Response:
    return leave_open(client, client.post(PATH, data={"intent": "updates"} | sent | typed))


def send_again(client: TestClient, shown: Element, typed: Facts | None = None) -> Response:
    """What the form that was shown answers when it is sent once more."""
    values = form_client.form_values(shown) | (typed or {})
    return leave_open(client, client.post(PATH, data=values))


def leave_open(client: TestClient, answer: Response) -> Response:
    """An answer of the form; where it asks what passages say of a new value, the next one."""
    if answer.status_code != 422 or ":sure.also_" not in answer.text:
        return answer
    return client.post(PATH, data=form_client.form_values(page(answer, 422)))


def current_facts(engine: Engine, number: int = PLEDGE) -> Facts:
    """What a part says; nothing if it is not in the register."""
    with reading_session(engine) as session:
        row = versions.current_rows(session, [number]).get(number)
        return row.facts() if row else {}
