"""The log: every edit of the register, and what two of them lie apart."""

import re
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access import Db, Number, Page
from app.forms.asking import asking
from app.forms.revisions import parameters
from app.queries import actors, differences, log, revisions, states
from app.routes.finding import NotFound, ours, pages
from app.spine import clock, lookups
from app.templating import address, kept, page

router = APIRouter(prefix="/revisions")
NOW = "now"


@router.get("", name="revisions.index")
def index(request: Request, db: Db, number: Page) -> HTMLResponse:
    """The revisions that the address asks for, the newest first, a hundred a page."""
    names = {actor.code: actor.name for actor in actors.index(db)}
    try:
        taken = parameters(log.handles(db), names, log.KINDS)
        asked = asking(request.query_params.multi_items(), taken)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    entries, count = log.index(db, asked.words, number)
    most = pages(request, count, number, revisions.PAGE)
    context = {"entries": entries, "count": count, "number": number, "pages": most}
    context |= {"asked": asked, "total": request.state.moment.number, "section": "Revisions"}
    known = ["page", *(parameter.name for parameter in asked.parameters)]
    return page(request, "revisions/index.html", context, known=known)


@router.get("/between", name="revisions.compare", include_in_schema=False)
def compare(
    request: Request,
    db: Db,
    earlier: Annotated[str, Query(alias="from")] = "",
    later: Annotated[str, Query(alias="to")] = "",
) -> Response:
    """On to what lies between two moments that a form names; the later one may be left out."""
    now = request.app.state.clock()
    ends = [at_moment(db, text, now) for text in (earlier or "r0", later or NOW)]
    return apart(request, *ends)


@router.get("/{earlier}..{later}", name="revisions.between")
def between(request: Request, earlier: str, later: str, db: Db) -> Response:
    """The register as of one revision against as of another."""
    first, final = (numbered(text, request.state.moment.number) for text in (earlier, later))
    if first > final or (earlier, later) != (str(first), str(final)):
        return apart(request, first, final, 303 if NOW in (earlier, later) else 308)
    found = differences.between(db, first, final, request.state.moment.today)
    context = {"found": found, "first": first, "final": final, "most": states.MOST}
    return page(request, "revisions/between.html", context | {"section": "Revisions"})


@router.get("/{number}", name="revisions.show")
def show(request: Request, number: Number, db: Db, part: Page) -> HTMLResponse:
    """One revision and what it changed, a hundred rows a page."""
    entry = revisions.show(db, number, part)
    if entry is None:
        raise NotFound(f"There is no revision r{number} at the moment shown.")
    most = pages(request, entry.size, part, revisions.PAGE)
    context = {
        "entry": entry,
        "names": revisions.named(db, entry.changes),
        "number": part,
        "pages": most,
    }
    return page(request, "revisions/show.html", context | {"section": "Revisions"}, known=["page"])


@router.get("/{number}/next", name="revisions.following", include_in_schema=False)
def following(number: Number, db: Db, to: str = "/") -> Response:
    """On to a page of ours as of the revision after this one; as it is now where none follows."""
    if not ours(to):
        raise HTTPException(422, "“to” is no page of this register.")
    if lookups.number_at(db, number + 1) is None:
        return RedirectResponse(to, 303)
    place = urlsplit(to)
    asked = f"{place.query}&" if place.query else ""
    return RedirectResponse(f"{place.path}?{asked}as_of=r{number + 1}", 303)


def apart(request: Request, first: int, final: int, status: int = 303) -> Response:
    """A redirect to what lies between two revisions, whichever is the earlier one."""
    ends = {"earlier": min(first, final), "later": max(first, final)}
    return RedirectResponse(address(request, "revisions.between", kept(request), **ends), status)


def numbered(text: str, newest: int) -> int:
    """The number of a revision that an address names: 12, r12, or now.

    Raises:
        NotFound: When there is none at the moment shown.
    """
    if text == NOW:
        return newest
    plain = re.fullmatch("[rR]?(0|[1-9][0-9]{0,8})", text)
    if plain is None or int(plain[1]) > newest:
        raise NotFound(f"There is no revision “{text}” at the moment shown.")
    return int(plain[1])


def at_moment(db: Session, text: str, now: datetime) -> int:
    """The number of the revision that a reader names: r12, a day, or now.

    Raises:
        HTTPException: 422 with a sentence, when there is none.
    """
    try:
        asked = now if text.strip() == NOW else clock.as_of(text.strip(), now)
        number = lookups.number_at(db, asked)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    if number is None:
        raise HTTPException(422, f"There is no revision {text} yet.")
    return number
