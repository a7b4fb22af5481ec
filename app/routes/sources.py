"""Sources and citations: where it says so."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access.parameters import Number, PageNumber
from app.access.session import Db
from app.models import Citation, Source
from app.queries import sources
from app.routes.lists import read_list_request, render_list
from app.routes.not_found import count_pages, missing_thing
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/sources", name="sources.index")
def index(request: Request, db: Db) -> HTMLResponse:
    """All sources, the newest first."""
    return render_page(
        request, "sources/index.html", {"sources": sources.index(db), "section": "Sources"}
    )


@router.get("/sources/{source_id}", name="sources.show")
def show(request: Request, source_id: Number, db: Db, number: PageNumber) -> HTMLResponse:
    """One source, and all that cites it, in the order of its places, a hundred a page."""
    source = sources.show(db, source_id)
    if source is None:
        raise missing_thing(db, Source, source_id)
    passages = sources.load_citation_page(db, source_id, number)
    page_count = count_pages(request, passages.count, number, sources.PAGE)
    context = {"source": source, "passages": passages, "number": number, "pages": page_count}
    return render_page(
        request, "sources/show.html", context | {"section": "Sources"}, known=["page"]
    )


@router.get("/citations", name="citations.index")
def index_citations(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """Who says what, and where: the citations that the address chooses, a hundred a page."""
    list_request = read_list_request(request, db, "citations")
    ids = sources.citation_ids(db, list_request.question.words)
    page_count = count_pages(request, len(ids), number, sources.PAGE)
    rows = sources.load_citations(db, ids[(number - 1) * sources.PAGE : number * sources.PAGE])
    total = sources.count_citations(db) if list_request.question.filters else len(ids)
    context = {
        "passages": rows,
        "count": len(ids),
        "total": total,
        "number": number,
        "pages": page_count,
    }
    context |= {"section": "Sources"}
    return render_list(request, "citations", list_request, context)


@router.get("/citations/{citation_id}", name="citations.show")
def show_citation(request: Request, citation_id: Number, db: Db) -> HTMLResponse:
    """One citation: the passage, and what rests on it."""
    passage = sources.load_citation(db, citation_id)
    if passage is None:
        raise missing_thing(db, Citation, citation_id)
    context = {"passage": passage, "row": sources.load_cited_row(db, passage), "section": "Sources"}
    return render_page(request, "citations/show.html", context)
