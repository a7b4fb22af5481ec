"""Pictures at addresses of their own: a page around each, and a file of it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.access.session import Db
from app.queries import offer_matrix
from app.routes.downloads import file_edition, refuse_unknown_names
from app.routes.offer_matrix import SORT, build_offers_picture
from app.templating.pictures import render_matrix
from app.templating.rendering import render_page

router = APIRouter(prefix="/pictures")
SVG = "image/svg+xml"


@router.get("/offers", name="pictures.offers")
def show_offers(request: Request, db: Db) -> HTMLResponse:
    """Who offers what: the tile matrix alone."""
    rows = offer_matrix.index(db, request.state.moment.today)
    context = {"picture": build_offers_picture(request, rows), "section": "Overview"}
    return render_page(request, "charts/show.html", context, known=[SORT.name])


@router.get("/offers.svg", name="pictures.offers.svg")
def send_offers(request: Request, db: Db) -> Response:
    """The same as a file, its caveat inside."""
    refuse_unknown_names(request, [SORT.name])
    rows = offer_matrix.index(db, request.state.moment.today)
    picture = build_offers_picture(request, rows)
    headers = {"Commitments-Revision": file_edition(request).cite}
    return Response(render_matrix(picture.matrix, picture.frame), media_type=SVG, headers=headers)
