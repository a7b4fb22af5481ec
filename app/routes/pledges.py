"""Pledges: the list, each of them, and its history."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from app.access import Db, Number, Page
from app.forms.asking import asking
from app.forms.pledges import parameters
from app.models import Pledge
from app.queries import actors, pledges
from app.queries.links import ties
from app.routes.finding import missing, pages
from app.templating import page

router = APIRouter(prefix="/pledges")


@router.get("", name="pledges.index")
def index(request: Request, db: Db, number: Page) -> HTMLResponse:
    """The pledges that the address asks for, by actor and domain, a hundred a page."""
    names = {actor.code: actor.name for actor in actors.index(db)}
    try:
        asked = asking(request.query_params.multi_items(), parameters(names))
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    found = pledges.index(db, request.state.moment.today, asked.words, number)
    most = pages(request, found.count, number, pledges.PAGE)
    context = {"listed": found, "asked": asked, "number": number, "pages": most}
    known = ["page", *(parameter.name for parameter in asked.parameters)]
    return page(request, "pledges/index.html", context | {"section": "Pledges"}, known=known)


@router.get("/{pledge_id}", name="pledges.show")
def show(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """One pledge: what it is worth, its steps, its conditions, and who says so."""
    offer = pledges.show(db, request.state.moment.today, pledge_id)
    if offer is None:
        raise missing(db, Pledge, pledge_id)
    bearing, _ = ties(db, pledge_id)
    context = {"offer": offer, "ties": bearing, "section": "Pledges"}
    return page(request, "pledges/show.html", context)
