"""What became of things, revision by revision."""

from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access import Db, Number
from app.models import Citation, Pledge, Source
from app.models.country import NAMES
from app.queries import actors, revisions
from app.routes.actors import absent, lowered, moved
from app.routes.finding import missing
from app.spine import lookups
from app.spine.versioned import Versioned
from app.templating import address, kept, page

router = APIRouter()
V = TypeVar("V", bound=Versioned)


@router.get("/countries/{code}/history", name="countries.history")
def country(request: Request, code: str, db: Db) -> Response:
    """Every revision that touched a country or its pledges."""
    if elsewhere := moved(request, code, "countries.history"):
        return elsewhere
    return actor_page(request, db, code, is_country=True)


@router.get("/groups/{code}/history", name="groups.history")
def group(request: Request, code: str, db: Db) -> Response:
    """Every revision that touched a group or its pledges."""
    if elsewhere := lowered(request, code, "groups.history"):
        return elsewhere
    return actor_page(request, db, code, is_country=False)


def actor_page(request: Request, db: Session, code: str, *, is_country: bool) -> HTMLResponse:
    """The history of an actor and of its pledges."""
    actor = actors.show(db, code)
    nothing = actor is None and is_country and code in NAMES and actors.is_free(db, code)
    actor = None if nothing else actor or actors.last(db, code)
    if not nothing and (actor is None or actor.is_country != is_country):
        raise absent(request, db, code, is_country=is_country)
    name = "countries.show" if is_country else "groups.show"
    back = address(request, name, kept(request), code=code)
    entries = revisions.of(db, actors.roots(db, actor)) if actor else []
    return history(request, db, actor.name if actor else NAMES[code], entries, back)


@router.get("/pledges/{pledge_id}/history", name="pledges.history")
def pledge(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a pledge or its parts."""
    row = found(db, Pledge, pledge_id)
    back = address(request, "pledges.show", kept(request), pledge_id=pledge_id)
    return history(request, db, row.title, revisions.of(db, [pledge_id]), back)


@router.get("/sources/{source_id}/history", name="sources.history")
def source(request: Request, source_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a source."""
    row = found(db, Source, source_id)
    back = address(request, "sources.show", kept(request), source_id=source_id)
    return history(request, db, row.title or row.publisher, revisions.of(db, [source_id]), back)


@router.get("/citations/{citation_id}/history", name="citations.history")
def citation(request: Request, citation_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a citation."""
    row = found(db, Citation, citation_id)
    entries = revisions.of(db, [row.root_id], only=citation_id)
    back = address(request, "citations.show", kept(request), citation_id=citation_id)
    return history(request, db, f"citation of {row.locator}", entries, back)


def found(db: Session, kind: type[V], entity_id: int) -> V:
    """An entity as it is or last was, by the moment of `db`.

    Raises:
        HTTPException: 404 when it was not there yet, or never.
    """
    row = lookups.newest(db, kind, entity_id)
    if row is None:
        raise missing(db, kind, entity_id)
    return row


def history(
    request: Request, db: Session, title: str, entries: list[revisions.Entry], back: str
) -> HTMLResponse:
    """The page of a history; `back` is the address of the thing."""
    told = {"entries": entries, "names": revisions.named(db, entries), "most": revisions.PAGE}
    told |= {"title": title, "back": back, "section": "Revisions"}
    return page(request, "histories/show.html", told)
