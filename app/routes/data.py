"""The data of the register: what each file holds, and how to read it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from app.access.etag import build_hash
from app.access.session import Db, end_reading
from app.exports.files import openapi
from app.exports.files.edition import LICENCE
from app.exports.files.file_cache import FILES, BuilderBusy, ensure_file
from app.exports.files.lists import LISTS
from app.exports.files.tables import TABLES
from app.routes.downloads import file_edition
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/data", name="data.show")
def show(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """What each file holds, why a cell is blank, how to cite."""
    context = {
        "lists": LISTS,
        "tables": TABLES,
        "licence": LICENCE,
        "files": FILES,
        "section": "Data",
    }
    return render_page(request, "data/show.html", context)


def send_file(request: Request, db: Db) -> FileResponse:  # noqa: ARG001  (it opens the moment)
    """All of the register as it is now, in one file."""
    if request.query_params:
        raise HTTPException(
            422, "This file is the whole register as it is now: ask without any question."
        )
    file = FILES[request.scope["route"].name.removeprefix("data.")]
    edition, state = file_edition(request), request.app.state
    end_reading(request)
    try:
        path = ensure_file(state.settings.exports, file, state.engine, edition, build_hash())
    except BuilderBusy:
        raise HTTPException(503, "Another file is being built. Try again in a moment.") from None
    name = f"coalition-commitments-r{edition.number}-{file.name}"
    headers = {"Commitments-Revision": edition.cite}
    return FileResponse(path, media_type=file.media_type, filename=name, headers=headers)


for file_name in FILES:
    router.add_api_route(f"/data/{file_name}", send_file, name=f"data.{file_name}")


@router.get("/data/api", name="data.api")
def show_api(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """The JSON side, path by path."""
    context = {"document": openapi.document(), "section": "Data"}
    return render_page(request, "data/api.html", context)


@router.get("/openapi.json", name="data.openapi")
def show_openapi() -> JSONResponse:
    """The same for programs: OpenAPI 3.1."""
    return JSONResponse(openapi.document())
