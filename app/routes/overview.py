"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access.session import Db
from app.queries import overview, revisions
from app.routes.offer_matrix import SORT, build_offers_picture
from app.rules.identified_countries import claims_line, identified_country_ids, identified_line
from app.rules.status import all_waits
from app.rules.totals import stage_totals
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/", name="overview.show")
def show(request: Request, db: Db) -> HTMLResponse:
    """What is on record: what it comes to, who offers what, what waits, and the last revisions."""
    contents = overview.show(db, request.state.moment.today)
    entries, _ = revisions.index(db, size=5)
    values = [offer.state for offer in contents.offers]
    waits = {offer.pledge.entity_id: all_waits(offer.open_conditions) for offer in contents.offers}
    context = {"overview": contents, "entries": entries, "section": "Overview"}
    context |= {"identified": len(identified_country_ids(values)), "claimed": claims_line(values)}
    country_count = sum(row.actor.is_country for row in contents.rows)
    context |= {"country_count": country_count, "line": identified_line(values, country_count)}
    counted = [value for value in values if value.exclusion is None]
    figured = sum(value.says_how_much for value in counted)
    context |= {"counted": len(counted), "figured": figured}
    context["totals"] = stage_totals(values, waits, contents.unclear_pairs)
    context["picture"] = build_offers_picture(request, contents.rows, "Who offers what")
    return render_page(request, "overview/show.html", context, known=[SORT.name])
