"""Sending forms to a server while something fails, and looking for what was typed into them."""

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event as Flag
from uuid import uuid4

from httpx2 import Client, Response
from sqlmodel import select

from app.models import Event
from app.spine.verify import verify
from tests.accounts import SAME_ORIGIN
from tests.faults.reports import Report, read_register
from tests.faults.server_kills import sign_in_token
from tests.form_client import form_values, open_form
from tests.markup import parse
from tests.processes import PATIENCE

PATH = "/events/new"
SENDERS, AFTERWARDS = 3, 2  # at once; and how many forms each sends once it has failed
LONGEST_WAIT = 0.3  # seconds of editing, at most, before it fails
RETRIES = 5  # presses of the same button after it is mended


@dataclass
class FaultReport(Report):
    """What became of forms sent while something failed.

    Attributes:
        fault_count: How often it did.
        saved_count: How many forms were answered as saved at once.
        returned_count: How many came back filled.
        unfilled_count: How many came back otherwise.
        lost_count: How many are not in the register, or more than once, after all were sent again.
    """

    fault_count: int = 0
    saved_count: int = 0
    returned_count: int = 0
    unfilled_count: int = 0
    lost_count: int = 0


@dataclass
class SentForm:
    """A form that was sent, and what came back."""

    entries: dict[str, str]
    answer: Response

    @property
    def is_saved(self) -> bool:
        """Whether it was said to be saved."""
        return self.answer.status_code == 303

    @property
    def returned_values(self) -> dict[str, str]:
        """What the form holds that came back; nothing where none did."""
        soup = parse(self.answer.text)
        return form_values(soup) if soup.select_one("main form[method=post]") else {}

    @property
    def is_returned(self) -> bool:
        """Whether it came back with all that was typed."""
        return self.returned_values.items() >= self.entries.items()


def open_editor(url: str, address: str) -> Callable[[], Client]:
    """What opens browsers of a new editor of the register at `url`, which is served already."""
    cookies, timeout = {"session": sign_in_token(url)}, PATIENCE
    open_client = partial(
        Client, base_url=address, headers=SAME_ORIGIN, cookies=cookies, timeout=timeout
    )
    with open_client() as client:
        assert send_form(client, open_form(client, PATH)).is_saved
    return open_client


def send_through_fault(
    url: str, open_client: Callable[[], Client], fail: Callable[[], None], mend: Callable[[], None]
) -> FaultReport:
    """Let something fail at a random moment amid forms, mend it, and send again what came back."""
    has_failed = Flag()
    with open_client() as client:
        empty = open_form(client, PATH)
    with ThreadPoolExecutor(SENDERS) as pool:
        streams = [pool.submit(send_until, has_failed, open_client, empty) for _ in range(SENDERS)]
        time.sleep(random.uniform(0, LONGEST_WAIT))
        fail()
        has_failed.set()
        forms = [form for stream in streams for form in stream.result()]
    mend()
    refused = [form for form in forms if not form.is_saved]
    returned = [form for form in refused if form.is_returned]
    with open_client() as client:
        for form in returned:
            send_again(client, form)
    titles = {form.entries["n0.title"] for form in forms}
    saved, unfilled = len(forms) - len(refused), len(refused) - len(returned)
    lost, fault = count_losses(url, titles)
    return FaultReport(1, saved, len(returned), unfilled, lost, fault=fault)


def send_until(
    has_failed: Flag, open_client: Callable[[], Client], empty: dict[str, str]
) -> list[SentForm]:
    """What was sent one after the other, until something has failed and a little longer."""
    forms = []
    with open_client() as client:
        while not has_failed.is_set():
            forms.append(send_form(client, empty))
        return forms + [send_form(client, empty) for _ in range(AFTERWARDS)]


def send_form(client: Client, empty: dict[str, str]) -> SentForm:
    """Send the form of an event, of which `empty` is what it held before something was typed."""
    name = uuid4().hex
    typed = {"n0.kind": "meeting", "n0.title": f"Event {name}", "submission": name}
    return SentForm(empty | typed, client.post(PATH, data=empty | typed))


def send_again(client: Client, form: SentForm) -> None:
    """Press the button of a form that came back, until it is saved."""
    for _ in range(RETRIES):
        if form.is_saved:
            return
        assert form.is_returned, form.answer.text[:2000]
        form = SentForm(form.entries, client.post(PATH, data=form.returned_values))
    assert form.is_saved, form.answer.text[:2000]


def count_losses(url: str, titles: set[str]) -> tuple[int, str]:
    """How many events are not there once, and what `verify` finds."""
    with read_register(url) as session:
        counts = Counter(session.exec(select(Event.title)).all())
        fault = verify(session)
    return sum(counts[title] != 1 for title in titles), str(fault or "")
