"""The data of the register: what each file holds, and how to read it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db
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
