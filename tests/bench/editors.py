"""Fifty editors change one pledge twenty times each, on both databases: all is kept."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from httpx2 import Client, Response
from sqlmodel import select

from app.db import build_engine
from app.models import Pledge, Revision
from app.spine.moment import ALL_VERSIONS
from app.spine.verify import verify
from tests import factory
from tests.accounts import SAME_ORIGIN
from tests.conftest import add_toy_tables
from tests.databases import both_databases
from tests.faults.failover import served
from tests.faults.reports import read_register
from tests.faults.server_kills import sign_in_token
from tests.form_client import form_values
from tests.page import page
from tests.processes import PATIENCE

EDITORS, EDITS = 50, 20
MOST = 900  # seconds that a form is sent again because many save
PATH = "/pledges/3/edit"


def run() -> None:
    """Print how many were saved, and how many came back in a conflict; fail where one is lost."""
    with both_databases() as urls:
        for database, url in urls.items():
            tell(database, add_toy_tables(url))


def tell(database: str, url: str) -> None:
    """Let all of them edit, and print what became of it."""
    engine = build_engine(url)
    factory.record_estonia(engine)
    engine.dispose()
    with served(url) as address, ExitStack() as browsers, ThreadPoolExecutor(EDITORS) as pool:
        clients = [browsers.enter_context(open_client(url, address)) for _ in range(EDITORS)]
        began = time.monotonic()
        saved = [name for names in pool.map(edit_again_and_again, clients) for name in names]
        seconds = time.monotonic() - began
    with read_register(url) as session:
        comments = session.exec(select(Revision.comment)).all()
        notes = session.exec(select(Pledge.note), execution_options=ALL_VERSIONS).all()
        assert sorted(each for each in comments if each.startswith("edit ")) == sorted(saved)
        assert sorted(filter(None, notes)) == sorted(saved)
        assert verify(session) is None
    conflict_count = EDITORS * EDITS - len(saved)
    print(
        f"  {database}: {EDITORS * EDITS} edits: {len(saved)} saved, each once in the log; "
        f"{conflict_count} shown as a conflict with their text; verify passed ({seconds:.0f} s)"
    )


def open_client(url: str, address: str) -> Client:
    """The browser of a new editor."""
    cookies = {"session": sign_in_token(url)}
    return Client(base_url=address, headers=SAME_ORIGIN, cookies=cookies, timeout=PATIENCE)


def edit_again_and_again(client: Client) -> Sequence[str]:
    """What an editor was told is saved; all else came back as a conflict."""
    names = [f"edit {number} with {client.cookies['session'][:12]}" for number in range(EDITS)]
    return [name for name in names if change_note(client, name)]


def change_note(client: Client, name: str) -> bool:
    """Whether a new note was saved, and not shown as a conflict; its text is in each answer."""
    shown = ask(lambda: client.get(f"{PATH}?intent=updates"))
    typed = form_values(page(shown)) | {"comment": name, "3.note": name, "submission": name}

    def press_save() -> Response:
        answer = client.post(PATH, data=typed)
        assert answer.status_code == 303 or name in answer.text, answer.text[:2000]
        return answer

    status = ask(press_save).status_code
    assert status in (303, 409), status
    return status == 303


def ask(send: Callable[[], Response]) -> Response:
    """The answer, asked for again as long as it says that many are at it, when it says to."""
    end = time.monotonic() + MOST
    while (answer := send()).status_code == 503:
        assert time.monotonic() < end, f"Many were at it for {MOST} seconds."
        time.sleep(float(answer.headers["Retry-After"]))
    return answer
