"""The data of the register: what each file holds, and how to read it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from app.access import Db, build
from app.exports import openapi
from app.exports.building import FILES, Building, File, built
from app.exports.lists import LISTS
from app.exports.structured import LICENCE
from app.exports.tables import TABLES
from app.routes.downloads import shown
from app.templating import page

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
    return page(request, "data/show.html", context)


def add(file: File) -> None:
    """Let a file of the whole register be had."""

    @router.get(f"/data/{file.name}", name=f"data.{file.name}")
    def whole(request: Request, db: Db) -> FileResponse:  # noqa: ARG001  (it opens the moment)
        """All of the register as it is now, in one file."""
        if request.query_params:
            raise HTTPException(
                422, "This file is the whole register as it is now: ask without any question."
            )
        told, state = shown(request), request.app.state
        try:
            ready = built(state.settings.exports, file, state.engine, told, build())
        except Building:
            raise HTTPException(
                503, "Another file is being built. Try again in a moment."
            ) from None
        name = f"coalition-commitments-r{told.number}-{file.name}"
        headers = {"Commitments-Revision": told.cite}
        return FileResponse(ready, media_type=file.media, filename=name, headers=headers)


for each in FILES.values():
    add(each)


@router.get("/data/api", name="data.api")
def api(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """The JSON side, path by path."""
    context = {"document": openapi.document(), "section": "Data"}
    return page(request, "data/api.html", context)


@router.get("/openapi.json", name="data.openapi")
def document() -> JSONResponse:
    """The same for programs: OpenAPI 3.1."""
    return JSONResponse(openapi.document())
