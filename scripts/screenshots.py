"""Makes the pictures in docs/pictures: the seed at a fixed moment, at a fixed width."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Page, ViewportSize, sync_playwright

from app.db import build_engine
from app.edits.seeding import COMMENT, SEEDS, SeedLoad, load_seed_rows, read_rows
from app.main import create_app
from app.models.kinds import BY_MODEL
from app.models.parts import ROOTS
from app.settings import ROOT, Settings
from app.spine import schema
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WIDTH = 1280
PATIENCE = 60  # seconds, for a server to stop
PICTURES = ROOT / "docs" / "pictures"
# Each page, and what is to be seen last: the countries, and what one of them offers.
SHOWN = {
    "overview": ("/", "#matrix tbody tr:not(.apart) >> nth=-1"),
    "country-gb": ("/countries/gb", "#own table"),
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Take each picture and say how large it is."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/register.db"
        seed(url)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with served(url, NOW) as site:
            window = ViewportSize(width=WIDTH, height=800)
            page = browser.new_page(base_url=site, viewport=window, color_scheme="light")
            for name, (path, last) in SHOWN.items():
                page.goto(path)
                take(page, last, PICTURES / f"{name}.png")
            browser.close()


def chromium() -> str:
    """The path of a Chromium that runs; without one, the script that looks for it says why."""
    found = subprocess.run([ROOT / "scripts" / "chromium"], stdout=subprocess.PIPE, check=True)
    return found.stdout.decode().strip() or sys.exit(1)


def seed(url: str) -> None:
    """Fill a new register with the seed, as if it had been recorded at NOW."""
    engine = build_engine(url)
    schema.migrate(engine)
    rows = {kind: list(read_rows(SEEDS, BY_MODEL[kind])) for kind in ROOTS}
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, COMMENT, at=NOW) as edit:
        load_seed_rows(SeedLoad(edit), rows)
    engine.dispose()


@contextmanager
def served(url: str, now: datetime, settings: Settings | None = None) -> Iterator[str]:
    """The address at which the application serves the register at `url`, on a free port.

    Args:
        url: Of the database.
        now: What its clock says.
        settings: What else is set; None for what an installation starts with.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    own = {"database_url": url, "base_url": address}
    app = create_app((settings or Settings()).model_copy(update=own), clock=lambda: now)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=PATIENCE)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()  # until it answers, requests wait at the socket
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(2 * PATIENCE)
        if thread.is_alive():
            raise TimeoutError(f"Waited {2 * PATIENCE} seconds for a server to stop.")
        app.state.engine.dispose()


def take(page: Page, last: str, file: Path) -> None:
    """A picture of the page from its top to the end of what is to be seen last."""
    box = page.locator(last).bounding_box()
    assert box is not None
    page.set_viewport_size({"width": WIDTH, "height": round(box["y"] + box["height"])})
    page.screenshot(path=file)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
