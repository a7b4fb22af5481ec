"""The log: every edit of the register, and what two of them lie apart."""

import re
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access.parameters import Number, PageNumber
from app.access.session import Db
from app.exports.files.lists import BEFORE_PARAMETER
from app.forms.list_query import parse_list_query
from app.forms.revision_parameters import revision_parameters
from app.models.actor_names import ActorNames
from app.queries import actors, differences, register_diff, revision_log, revisions
from app.routes.not_found import NotFound, count_pages, is_own_address
from app.spine import clock, lookups
from app.templating.paths import moment_pairs, route_path
from app.templating.rendering import render_page

router = APIRouter(prefix="/revisions")
NOW = "now"


@router.get("", name="revisions.index")
def index(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """The revisions that the address asks for, the newest first, a hundred a page."""
    names = ActorNames(actors.index(db))
    try:
        known_parameters = revision_parameters(
            revision_log.editor_handles(db), names, revision_log.KINDS
        )
        question = parse_list_query(request.query_params.multi_items(), known_parameters)
        before = read_before(request)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    entries, count = revision_log.index(db, question.words, number, before)
    page_count = count_pages(request, count, number, revisions.PAGE)
    context = {"entries": entries, "count": count, "number": number, "pages": page_count}
    context |= {"question": question, "total": request.state.moment.number, "section": "Revisions"}
    newest = request.state.moment.number
    context |= {
        "pin": f"r{before or newest + 1}",
        "newer": max(0, newest + 1 - (before or newest + 1)),
    }
    parameter_names = ["page", "before", *(parameter.name for parameter in question.parameters)]
    return render_page(request, "revisions/index.html", context, known=parameter_names)


@router.get("/between", name="revisions.compare", include_in_schema=False)
def compare(
    request: Request,
    db: Db,
    earlier: Annotated[str, Query(alias="from")] = "",
    later: Annotated[str, Query(alias="to")] = "",
) -> Response:
    """On to what lies between two moments that a form names; the later one may be left out."""
    now = request.app.state.clock()
    numbers = [number_at_moment(db, text, now) for text in (earlier or "r0", later or NOW)]
    return redirect_to_comparison(request, *numbers)


@router.get("/{earlier}..{later}", name="revisions.between")
def between(request: Request, earlier: str, later: str, db: Db) -> Response:
    """The register as of one revision against as of another."""
    first, final = (read_number(text, request.state.moment.number) for text in (earlier, later))
    if first > final or (earlier, later) != (str(first), str(final)):
        return redirect_to_comparison(
            request, first, final, 303 if NOW in (earlier, later) else 308
        )
    comparison = differences.load_differences(db, first, final, request.state.moment.today)
    context = {
        "comparison": comparison,
        "first": first,
        "final": final,
        "most": register_diff.MAX_THINGS,
    }
    return render_page(request, "revisions/between.html", context | {"section": "Revisions"})


@router.get("/{number}", name="revisions.show")
def show(request: Request, number: Number, db: Db, page_number: PageNumber) -> HTMLResponse:
    """One revision and what it changed, a hundred rows a page."""
    entry = revisions.show(db, number, page_number)
    if entry is None:
        raise NotFound(f"There is no revision r{number} at the moment shown.")
    page_count = count_pages(request, entry.size, page_number, revisions.PAGE)
    context = {
        "entry": entry,
        "names": revisions.referenced_things(db, entry.changes),
        "number": page_number,
        "pages": page_count,
    }
    return render_page(
        request, "revisions/show.html", context | {"section": "Revisions"}, known=["page"]
    )


@router.get("/{number}/next", name="revisions.following", include_in_schema=False)
def redirect_to_next(number: Number, db: Db, to: str = "/") -> Response:
    """On to a page of ours as of the revision after this one; as it is now where none follows."""
    if not is_own_address(to):
        raise HTTPException(422, "“to” is no page of this register.")
    if lookups.revision_number_at(db, number + 1) is None:
        return RedirectResponse(to, 303)
    target = urlsplit(to)
    query = f"{target.query}&" if target.query else ""
    return RedirectResponse(f"{target.path}?{query}as_of=r{number + 1}", 303)


def read_before(request: Request) -> int | None:
    """The revision that all in a pinned list are older than; None for a list that is not pinned.

    The links to further pages pin the list, so that edits made meanwhile do not shift it.

    Raises:
        ValueError: With a sentence, when the address names no revision.
    """
    question = parse_list_query(request.query_params.multi_items(), [BEFORE_PARAMETER])
    word = question.word_for("before").removeprefix("r")
    return int(word) if word else None


def redirect_to_comparison(request: Request, first: int, final: int, status: int = 303) -> Response:
    """A redirect to what lies between two revisions, whichever is the earlier one."""
    ends = {"earlier": min(first, final), "later": max(first, final)}
    return RedirectResponse(
        route_path(request, "revisions.between", moment_pairs(request), **ends), status
    )


def read_number(text: str, newest: int) -> int:
    """The number of a revision that an address names: 12, r12, or now.

    Raises:
        NotFound: When there is none at the moment shown.
    """
    if text == NOW:
        return newest
    match = re.fullmatch("[rR]?(0|[1-9][0-9]{0,8})", text)
    if match is None or int(match[1]) > newest:
        raise NotFound(f"There is no revision “{text}” at the moment shown.")
    return int(match[1])


def number_at_moment(db: Session, text: str, now: datetime) -> int:
    """The number of the revision that a reader names: r12, a day, or now.

    Raises:
        HTTPException: 422 with a sentence, when there is none.
    """
    try:
        moment = now if text.strip() == NOW else clock.parse_as_of(text.strip(), now)
        number = lookups.revision_number_at(db, moment)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    if number is None:
        raise HTTPException(422, f"There is no revision {text} yet.")
    return number
