"""What became of things, revision by revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.access import Db, Number
from app.forms import history_parameters as forms
from app.forms.list_query import parse_list_query
from app.models import Citation, Pledge, Source
from app.models.country import NAMES
from app.queries import actors, register_diff, revisions
from app.routes.actors import missing_actor, redirect_to_code, redirect_to_lower_case
from app.routes.not_found import missing_thing
from app.spine.change import Change
from app.spine.versioned import Versioned
from app.spine.versions import newest_row
from app.templating import moment_pairs, render_page, route_path

router = APIRouter()
V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class HistorySubject:
    """What a history is of.

    Attributes:
        page_url: The address of its page.
        revert_url: The address at which it is brought back to an earlier version.
        row: The thing as it is or last was; None where nothing is recorded.
        roots: The ids of the things that are told of.
        part_id: The one part that is told of; all of them when None.
    """

    title: str
    page_url: str
    revert_url: str
    row: Versioned | None
    roots: list[int]
    part_id: int | None = None

    def has_end(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, took the thing itself away."""
        entity_id = self.row.entity_id if self.row else 0
        return any(change.entity_id == entity_id and change.after is None for change in changes)

    def has_version(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, left a version of the thing itself."""
        root_id = self.row.root_id if self.row else 0
        is_touched = any(change.entity.root_id == root_id for change in changes)
        return is_touched and not self.has_end(changes)


@router.get("/countries/{code}/history", name="countries.history")
def show_country_history(request: Request, code: str, db: Db) -> Response:
    """Every revision that touched a country or its pledges."""
    if redirect := redirect_to_code(request, code, "countries.history"):
        return redirect
    return render_actor_history(request, db, code, is_country=True)


@router.get("/groups/{code}/history", name="groups.history")
def show_group_history(request: Request, code: str, db: Db) -> Response:
    """Every revision that touched a group or its pledges."""
    if redirect := redirect_to_lower_case(request, code, "groups.history"):
        return redirect
    return render_actor_history(request, db, code, is_country=False)


def render_actor_history(
    request: Request, db: Session, code: str, *, is_country: bool
) -> HTMLResponse:
    """The history of an actor and of its pledges."""
    actor = actors.show(db, code)
    is_unrecorded = actor is None and is_country and code in NAMES and actors.is_free(db, code)
    actor = None if is_unrecorded else actor or actors.last_with_code(db, code)
    if not is_unrecorded and (actor is None or actor.is_country != is_country):
        raise missing_actor(request, db, code, is_country=is_country)
    name = "countries.show" if is_country else "groups.show"
    page_url = route_path(request, name, moment_pairs(request), code=code)
    title = actor.name if actor else NAMES[code]
    roots = actors.load_related_ids(db, actor) if actor else []
    revert_url = request.app.url_path_for(name.replace("show", "revert"), code=code)
    return render_history(request, db, HistorySubject(title, page_url, revert_url, actor, roots))


@router.get("/pledges/{pledge_id}/history", name="pledges.history")
def show_pledge_history(request: Request, pledge_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a pledge or its parts."""
    row = find_newest(db, Pledge, pledge_id)
    page_url = route_path(request, "pledges.show", moment_pairs(request), pledge_id=pledge_id)
    revert_url = request.app.url_path_for("pledges.revert", pledge_id=str(pledge_id))
    return render_history(
        request, db, HistorySubject(row.title, page_url, revert_url, row, [pledge_id])
    )


@router.get("/sources/{source_id}/history", name="sources.history")
def show_source_history(request: Request, source_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a source."""
    row = find_newest(db, Source, source_id)
    page_url = route_path(request, "sources.show", moment_pairs(request), source_id=source_id)
    revert_url = request.app.url_path_for("sources.revert", source_id=str(source_id))
    return render_history(
        request,
        db,
        HistorySubject(row.title or row.publisher, page_url, revert_url, row, [source_id]),
    )


@router.get("/citations/{citation_id}/history", name="citations.history")
def show_citation_history(request: Request, citation_id: Number, db: Db) -> HTMLResponse:
    """Every revision that touched a citation."""
    row = find_newest(db, Citation, citation_id)
    page_url = route_path(request, "citations.show", moment_pairs(request), citation_id=citation_id)
    revert_url = request.app.url_path_for("citations.revert", citation_id=str(citation_id))
    title = f"citation of {row.locator}"
    return render_history(
        request, db, HistorySubject(title, page_url, revert_url, row, [row.root_id], citation_id)
    )


def find_newest(db: Session, kind: type[V], entity_id: int) -> V:
    """An entity as it is or last was, by the moment of `db`.

    Raises:
        HTTPException: 404 when it was not there yet, or never.
    """
    row = newest_row(db, kind, entity_id)
    if row is None:
        raise missing_thing(db, kind, entity_id)
    return row


def render_history(request: Request, db: Session, subject: HistorySubject) -> HTMLResponse:
    """The page of a history, with two of its versions side by side where that is asked for.

    Raises:
        HTTPException: 422 with a sentence, for a version that there is not.
    """
    entries = revisions.load_history(db, subject.roots, subject.part_id)
    try:
        question = parse_list_query(
            request.query_params.multi_items(), forms.history_parameters(entries)
        )
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    span = forms.version_span(question, [entry.revision.number for entry in entries])
    differences = register_diff.load_changes(db, subject.roots, span) if question.pairs else {}
    comparisons = [c for c in differences.values() if subject.part_id in (None, c.entity_id)]
    changes = [change for entry in entries for change in entry.changes]
    context: dict[str, object] = {
        "entries": entries,
        "names": revisions.referenced_things(db, [*changes, *comparisons]),
    }
    context |= {"past": subject, "asked": question, "span": span, "compared": comparisons}
    context |= {"most": revisions.PAGE, "section": "Revisions"}
    return render_page(request, "histories/show.html", context, known=["from", "to"])
