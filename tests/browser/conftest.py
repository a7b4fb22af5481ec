"""Chromium, and the application served to it over a register that no test here changes."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright
from sqlalchemy import Engine
from sqlmodel import select

from app.db import build_engine
from app.edits.seeding import seed
from app.main import create_app
from app.models import Citation, Pledge, Step
from app.settings import Settings
from app.spine.moment import ALL, at
from tests import build
from tests.needs import chromium

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
THIS_MONTH = {"edtf": "2026-11", "basis": "stated"}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium: all that is in this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def register(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The seed as r1; Estonia and two pledges in r2, one changed in r3, the other retracted in r4;
    a third pledge in r5 and r6, which is only possibly made by now."""
    file = tmp_path_factory.mktemp("browser") / "register.db"
    engine = build_engine(f"sqlite:///{shutil.copy(migrated_file, file)}")
    seed(engine)
    changed, gone = build.estonia(engine, 2)
    build.revised(engine, changed, title="Two companies of infantry")
    build.retracted(engine, gone, "It was said of somebody else.")
    with at(engine) as session:
        estonia = session.exec(select(Pledge.actor_id).where(Pledge.entity_id == changed.id)).one()
    possible = build.recorded(engine, Pledge, actor_id=estonia, title="A field hospital")
    build.recorded(engine, Step, possible, at=THIS_MONTH)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ids(register: Engine) -> dict[str, int]:
    """The numbers in addresses: Britain's troops, a citation and its source, and what is gone."""
    with at(register) as session:
        every = session.exec(select(Pledge), execution_options=ALL)
        pledges = {pledge.title: pledge.entity_id for pledge in every}
        troops, gone = pledges["Troops stationed in Ukraine"], pledges["Company 1"]
        cited = session.exec(select(Citation).where(Citation.root_id == troops)).first()
    return {"troops": troops, "gone": gone, "citation": cited.entity_id, "source": cited.source_id}


@pytest.fixture(scope="session")
def site(register: Engine) -> Iterator[str]:
    """Where the application is served."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    url = register.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, base_url=address), clock=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()  # until it accepts them, requests wait in the socket's queue
    yield address
    server.should_exit = True
    thread.join()
    app.state.engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens a page as a new reader, who notices whatever goes wrong on it until the test ends."""
    wrong: list[str] = []

    def opened(
        path: str,
        width: int = 1280,
        scheme: str = "light",
        *,
        javascript: bool = True,
        status: int = 200,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(5_000)
        page = context.new_page()
        watch(page, wrong)
        assert page.goto(path).status == status
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert wrong == []


def watch(page: Page, wrong: list[str]) -> None:
    """Note what the console says, the policy refuses or a script throws, and what does not load."""

    def said(message: ConsoleMessage) -> None:
        if not message.text.startswith("Failed to load resource"):  # `answered` knows better
            wrong.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            wrong.append(f"{response.status}: {response.url}")

    page.on("console", said)
    page.on("response", answered)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"{request.failure}: {request.url}"))
