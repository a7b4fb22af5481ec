"""Stances, assessments, events, circumstances, checks and links: each of them, and its history."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from app.access.parameters import plain_number
from app.access.session import Db
from app.models import Versioned
from app.queries import entries
from app.queries.entries import KINDS
from app.queries.links import load_links, thing_name
from app.routes.headings import referenced_ids
from app.routes.histories import HistorySubject, find_newest, render_history
from app.routes.not_found import missing_thing
from app.spine.base import MAX_INTEGER
from app.templating import moment_pairs, render_page, route_path

router = APIRouter()


def add_entry_routes(kind: type[Versioned]) -> None:
    """Let the things of a kind have their pages: `stances.show` with `stance_id`, and so on."""
    noun = kind.noun()
    key_name = f"{noun}_id"
    key_type: Any = Annotated[
        int, Path(alias=key_name, ge=0, le=MAX_INTEGER), BeforeValidator(plain_number)
    ]

    @router.get(f"/{noun}s/{{{key_name}}}", name=f"{noun}s.show")
    def show(request: Request, db: Db, entity_id: key_type) -> HTMLResponse:
        """One thing: what it says, its parts, what it rests on, and what bears on it."""
        entry = entries.show(db, request.state.moment.today, kind, entity_id)
        if entry is None:
            raise missing_thing(db, kind, entity_id)
        links, things = load_links(db, entity_id, referenced_ids(entry.row))
        context = {"record": entry, "ties": links, "things": things}
        context |= {
            "name": thing_name(entry.row, entry.actor, things),
            "section": f"{noun.capitalize()}s",
        }
        context |= {"sequence": entries.sequence(db, entry)}
        return render_page(request, "things/show.html", context)

    @router.get(f"/{noun}s/{{{key_name}}}/history", name=f"{noun}s.history")
    def show_history(request: Request, db: Db, entity_id: key_type) -> HTMLResponse:
        """Every revision that touched a thing or its parts."""
        row = find_newest(db, kind, entity_id)
        page_url = route_path(
            request, f"{noun}s.show", moment_pairs(request), **{key_name: entity_id}
        )
        revert_url = request.app.url_path_for(f"{noun}s.revert", **{key_name: str(entity_id)})
        return render_history(
            request, db, HistorySubject(row.label, page_url, revert_url, row, [entity_id])
        )


for each in KINDS:
    add_entry_routes(each)
