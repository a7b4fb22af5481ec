"""Pages for what can't be answered: what is wrong, in plain words, and the ways out."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from app.access.accounts import set_account
from app.access.moment import load_moment
from app.models.actor_names import COUNTRIES_ALONE
from app.models.country import NAMES
from app.models.kinds import KINDS
from app.queries.things import things
from app.routes import problems
from app.routes.headers import ALWAYS, is_data
from app.routes.log_format import error_name
from app.routes.methods import find_methods
from app.routes.not_found import Gone, NotFound, Way, nearest_keys, successor_url
from app.routes.redraws import Items
from app.routes.unsaved import draw_unsaved_form, read_sent_items
from app.spine.clock import Moment
from app.spine.database_faults import find_fault
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.templating.page_moment import PageMoment
from app.templating.paths import moment_pairs, own_path, route_path
from app.templating.rendering import render_page

TITLES = {
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    410: "Retracted",
    413: "Too much at once",
    422: "Not understood",
    500: "Our mistake",
    503: "Not reachable just now",
}
PAGES = {f"/{kind.plural}": kind.title for kind in KINDS if kind.has_list} | {
    "/timeline": "Timeline",
    "/revisions": "Revisions",
    "/method": "Method",
    "/data": "Data",
    "/about": "About",
}
NO_TEXT = "One of the boxes came with a file in place of text, so nothing was done."
RETRY = "commitments.retry"  # in the scope of a request that is tried for the second time
log = logging.getLogger("commitments")


class SecondTry(Response):
    """The answer to a read that is asked again from the start, once."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__()
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as if it had come now."""
        await self.app.router(scope, receive, send)


def add_error_handlers(app: FastAPI) -> None:
    """Let these pages answer for `app`."""
    app.add_exception_handler(HTTPException, answer_refusal)
    app.add_exception_handler(405, answer_other_method)
    app.add_exception_handler(RequestValidationError, answer_bad_input)
    for status_or_kind in (401, 403, Refused, SQLAlchemyError, Exception):
        app.add_exception_handler(status_or_kind, answer_failure)


def answer_refusal(request: Request, error: Exception) -> Response:
    """The page for a request that was refused with a sentence."""
    assert isinstance(error, HTTPException)  # noqa: S101  (the handler is registered for these)
    if isinstance(error, Gone):
        url = successor_url(request, error)
        return RedirectResponse(url, 302) if url else render_gone(request, error)
    if error.status_code == 304:
        return Response(status_code=304, headers=error.headers)
    if error.status_code in (303, 308) and error.headers:
        return RedirectResponse(error.headers["Location"], error.status_code)
    if error.status_code == 404 and (url := known_address(request)):
        return RedirectResponse(url, 308)
    ways: list[Way] = []
    sentence = str(error.detail)
    if isinstance(error, NotFound):
        ways = error.ways
    elif error.status_code == 404:
        sentence = "There is no page at this address."
        ways = similar_pages(request)
    elif error.status_code == 422:
        ways = [(own_path(request), "This page without filters")]
    answer = answer_error(request, error.status_code, sentence, ways)
    answer.headers.update(error.headers or {})
    return answer


def answer_other_method(request: Request, error: Exception) -> Response:
    """The page for a method that an address does not take, with those that it takes."""
    answer = answer_refusal(request, error)
    answer.headers["Allow"] = ", ".join(find_methods(request))
    return answer


async def answer_bad_input(request: Request, error: Exception) -> Response:
    """The form with a file where a text should be; the page for an address without its number."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  (as above)
    if any(each["loc"][0] == "body" for each in error.errors()):
        return await answer_failure(request, HTTPException(422, NO_TEXT))
    return await run_in_threadpool(answer_refusal, request, HTTPException(404))


async def answer_failure(request: Request, error: Exception) -> Response:
    """The form that was sent, filled; a page with what failed where none was.

    A read whose connection was cut is tried again.
    """
    if is_cut_read(error, request):
        request.scope[RETRY] = True
        return SecondTry(request.app)
    items = await read_sent_items(request)
    return await run_in_threadpool(answer_with_form, request, items, error)


def is_cut_read(error: Exception, request: Request) -> bool:
    """Whether a connection was cut under somebody who reads, for the first time."""
    return (
        request.method == "GET"
        and isinstance(error, OperationalError)
        and error.connection_invalidated
        and RETRY not in request.scope
    )


def answer_with_form(request: Request, items: Items, error: Exception) -> Response:
    """The same, from the names and texts that were sent."""
    fault = find_fault(error)
    if fault is not None:
        log.error("The database fails: %s: %s", fault.part, error_name(error))
    elif not isinstance(error, HTTPException | Refused):
        log.error("A page failed.", exc_info=error)
    answer = draw_form_or_nothing(request, items, error) or answer_failed_page(request, error)
    if answer.status_code == 500:  # it may be sent around all else
        answer.headers.update(ALWAYS | {"Cache-Control": "no-store"})
    return answer


def draw_form_or_nothing(request: Request, items: Items, error: Exception) -> Response | None:
    """The form that was sent; None where none was, or where not even that can be done."""
    try:
        return draw_unsaved_form(request, items, error)
    except Exception:  # pragma: no cover  (the last resort: no way here is known)
        log.exception("A form could not be drawn again.")
        return None


def answer_failed_page(request: Request, error: Exception) -> Response:
    """The page that says what failed."""
    if isinstance(error, HTTPException):
        return answer_refusal(request, error)
    if isinstance(error, Refused):
        return answer_error(request, error.status, str(error), [])
    if isinstance(error, OperationalError) or find_fault(error):
        return answer_error(
            request, 503, "The register can’t be read just now. Try again in a moment.", []
        )
    return answer_error(
        request, 500, "This page failed, and the failure was noted. Nothing was lost.", []
    )


def render_gone(request: Request, error: Gone) -> Response:
    """The page of what was retracted: as it last was, who retracted it, and why."""
    if is_data(request.url.path):
        return problems.gone_problem(request, TITLES[410], error)
    with reading_session(request.app.state.engine) as session:
        row, now = error.row, request.app.state.clock()
        request.state.moment = load_moment(session, request.query_params, now)
        names = things(session, row.targets(row.facts()) | {error.into_id or 0})
        context = {"row": row, "end": error.end, "names": names, "into_id": error.into_id}
        context["restore"] = f"{own_path(request)}/restore"
    facts = {row.fact_title(n): (n, value) for n, value in row.facts().items() if value is not None}
    return render_page(request, "errors/gone.html", context | {"facts": facts}, status=410)


def known_address(request: Request) -> str:
    """Where an address leads on that no page has as it is spelled; "" for nowhere.

    One with a slash at its end leads to the page without, and a country’s name to its page.
    """
    path = own_path(request).rstrip("/")
    is_read = request.method in ("GET", "HEAD")
    if not is_read or not path or request.scope.get("endpoint") is not None:
        return ""
    query = f"?{request.url.query}" if request.url.query else ""
    code = COUNTRIES_ALONE.find(path.removeprefix("/")) if path.count("/") == 1 else None
    if code is not None:
        return f"/countries/{code}{query}"
    return f"{path}{query}" if path != own_path(request) else ""


def similar_pages(request: Request) -> list[Way]:
    """Pages whose addresses are most like the one asked for."""
    names = PAGES | {f"/countries/{code}": name for code, name in NAMES.items()}
    return [(each, names[each]) for each in nearest_keys(request.url.path, names.items())]


def answer_error(request: Request, status: int, sentence: str, ways: list[Way]) -> Response:
    """A page with a sentence; for a program, problem details."""
    title = TITLES.get(status, "Not possible")
    if is_data(request.url.path):
        answer: Response = problems.problem(request, status, title, sentence)
    else:
        answer = render_error(request, status, {"title": title, "sentence": sentence}, ways)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer


def render_error(
    request: Request, status: int, context: dict[str, str], ways: list[Way]
) -> HTMLResponse:
    """A page with a sentence; the banner says the moment asked for, or now if that can't be."""
    if not hasattr(request.state, "moment"):
        request.state.moment = error_moment(request)
    moment_query = moment_pairs(request) if status != 422 else []
    home_way = (route_path(request, "overview.show", moment_query), "The overview")
    page_context = context | {"status": status, "ways": [*ways, home_way]}
    return render_page(request, "errors/show.html", page_context, status=status)


def error_moment(request: Request) -> PageMoment:
    """What the banner shows: the moment asked for, or now; a blank one if there is no register."""
    now = request.app.state.clock()
    try:
        with reading_session(request.app.state.engine) as session:
            set_account(session, request)
            try:
                return load_moment(session, request.query_params, now)
            except HTTPException:
                return load_moment(session, QueryParams(), now)
    except (SQLAlchemyError, LookupError, ValueError):
        return PageMoment(Moment(0, None, "", None, now.date()), is_unread=True)
