"""Pledges: the list, each of them, and its history."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db, Number, Page
from app.models import Pledge
from app.queries import pledges
from app.routes.finding import missing, pages
from app.templating import page

router = APIRouter(prefix="/pledges")


@router.get("", name="pledges.index")
def index(request: Request, db: Db, number: Page) -> HTMLResponse:
    """All pledges, by actor and domain, a hundred a page."""
    offers, count = pledges.index(db, request.state.moment.today, number)
    most = pages(request, count, number, pledges.PAGE)
    context = {"offers": offers, "count": count, "number": number, "pages": most}
    return page(request, "pledges/index.html", context | {"section": "Pledges"}, known=["page"])


@router.get("/{pledge_id}", name="pledges.show")
def show(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """One pledge: what it is worth, its steps, its conditions, and who says so."""
    offer = pledges.show(db, request.state.moment.today, pledge_id)
    if offer is None:
        raise missing(db, Pledge, pledge_id)
    return page(request, "pledges/show.html", {"offer": offer, "section": "Pledges"})
