"""The log: every edit of the register."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db, Number, Page
from app.queries import revisions
from app.routes.finding import NotFound, pages
from app.templating import page

router = APIRouter(prefix="/revisions")


@router.get("", name="revisions.index")
def index(request: Request, db: Db, number: Page) -> HTMLResponse:
    """All revisions, the newest first, a hundred a page."""
    entries, count = revisions.index(db, number)
    most = pages(request, count, number, revisions.PAGE)
    context = {"entries": entries, "count": count, "number": number, "pages": most}
    return page(request, "revisions/index.html", context | {"section": "Revisions"}, known=["page"])


@router.get("/{number}", name="revisions.show")
def show(request: Request, number: Number, db: Db) -> HTMLResponse:
    """One revision and what it changed."""
    entry = revisions.show(db, number)
    if entry is None:
        raise NotFound(f"There is no revision r{number} at the moment shown.")
    context = {"entry": entry, "names": revisions.named(db, [entry]), "most": revisions.MOST}
    return page(request, "revisions/show.html", context | {"section": "Revisions"})
