"""Chromium, and the application served to it over a register that no test here changes."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from sqlalchemy import Engine
from sqlmodel import select

from app.db import build_engine
from app.edits import accounts
from app.edits.authentication import Visitor
from app.edits.hashing import Hasher
from app.edits.seeding import seed
from app.models import (
    Assessment,
    Check,
    Circumstance,
    Citation,
    Event,
    Link,
    Passage,
    Pledge,
    Role,
    Stance,
    Step,
)
from app.spine.moment import ALL_VERSIONS, reading_session
from app.spine.versioned import Entity
from scripts.screenshots import FLAGS, NOW, served
from scripts.screenshots import seed as seed_pictures
from tests import factory
from tests.accounts import PASSWORD, add_unrecorded_account
from tests.browser.office import Office, serve_copy
from tests.processes import PATIENCE
from tests.requirements import chromium_path

HERE = Path(__file__).parent
TROOPS = UUID("fbce8e66-6a2b-4d79-993d-8b7681461b5c")  # seeds/pledges/gb.toml, C1
THIS_MONTH = {"edtf": "2026-11", "basis": "stated"}
Visit = Callable[..., Page]
expect.set_options(timeout=PATIENCE * 1000)


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
    changed, gone = factory.record_estonia(engine, 2)
    factory.revise(engine, changed, title="Two companies of infantry")
    factory.retract(engine, gone, "It was said of somebody else.")
    with reading_session(engine) as session:
        estonia = session.exec(select(Pledge.actor_id).where(Pledge.entity_id == changed.id)).one()
    possible = factory.record(engine, Pledge, actor_id=estonia, title="A field hospital")
    factory.record(engine, Step, possible, at=THIS_MONTH)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ids(register: Engine, admin: str) -> dict[str, int | str]:
    """The numbers in addresses: Britain's troops, a passage and its source, and what is gone."""
    assert admin, "the link is another account's"
    token = add_unrecorded_account(register, "Bea", Role.EDITOR, NOW)
    with reading_session(register) as session:
        troops = session.exec(select(Entity.id).where(Entity.uid == TROOPS)).one()
        query = select(Passage).join(Citation, Citation.passage_id == Passage.entity_id)
        cited = session.exec(query.where(Citation.root_id == troops)).first()
        gone = select(Pledge.entity_id).where(Pledge.title == "Company 1")
        [lost] = session.exec(gone, execution_options=ALL_VERSIONS)
        kinds = (Stance, Assessment, Event, Circumstance, Check, Link)
        found = {kind.noun(): session.exec(select(kind.entity_id)).first() for kind in kinds}
    found |= {"troops": troops, "gone": lost, "passage": cited.entity_id, "invitation": token}
    return found | {"source": cited.source_id}


@pytest.fixture(scope="session")
def admin(register: Engine) -> str:
    """What the browser of an admin holds, whose account is 2."""
    token = add_unrecorded_account(register, "Ada", Role.ADMIN, NOW)
    return accounts.accept_invitation(
        register, Hasher(8, 1), token, "", PASSWORD, Visitor(NOW)
    ).token


@pytest.fixture(scope="session")
def site(register: Engine) -> Iterator[str]:
    """Where the application is served."""
    with served(register.url.render_as_string(hide_password=False), NOW) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens pages as new readers who notice whatever goes wrong."""
    with visits(browser, site) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def seeded(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the seed, to copy."""
    file = tmp_path_factory.mktemp("editing") / "seeded.db"
    seed_pictures(f"sqlite:///{shutil.copy(migrated_file, file)}")
    return Path(file)


@pytest.fixture
def office(seeded: Path, tmp_path: Path, browser: Browser) -> Iterator[Office]:
    """A register that only one test changes."""
    with serve_copy(seeded, tmp_path) as (engine, site), visits(browser, site) as visit:
        yield Office(engine, site, visit)


@pytest.fixture(scope="session")
def left_alone(
    seeded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, str]]:
    """A register in which no test records anything."""
    with serve_copy(seeded, tmp_path_factory.mktemp("study")) as there:
        yield there


@pytest.fixture
def study(left_alone: tuple[Engine, str], browser: Browser) -> Iterator[Office]:
    """The ways into a register in which nothing may be recorded."""
    with visits(browser, left_alone[1]) as visit:
        yield Office(*left_alone, visit)


@contextmanager
def visits(browser: Browser, site: str) -> Iterator[Visit]:
    """What opens a page in a window of its own; at the end nothing may have gone wrong on any."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(
        path: str,
        width: int = 1280,
        *,
        javascript: bool = True,
        status: int = 200,
        token: str = "",
        expected: Iterable[int] = (),
    ) -> Page:
        window = {"width": width, "height": 900}
        context = browser.new_context(
            base_url=site, viewport=window, java_script_enabled=javascript, reduced_motion="reduce"
        )
        contexts.append(context)
        if token:
            context.add_cookies([{"name": "session", "value": token, "url": site}])
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        watch(page, wrong, {status, 422, *expected})  # a refused word is no failure
        assert page.goto(path).status == status
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def watch(page: Page, wrong: list[str], expected: set[int]) -> None:
    """Note what the console says, the policy refuses or a script throws, and what does not load."""

    def note_console(message: ConsoleMessage) -> None:
        # `answered` knows better of the first; the others say that signing out did its work, and
        # that htmx gives a box the focus itself
        known = ("Failed to load resource", "Clear-Site-Data", "Autofocus processing was blocked")
        if not message.text.startswith(known):
            wrong.append(f"{message.type}: {message.text}")

    def note_response(response: Response) -> None:
        if response.status >= 400 and response.status not in expected:
            wrong.append(f"{response.status}: {response.url}")

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            wrong.append(f"{request.failure}: {request.url}")

    page.on("console", note_console)
    page.on("response", note_response)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", note_failure)
