"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db
from app.queries import overview, revisions
from app.rules.identified import claimed, identified
from app.rules.status import awaits
from app.rules.totals import totals
from app.templating import page

router = APIRouter()


@router.get("/", name="overview.show")
def show(request: Request, db: Db) -> HTMLResponse:
    """What is on record: what it comes to, actors by domain, what waits, and the last revisions."""
    found = overview.show(db, request.state.moment.today)
    entries, _ = revisions.index(db, size=5)
    values = [offer.value for offer in found.offers]
    awaited = {offer.pledge.entity_id: awaits(offer.open) for offer in found.offers}
    context = {"overview": found, "entries": entries, "section": "Overview"}
    context |= {"identified": len(identified(values)), "claimed": claimed(values)}
    return page(request, "overview/show.html", context | {"totals": totals(values, awaited)})
