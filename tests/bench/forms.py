"""Open and send the form of a pledge with 20, 100 and 400 conditions: milliseconds and kB."""

import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from fastapi.testclient import TestClient
from httpx2 import Response

from app.main import create_app
from app.models import Actor, Condition, Intent, Pledge
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests.accounts import cheap_settings, signed_in_browser
from tests.databases import migrate
from tests.factory import add
from tests.form_client import form_values
from tests.markup import parse

SIZES, TIMES = (20, 100, 400), 3


def run() -> None:
    """Print the figures for each size: opened, sent with something wrong, and saved."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(f"sqlite:///{Path(folder) / 'register.db'}", size)


def measure(url: str, size: int) -> None:
    """Print the figures for one size."""
    migrate(url)
    app = create_app(cheap_settings(url))
    with recording(app.state.engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
        pledge = add(edit, Pledge, actor_id=add(edit, Actor).id)
        for number in range(size):
            add(edit, Condition, pledge, words=f"if {number} agree")
    editor, path = signed_in_browser(app), f"/pledges/{pledge.id}/edit"
    shown, opening = timed(editor, "GET", path)
    sent = form_values(parse(shown.text)) | {"intent": "updates"}
    again, wrong = timed(editor, "POST", path, sent | {f"{pledge.id}.title": ""})
    titles = ({f"{pledge.id}.title": f"Pledge {each}"} for each in range(TIMES))
    _, saving = timed(editor, "POST", path, *(sent | each for each in titles))
    assert (shown.status_code, again.status_code) == (200, 422)
    told = f"opened {opening:.0f} ms, {len(shown.content) // 1000} kB; wrong {wrong:.0f} ms"
    print(f"  {size} conditions: {told}; saved {saving:.0f} ms")
    app.state.engine.dispose()


def timed(
    editor: TestClient, method: str, path: str, *sent: dict[str, str]
) -> tuple[Response, float]:
    """The last answer, and the processor's milliseconds for one."""
    found = []
    for number in range(TIMES):
        began = process_time()
        data = sent[number % len(sent)] if sent else None
        answer = editor.request(method, path, data=data)
        found.append(process_time() - began)
    return answer, 1000 * median(found)
