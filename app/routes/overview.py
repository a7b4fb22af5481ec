"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db
from app.queries import overview, revisions
from app.rules.identified import sentence
from app.rules.status import awaits
from app.rules.totals import totals
from app.templating import page

router = APIRouter()


@router.get("/", name="overview.show")
def show(request: Request, db: Db) -> HTMLResponse:
    """What is on record: actors by domain, and the last revisions."""
    rows = overview.show(db, request.state.moment.today)
    entries, _ = revisions.index(db, size=5)
    pledges = [offer for row in rows for cell in row.cells for offer in cell]
    values = [offer.value for offer in pledges]
    awaited = {offer.pledge.entity_id: awaits(offer.open) for offer in pledges}
    context = {"rows": rows, "entries": entries, "section": "Overview"}
    context |= {"totals": totals(values, awaited), "identified": sentence(values)}
    return page(request, "overview/show.html", context)
