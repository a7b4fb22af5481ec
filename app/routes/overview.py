"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access.session import Db
from app.queries import overview, revisions
from app.rules.identified_countries import claims_line, identified_country_ids
from app.rules.status import all_waits
from app.rules.totals import stage_totals
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/", name="overview.show")
def show(request: Request, db: Db) -> HTMLResponse:
    """What is on record: what it comes to, actors by domain, what waits, and the last revisions."""
    contents = overview.show(db, request.state.moment.today)
    entries, _ = revisions.index(db, size=5)
    values = [offer.state for offer in contents.offers]
    waits = {offer.pledge.entity_id: all_waits(offer.open_conditions) for offer in contents.offers}
    context = {"overview": contents, "entries": entries, "section": "Overview"}
    context |= {"identified": len(identified_country_ids(values)), "claimed": claims_line(values)}
    context["totals"] = stage_totals(values, waits, contents.unclear_pairs)
    return render_page(request, "overview/show.html", context)
