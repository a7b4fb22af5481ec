"""Stances, assessments, events, circumstances, checks and links: the page of each of them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.access.session import Db
from app.models import Check
from app.models.kinds import BY_MODEL
from app.queries import entries
from app.queries.checks import count_pledges
from app.queries.links import load_links, thing_name
from app.routes.not_found import missing_thing
from app.routes.sections import number_of, on_each, referenced_ids, section_of
from app.templating.rendering import render_page

router = APIRouter()
ENTRY_KINDS = [BY_MODEL[each] for each in entries.KINDS]


@on_each(ENTRY_KINDS, router, "GET {thing}", "show")
def show(request: Request, db: Db) -> HTMLResponse:
    """One thing: what it says, its parts, what it rests on, and what bears on it."""
    section, number = section_of(request), number_of(request)
    entry = entries.show(db, request.state.moment.today, section.model, number)
    if entry is None:
        raise missing_thing(db, section.model, number)
    links, things = load_links(db, number, referenced_ids(entry.row))
    context = {"entry": entry, "ties": links, "things": things}
    context |= {"name": thing_name(entry.row, entry.actor, things)}
    context |= {"section": section.plural.capitalize(), "sequence": entries.sequence(db, entry)}
    context |= {"recorded": recorded_beside(db, entry)}
    return render_page(request, "things/show.html", context)


def recorded_beside(db: Session, entry: entries.Entry) -> int:
    """How many pledges are on record of the actor and domain that a check is about; else 0."""
    if not isinstance(entry.row, Check):
        return 0
    counts = count_pledges(db, entry.today)
    return counts.get((entry.row.actor_id, entry.row.topic), (0, 0))[0]
