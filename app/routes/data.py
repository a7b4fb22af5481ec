"""The data of the register: what each file holds, and how to read it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from app.access.etag import build_hash, offer_etag
from app.access.session import Db, end_reading
from app.exports.files import openapi
from app.exports.files.edition import LICENCE, Edition
from app.exports.files.file_builder import Job
from app.exports.files.file_cache import FILES, BuilderBusy, File, FileStore
from app.exports.files.lists import LISTS
from app.exports.files.tables import TABLES
from app.routes.downloads import file_edition, site_url
from app.templating.rendering import render_page

router = APIRouter()
BEING_MADE = "This file is being made for the first time. Try again in half a minute."


@dataclass(frozen=True)
class FileState:
    """What the page says of a file of the whole register.

    Attributes:
        edition: What the newest finished one shows; None where there is none.
        newest_number: The newest revision; None where the page shows the past.
        today: The day it is.
        is_wanted: Whether somebody asked for a newer one.
        is_in_making: Whether that one is being built.
    """

    edition: Edition | None
    newest_number: int | None
    today: date
    is_wanted: bool
    is_in_making: bool

    @property
    def lacks_edits(self) -> bool:
        """Whether the register has newer revisions, as far as the page knows."""
        if self.edition is None or self.newest_number is None:
            return False
        return self.edition.number < self.newest_number

    @property
    def is_old(self) -> bool:
        """Whether who asks for it has another one made."""
        return self.lacks_edits or (self.edition is not None and self.edition.today != self.today)


@router.get("/data", name="data.show")
def show(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """What each file holds, why a cell is blank, how to cite."""
    store = file_store(request)
    newest_files = store.newest_files(FILES.values())
    moment = request.state.moment
    today = request.app.state.clock().date()
    states = {
        name: FileState(
            edition=newest_files[name][1] if name in newest_files else None,
            newest_number=None if moment.as_of else moment.number,
            today=today,
            is_wanted=store.is_wanted(file),
            is_in_making=store.is_in_making(file),
        )
        for name, file in FILES.items()
    }
    offer_etag(request, moment.number, f"{moment.digest} {states}", moment.today)
    context = {
        "states": states,
        "lists": LISTS,
        "tables": TABLES,
        "licence": LICENCE,
        "files": FILES,
        "section": "Data",
    }
    return render_page(request, "data/show.html", context)


def send_file(request: Request, db: Db) -> FileResponse:  # noqa: ARG001  (it opens the moment)
    """All of the register in one file: the newest that is finished, while a newer one is made."""
    if request.query_params:
        raise HTTPException(
            422, "This file is the whole register as it is now: ask without any question."
        )
    file = FILES[request.scope["route"].name.removeprefix("data.")]
    edition_now, store = file_edition(request), file_store(request)
    end_reading(request)
    newest = store.newest(file)
    if newest is None or newest[1] != edition_now:
        request.app.state.builder.request_file(Job(store, file, is_first=newest is None))
    path, edition = newest or wait_for_first(request, store, file)
    offer_etag(request, edition.number, edition.digest, edition.today)
    name = f"coalition-commitments-r{edition.number}-{file.name}"
    headers = {"Commitments-Revision": edition.cite}
    return FileResponse(path, media_type=file.media_type, filename=name, headers=headers)


def file_store(request: Request) -> FileStore:
    """Where the files of the whole register are."""
    state, site = request.app.state, site_url(request)
    return FileStore(state.settings.exports, state.engine, site, build_hash(), state.clock)


def wait_for_first(request: Request, store: FileStore, file: File) -> tuple[Path, Edition]:
    """The first file of its name, once it is built.

    Raises:
        HTTPException: 503 when that takes too long, or too many wait.
    """
    with suppress(BuilderBusy):
        request.app.state.builder.wait_for(file)
    newest = store.newest(file)
    if newest is None:
        raise HTTPException(503, BEING_MADE, headers={"Retry-After": "30"})
    return newest


for file_name in FILES:
    router.add_api_route(f"/data/{file_name}", send_file, name=f"data.{file_name}")


@router.get("/data/api", name="data.api")
def show_api(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """The JSON side, path by path."""
    moment = request.state.moment
    offer_etag(request, moment.number, moment.digest, moment.today)
    context = {"document": openapi.document(), "section": "Data"}
    return render_page(request, "data/api.html", context)


@router.get("/openapi.json", name="data.openapi")
def show_openapi() -> JSONResponse:
    """The same for programs: OpenAPI 3.1."""
    return JSONResponse(openapi.document())
