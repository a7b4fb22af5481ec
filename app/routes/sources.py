"""Sources, each with its passages in order."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from app.access.parameters import Number, PageNumber
from app.access.session import Db
from app.models import Source
from app.queries import passages, sources
from app.routes.not_found import count_pages, missing_thing
from app.templating.rendering import render_page

router = APIRouter()
PLACE, CITED = "place", "cited"


def read_order(sort: Annotated[str, Query()] = PLACE) -> str:
    """The order of the passages of a source.

    Raises:
        HTTPException: 422 with a sentence, when it is none that there is.
    """
    if sort not in (PLACE, CITED):
        sentence = f"“{sort[:60]}” is no order: give “{PLACE}”, or “{CITED}” for most cited first."
        raise HTTPException(422, sentence)
    return sort


PassageOrder = Annotated[str, Depends(read_order)]


@router.get("/sources", name="sources.index")
def index(request: Request, db: Db) -> HTMLResponse:
    """All sources, the newest first."""
    return render_page(
        request, "sources/index.html", {"sources": sources.index(db), "section": "Sources"}
    )


@router.get("/sources/{source_id}", name="sources.show")
def show(
    request: Request, source_id: Number, db: Db, number: PageNumber, sort: PassageOrder
) -> HTMLResponse:
    """One source: its passages in order of place, with what rests on each, a hundred a page."""
    source = sources.show(db, source_id)
    if source is None:
        raise missing_thing(db, Source, source_id)
    page = passages.load_passage_page(db, source_id, number, most_cited_first=sort == CITED)
    page_count = count_pages(request, page.count, number, passages.PAGE)
    context = {"source": source, "reading": page, "number": number, "pages": page_count}
    context |= {"section": "Sources", "order": sort}
    return render_page(request, "sources/show.html", context, known=["page", "sort"])
