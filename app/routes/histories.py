"""What became of things, revision by revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access import Db, Number
from app.forms import versions as forms
from app.forms.asking import asking
from app.models import Citation, Pledge, Source
from app.models.country import NAMES
from app.queries import actors, revisions, states
from app.routes.actors import absent, lowered, moved
from app.routes.finding import missing
from app.spine import lookups
from app.spine.change import Change
from app.spine.versioned import Versioned
from app.templating import address, kept, page

router = APIRouter()
V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class Past:
    """What a history is of.

    Attributes:
        back: The address of its page.
        way: The address at which it is brought back to an earlier version.
        row: The thing as it is or last was; None where nothing is recorded.
        roots: The ids of the things that are told of.
        only: The one part that is told of; all of them when None.
    """

    title: str
    back: str
    way: str
    row: Versioned | None
    roots: list[int]
    only: int | None = None

    def ended(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, took the thing itself away."""
        its = self.row.entity_id if self.row else 0
        return any(change.entity_id == its and change.after is None for change in changes)

    def version(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, left a version of the thing itself."""
        its = self.row.root_id if self.row else 0
        touched = any(change.entity.root_id == its for change in changes)
        return touched and not self.ended(changes)


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
    title = actor.name if actor else NAMES[code]
    roots = actors.roots(db, actor) if actor else []
    way = request.app.url_path_for(name.replace("show", "revert"), code=code)
    return history(request, db, Past(title, back, way, actor, roots))


@router.get("/pledges/{pledge_id}/history", name="pledges.history")
def pledge(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a pledge or its parts."""
    row = found(db, Pledge, pledge_id)
    back = address(request, "pledges.show", kept(request), pledge_id=pledge_id)
    way = request.app.url_path_for("pledges.revert", pledge_id=str(pledge_id))
    return history(request, db, Past(row.title, back, way, row, [pledge_id]))


@router.get("/sources/{source_id}/history", name="sources.history")
def source(request: Request, source_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a source."""
    row = found(db, Source, source_id)
    back = address(request, "sources.show", kept(request), source_id=source_id)
    way = request.app.url_path_for("sources.revert", source_id=str(source_id))
    return history(request, db, Past(row.title or row.publisher, back, way, row, [source_id]))


@router.get("/citations/{citation_id}/history", name="citations.history")
def citation(request: Request, citation_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a citation."""
    row = found(db, Citation, citation_id)
    back = address(request, "citations.show", kept(request), citation_id=citation_id)
    way = request.app.url_path_for("citations.revert", citation_id=str(citation_id))
    title = f"citation of {row.locator}"
    return history(request, db, Past(title, back, way, row, [row.root_id], citation_id))


def found(db: Session, kind: type[V], entity_id: int) -> V:
    """An entity as it is or last was, by the moment of `db`.

    Raises:
        HTTPException: 404 when it was not there yet, or never.
    """
    row = lookups.newest(db, kind, entity_id)
    if row is None:
        raise missing(db, kind, entity_id)
    return row


def history(request: Request, db: Session, past: Past) -> HTMLResponse:
    """The page of a history, with two of its versions side by side where that is asked for.

    Raises:
        HTTPException: 422 with a sentence, for a version that there is not.
    """
    entries = revisions.of(db, past.roots, past.only)
    try:
        asked = asking(request.query_params.multi_items(), forms.parameters(entries))
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    span = forms.span(asked, [entry.revision.number for entry in entries])
    apart = states.changed(db, past.roots, span) if asked.pairs else {}
    compared = [c for c in apart.values() if past.only in (None, c.entity_id)]
    changes = [change for entry in entries for change in entry.changes]
    told: dict[str, object] = {
        "entries": entries,
        "names": revisions.named(db, [*changes, *compared]),
    }
    told |= {"past": past, "asked": asked, "span": span, "compared": compared}
    told |= {"most": revisions.PAGE, "section": "Revisions"}
    return page(request, "histories/show.html", told, known=["from", "to"])
