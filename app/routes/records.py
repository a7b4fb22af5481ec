"""Stances, assessments, events, circumstances, checks and links: each of them, and its history."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from app.access import Db, plain
from app.models import Versioned
from app.queries import records
from app.queries.links import called, ties
from app.queries.records import KINDS
from app.routes.finding import missing
from app.routes.headings import pointed
from app.routes.histories import Past, found, history
from app.spine.base import LARGEST
from app.templating import address, kept, page

router = APIRouter()


def add(kind: type[Versioned]) -> None:
    """Let the things of a kind have their pages: `stances.show` with `stance_id`, and so on."""
    noun = kind.noun()
    named = f"{noun}_id"
    number: Any = Annotated[int, Path(alias=named, ge=0, le=LARGEST), BeforeValidator(plain)]

    @router.get(f"/{noun}s/{{{named}}}", name=f"{noun}s.show")
    def show(request: Request, db: Db, entity_id: number) -> HTMLResponse:
        """One thing: what it says, its parts, what it rests on, and what bears on it."""
        record = records.show(db, request.state.moment.today, kind, entity_id)
        if record is None:
            raise missing(db, kind, entity_id)
        linked, things = ties(db, entity_id, pointed(record.row))
        context = {"record": record, "ties": linked, "things": things}
        context |= {
            "name": called(record.row, record.actor, things),
            "section": f"{noun.capitalize()}s",
        }
        context |= {"sequence": records.sequence(db, record)}
        return page(request, "things/show.html", context)

    @router.get(f"/{noun}s/{{{named}}}/history", name=f"{noun}s.history")
    def past(request: Request, db: Db, entity_id: number) -> HTMLResponse:
        """Every revision that touched a thing or its parts."""
        row = found(db, kind, entity_id)
        back = address(request, f"{noun}s.show", kept(request), **{named: entity_id})
        way = request.app.url_path_for(f"{noun}s.revert", **{named: str(entity_id)})
        return history(request, db, Past(row.label, back, way, row, [entity_id]))


for each in KINDS:
    add(each)
