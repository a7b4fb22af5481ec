"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db
from app.queries import overview, revisions
from app.templating import page

router = APIRouter()


@router.get("/", name="overview.show")
def show(request: Request, db: Db) -> HTMLResponse:
    """What is on record: actors by domain, and the last revisions."""
    rows = overview.show(db, request.state.moment.today)
    entries, _ = revisions.index(db, size=5)
    context = {"rows": rows, "entries": entries, "section": "Overview"}
    return page(request, "overview/show.html", context)
