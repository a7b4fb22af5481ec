"""Pledges: the list, each of them, and its history."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from app.access.parameters import Number, PageNumber
from app.access.session import Db
from app.forms.list_query import parse_list_query
from app.forms.pledge_parameters import pledge_parameters
from app.models import Pledge
from app.models.actor_names import ActorNames
from app.queries import actors, pledges
from app.queries.checks import checks_of_pledge
from app.queries.links import load_links
from app.routes.not_found import count_pages, missing_thing
from app.templating.rendering import render_page

router = APIRouter(prefix="/pledges")


@router.get("", name="pledges.index")
def index(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """The pledges that the address asks for, by actor and domain, a hundred a page."""
    names = ActorNames(actors.index(db))
    try:
        question = parse_list_query(request.query_params.multi_items(), pledge_parameters(names))
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    listing = pledges.index(db, request.state.moment.today, question.words, number)
    page_count = count_pages(request, listing.count, number, pledges.PAGE)
    context = {"listing": listing, "question": question, "number": number, "pages": page_count}
    parameter_names = ["page", *(parameter.name for parameter in question.parameters)]
    return render_page(
        request, "pledges/index.html", context | {"section": "Pledges"}, known=parameter_names
    )


@router.get("/{pledge_id}", name="pledges.show")
def show(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """One pledge: what it is worth, its steps, its conditions, and who says so."""
    offer = pledges.show(db, request.state.moment.today, pledge_id)
    if offer is None:
        raise missing_thing(db, Pledge, pledge_id)
    links, _ = load_links(db, pledge_id)
    context = {"offer": offer, "ties": links, "section": "Pledges"}
    context |= {"searches": checks_of_pledge(db, offer.pledge, request.state.moment.today)}
    return render_page(request, "pledges/show.html", context)
