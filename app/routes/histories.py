"""What became of things, revision by revision."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.access.session import Db
from app.forms.history_parameters import history_parameters, version_span
from app.forms.list_query import parse_list_query
from app.models import Actor, Passage, Pledge, Source
from app.models.country import NAMES
from app.models.kinds import COUNTRY
from app.queries import actors, register_diff, retracted, revisions
from app.routes.sections import (
    WITH_PAGE,
    key_of,
    newest_actor,
    on_each,
    requested_row,
    section_of,
)
from app.spine.change import Change
from app.spine.versioned import Versioned
from app.templating.paths import moment_pairs, route_path
from app.templating.rendering import render_page

router = APIRouter()


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

    @property
    def may_have_duplicates(self) -> bool:
        """Whether another thing may have been merged into this one."""
        return isinstance(self.row, Pledge | Source)

    def has_end(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, took the thing itself away."""
        entity_id = self.row.entity_id if self.row else 0
        return any(change.entity_id == entity_id and change.after is None for change in changes)

    def has_version(self, changes: Iterable[Change]) -> bool:
        """Whether these changes, of one revision, left a version of the thing itself."""
        root_id = self.row.root_id if self.row else 0
        is_touched = any(change.entity.root_id == root_id for change in changes)
        return is_touched and not self.has_end(changes)


@on_each(WITH_PAGE, router, "GET {thing}/history", "history")
def show(request: Request, db: Db) -> HTMLResponse:
    """Every revision that touched a thing or its parts; of an actor, or what is its or about it."""
    return render_history(request, db, load_subject(request, db))


def load_subject(request: Request, db: Session) -> HistorySubject:
    """The thing whose history an address asks for; any country of ISO 3166-1 has one.

    Raises:
        HTTPException: When there is no such thing.
    """
    section, key = section_of(request), key_of(request)
    page_url = route_path(request, section.route("show"), moment_pairs(request), **key)
    revert_url = request.app.url_path_for(section.route("revert"), **key)
    if section.model is not Actor:
        row = requested_row(request, db)
        part_id = row.entity_id if isinstance(row, Passage) else None
        return HistorySubject(history_title(row), page_url, revert_url, row, [row.root_id], part_id)
    code = key["code"]
    actor = actors.show(db, code)
    if actor is None and section is COUNTRY and code in NAMES and actors.is_free(db, code):
        return HistorySubject(NAMES[code], page_url, revert_url, None, [])
    actor = newest_actor(request, db, actor)
    roots = actors.load_related_ids(db, actor)
    return HistorySubject(actor.name, page_url, revert_url, actor, roots)


def history_title(row: Versioned) -> str:
    """A thing that is no actor, as the title of its history."""
    match row:
        case Pledge():
            return row.title
        case Source():
            return row.title or row.publisher
        case Passage():
            return f"passage {row.label_text(row.facts())}"
    return row.label


def render_history(request: Request, db: Session, subject: HistorySubject) -> HTMLResponse:
    """The page of a history, with two of its versions side by side where that is asked for.

    Raises:
        HTTPException: 422 with a sentence, for a version that there is not.
    """
    entries = revisions.load_history(db, subject.roots, subject.part_id)
    try:
        question = parse_list_query(request.query_params.multi_items(), history_parameters(entries))
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    span = version_span(question, [entry.revision.number for entry in entries])
    differences = register_diff.load_changes(db, subject.roots, span) if question.pairs else {}
    comparisons = [c for c in differences.values() if subject.part_id in (None, c.entity_id)]
    changes = [change for entry in entries for change in entry.changes]
    context: dict[str, object] = {
        "entries": entries,
        "names": revisions.referenced_things(db, [*changes, *comparisons]),
    }
    context |= {"past": subject, "question": question, "span": span, "compared": comparisons}
    context |= {"most": revisions.PAGE, "section": "Revisions"}
    roots = subject.roots if subject.may_have_duplicates else []
    context["predecessors"] = retracted.load_predecessors(db, roots)
    return render_page(request, "histories/show.html", context, known=["from", "to"])
