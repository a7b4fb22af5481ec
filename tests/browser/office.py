"""A register in which editors work, and how they fill its forms."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import Engine
from sqlmodel import select

from app.db import build_engine
from app.edits import accounts
from app.edits.authentication import Visitor
from app.edits.hashing import Hasher
from app.models import Pledge, Role
from app.spine.moment import reading_session
from scripts.screenshots import NOW, served
from tests.accounts import PASSWORD, add_unrecorded_account, cheap_settings

NUMBERS = count(1)
DRAFT = "A company of engineers"


@dataclass
class Office:
    """A register with its address, and the ways into it."""

    engine: Engine
    site: str
    visit: Callable[..., Page]

    def token(self, handle: str) -> str:
        """What the browser of a new editor holds; who has no handle gets one."""
        handle = handle or f"Editor {next(NUMBERS)}"
        invitation = add_unrecorded_account(self.engine, handle, Role.EDITOR, NOW)
        hasher, visitor = Hasher(8, 1), Visitor(NOW)
        return accounts.accept_invitation(
            self.engine, hasher, invitation, "", PASSWORD, visitor
        ).token

    def editor(self, path: str, handle: str = "", **how: object) -> Page:
        """A page as a new editor sees it."""
        return self.visit(path, token=self.token(handle), **how)

    @property
    def troops(self) -> int:
        """The number of a pledge of the seed."""
        with reading_session(self.engine) as session:
            return session.exec(select(Pledge.entity_id).order_by(Pledge.entity_id)).first()


@contextmanager
def serve_copy(seeded: Path, folder: Path) -> Iterator[tuple[Engine, str]]:
    """A register with the seed, and where it is served."""
    url = f"sqlite:///{shutil.copy(seeded, folder / 'register.db')}"
    engine = build_engine(url)
    with served(url, NOW, cheap_settings(url)) as site:
        yield engine, site
    engine.dispose()


def fill(page: Page, **boxes: str) -> None:
    """Type into the first empty box of each name, or choose there; a dot is written as __."""
    for name, text in boxes.items():
        box = page.locator(f"main [name$='.{name.replace('__', '.')}']").last
        if box.evaluate("box => box.matches('select')"):
            box.select_option(text)
        else:
            box.fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()
