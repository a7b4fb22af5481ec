"""The data of the register: what each file holds, and how to read it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from app.access import Db
from app.exports import openapi
from app.exports.lists import LISTS
from app.exports.structured import LICENCE
from app.exports.tables import TABLES
from app.templating import page

router = APIRouter()


@router.get("/data", name="data.show")
def show(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """What each file holds, why a cell is blank, how to cite."""
    context = {"lists": LISTS, "tables": TABLES, "licence": LICENCE, "section": "Data"}
    return page(request, "data/show.html", context)


@router.get("/data/api", name="data.api")
def api(request: Request, db: Db) -> HTMLResponse:  # noqa: ARG001  (it opens the moment)
    """The JSON side, path by path."""
    context = {"document": openapi.document(), "section": "Data"}
    return page(request, "data/api.html", context)


@router.get("/openapi.json", name="data.openapi")
def document() -> JSONResponse:
    """The same for programs: OpenAPI 3.1."""
    return JSONResponse(openapi.document())
