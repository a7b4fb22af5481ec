"""Eight editors at once, each in a browser of their own: what is answered as saved is there."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session

from tests import factory
from tests.accounts import create_account, open_browser
from tests.editors import check_saved, save_at_once

pytestmark = [pytest.mark.slow, pytest.mark.both]

EDITORS, EDITS = 8, 8  # `make bench editors` takes 50 who save 20 times


def test_what_eight_editors_save_at_once_is_there(app: FastAPI, engine: Engine, session: Session):
    factory.record_estonia(engine)
    clients = [
        open_browser(app, create_account(app, f"Editor {number}", is_recorded=True).token)
        for number in range(EDITORS)
    ]

    saved = save_at_once(clients, EDITS)

    assert len(saved) == EDITORS * EDITS
    check_saved(session, saved, 2 + EDITORS)
