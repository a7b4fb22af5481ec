"""Passages: who says what, and where, and what rests on it."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.access.moment import redirect_to_now
from app.access.parameters import Number, PageNumber
from app.access.roles import Editor
from app.access.session import Db
from app.models import Passage
from app.queries import passages
from app.routes.lists import read_list_request, render_list
from app.routes.not_found import count_pages, missing_thing
from app.templating.paths import route_path
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/passages", name="passages.index")
def index(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """Who says what, and where: the passages that the address chooses, a hundred a page."""
    list_request = read_list_request(request, db, "passages")
    ids = passages.passage_ids(db, list_request.question.words)
    page_count = count_pages(request, len(ids), number, passages.PAGE)
    rows = passages.load_passages(db, ids[(number - 1) * passages.PAGE : number * passages.PAGE])
    total = passages.count_passages(db) if list_request.question.filters else len(ids)
    context = {"passages": rows, "count": len(ids), "total": total}
    context |= {"number": number, "pages": page_count, "section": "Sources"}
    return render_list(request, "passages", list_request, context)


@router.get("/passages/{passage_id}", name="passages.show")
def show(request: Request, passage_id: Number, db: Db) -> HTMLResponse:
    """One passage, and all that rests on it."""
    cited = passages.load_passage(db, passage_id)
    if cited is None:
        raise missing_thing(db, Passage, passage_id)
    context = {"cited": cited, "rows": passages.load_cited_rows(db, cited), "section": "Sources"}
    return render_page(request, "passages/show.html", context)


@router.get(
    "/passages/{passage_id}/edit", name="passages.edit", dependencies=[Depends(redirect_to_now)]
)
def edit(request: Request, passage_id: Number, db: Db, _editor: Editor) -> Response:
    """On to the form of its source, with this passage alone."""
    cited = passages.load_passage(db, passage_id)
    if cited is None:
        raise missing_thing(db, Passage, passage_id)
    source_id = cited.source.entity_id
    pairs = [("passage", str(passage_id))]
    return RedirectResponse(route_path(request, "sources.edit", pairs, source_id=source_id), 303)
