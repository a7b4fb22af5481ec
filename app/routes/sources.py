"""Sources and citations: where it says so."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.access import Db, Number, Page
from app.models import Citation, Source
from app.queries import sources
from app.routes.finding import missing, pages
from app.routes.lists import answer, question
from app.templating import page

router = APIRouter()


@router.get("/sources", name="sources.index")
def index(request: Request, db: Db) -> HTMLResponse:
    """All sources, the newest first."""
    return page(request, "sources/index.html", {"sources": sources.index(db), "section": "Sources"})


@router.get("/sources/{source_id}", name="sources.show")
def show(request: Request, source_id: Number, db: Db, number: Page) -> HTMLResponse:
    """One source, and all that cites it, in the order of its places, a hundred a page."""
    source = sources.show(db, source_id)
    if source is None:
        raise missing(db, Source, source_id)
    found = sources.passages(db, source_id, number)
    most = pages(request, found.count, number, sources.PAGE)
    context = {"source": source, "found": found, "number": number, "pages": most}
    return page(request, "sources/show.html", context | {"section": "Sources"}, known=["page"])


@router.get("/citations", name="citations.index")
def citations(request: Request, db: Db, number: Page) -> HTMLResponse:
    """Who says what, and where: the citations asked for, a hundred a page."""
    of = question(request, db, "citations")
    ids = sources.asked(db, of.asked.words)
    most = pages(request, len(ids), number, sources.PAGE)
    shown = sources.found(db, ids[(number - 1) * sources.PAGE : number * sources.PAGE])
    total = sources.count(db) if of.asked.chosen else len(ids)
    context = {"shown": shown, "count": len(ids), "total": total, "number": number, "pages": most}
    context |= {"section": "Sources"}
    return answer(request, "citations", of, context)


@router.get("/citations/{citation_id}", name="citations.show")
def citation(request: Request, citation_id: Number, db: Db) -> HTMLResponse:
    """One citation: the passage, and what rests on it."""
    passage = sources.passage(db, citation_id)
    if passage is None:
        raise missing(db, Citation, citation_id)
    context = {"passage": passage, "row": sources.row(db, passage), "section": "Sources"}
    return page(request, "citations/show.html", context)
