"""From a template name and its context to a response."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from sqlmodel import Session

from app.queries.register import newest_evidence
from app.queries.things import Thing
from app.rules.formatting import (
    AXES,
    format_day,
    format_instant,
    glyph_levels,
    plain,
    split_first_sentence,
)
from app.rules.staleness import evidence_age, is_evidence_old
from app.settings import ROOT
from app.spine.clock import Moment
from app.spine.revision import Revision

TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"


@dataclass(frozen=True)
class PageMoment:
    """The moment a page shows, as its banner tells it.

    Attributes:
        evidence_is_exact: Whether the newest source is dated to the day.
        neighbours: The revision shown, the one before it and the first, as far as there are.
        path: The path of the page; "" until it is drawn.
        now_url: The same page now; "" until it is drawn.
        other_parameters: The rest of the address, for another moment of the same page.
        unknown_parameters: The parameters of the address that the page does not know.
    """

    moment: Moment
    neighbours: tuple[Revision, ...] = ()
    source_count: int = 0
    newest_evidence: date | None = None
    evidence_is_exact: bool = False
    evidence_age: str = ""
    evidence_is_old: bool = False
    path: str = ""
    now_url: str = ""
    other_parameters: tuple[tuple[str, str], ...] = ()
    unknown_parameters: tuple[str, ...] = ()

    digest = property(lambda self: self.neighbours[0].digest if self.neighbours else "")
    number = property(lambda self: self.moment.number)
    made_at = property(lambda self: self.moment.made_at)
    as_of = property(lambda self: self.moment.as_of)
    on = property(lambda self: self.moment.on or "")
    today = property(lambda self: self.moment.today)
    is_now = property(lambda self: self.moment.is_now)

    def url_at(self, as_of: str = "") -> str:
        """The same page at another moment, on the same day of the world."""
        moment = [(n, v) for n, v in (("as_of", as_of), ("on", self.on)) if v]
        query = urlencode([*self.other_parameters, *moment])
        return f"{self.path}?{query}" if query else self.path


def load_page_moment(
    session: Session, moment: Moment, neighbours: Iterable[Revision]
) -> PageMoment:
    """The moment with the age of the newest evidence then."""
    first, last, sources = newest_evidence(session)
    return PageMoment(
        moment,
        tuple(neighbours),
        sources,
        newest_evidence=last,
        evidence_is_exact=first == last,
        evidence_age=evidence_age(last, moment.today) if last else "",
        evidence_is_old=is_evidence_old(last, moment.today),
    )


environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates = Jinja2Templates(env=environment)


@pass_context
def link_path(context: Context, name: str, **path: object) -> str:
    """The path of a route, at the moment the reader is looking at."""
    request: Request = context["request"]
    return route_path(request, name, moment_pairs(request), **path)


def route_path(
    request: Request, name: str, query: Iterable[tuple[str, Any]], **path: object
) -> str:
    """The path of a route with a query."""
    query_string = urlencode(list(query))
    url = cached_path(request.app, name, frozenset((n, str(v)) for n, v in path.items()))
    return f"{url}?{query_string}" if query_string else url


@pass_context
def thing_path(context: Context, thing: Thing) -> str:
    """The path of a thing's page, at the moment the reader is looking at."""
    if thing.actor is not None and thing.kind == "actor":
        name = "countries.show" if thing.actor.is_country else "groups.show"
        return link_path(context, name, code=thing.actor.code)
    return link_path(context, f"{thing.kind}s.show", **{f"{thing.kind}_id": thing.id})


@lru_cache(maxsize=10_000)  # asking the router was a third of the time a page took
def cached_path(app: FastAPI, name: str, path: frozenset[tuple[str, str]]) -> str:
    """The path of a route."""
    return str(app.url_path_for(name, **dict(path)))


def moment_pairs(request: Request) -> list[tuple[str, str]]:
    """The moment that an address names, as the pairs of a query."""
    parameters = request.query_params.multi_items()
    return [(n, v) for n, v in parameters if n in ("as_of", "on") and v]


def own_path(request: Request) -> str:
    """The path asked for; it begins with one slash, since two would lead to another site."""
    return "/" + request.url.path.lstrip("/")


def own_url(request: Request) -> str:
    """The path asked for with its query."""
    query = request.url.query
    return f"{own_path(request)}?{query}" if query else own_path(request)


@pass_context
def sign_in_path(context: Context) -> str:
    """The path where one signs in, and from which one comes back to this page."""
    request: Request = context["request"]
    path = cached_path(request.app, "sign_in.show", frozenset())
    return_address = own_url(request)
    return (
        path
        if return_address == "/" or return_address.startswith(path)
        else f"{path}?{urlencode({'to': return_address})}"
    )


@pass_context
def page_path(context: Context, number: int, **pinned: str) -> str:
    """The same page with another number and these parameters, at the same moment."""
    request: Request = context["request"]
    changes = {**pinned, "page": str(number)}
    parameters = [(n, v) for n, v in request.query_params.multi_items() if n not in changes]
    return f"{own_path(request)}?{urlencode([*parameters, *changes.items()])}"


@pass_context
def query_path(context: Context, pairs: Iterable[tuple[str, Any]]) -> str:
    """The same page with another question, at the same moment."""
    request: Request = context["request"]
    query = urlencode([*moment_pairs(request), *pairs])
    return f"{own_path(request)}?{query}" if query else own_path(request)


@pass_context
def permanent_path(context: Context) -> str:
    """The address under which what this page shows now can be seen ever after."""
    request: Request = context["request"]
    parameters = request.query_params.multi_items()
    moment: PageMoment = context["moment"]
    pairs = [
        (n, v)
        for n, v in parameters
        if n not in ("as_of", "on") and n not in moment.unknown_parameters
    ]
    pairs += [("as_of", f"r{moment.number}"), ("on", moment.today.isoformat())]
    return f"{own_path(request)}?{urlencode(pairs)}"


@pass_context
def list_path(context: Context, name: str, **filters: str | Iterable[str]) -> str:
    """The path of a list that answers a question, at the moment the reader is looking at."""
    request: Request = context["request"]
    pairs = [
        (key, word)
        for key, choices in filters.items()
        for word in ([choices] if isinstance(choices, str) else choices)
    ]
    return route_path(request, name, [*pairs, *moment_pairs(request)])


@cache
def static_url(path: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    file = STATIC / path
    version = sha256(file.read_bytes()).hexdigest()[:8] if file.exists() else "none"
    return f"/static/{path}?v={version}"


environment.globals |= {
    "link": link_path,
    "home": thing_path,
    "page_link": page_path,
    "static": static_url,
}
environment.globals |= {"signing_in": sign_in_path}
environment.globals |= {
    "here": query_path,
    "lasting": permanent_path,
    "asking": list_path,
    "levels": glyph_levels,
    "axes": AXES,
}
environment.filters |= {
    "day": format_day,
    "instant": format_instant,
    "age": evidence_age,
    "parted": split_first_sentence,
}
environment.filters |= {"plain": plain}


def render_page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    known: Collection[str] = (),
) -> HTMLResponse:
    """`template` rendered with `context`; a name the context lacks raises.

    Args:
        request: What was asked.
        template: Its path under `templates/`.
        context: What the template needs.
        status: The HTTP status.
        known: The parameters of the address that this page understands, beside the moment's.
    """
    parameters = request.query_params.multi_items()
    rest = [(n, v) for n, v in parameters if n not in ("as_of", "on")]
    moment = replace(
        request.state.moment,
        path=own_path(request),
        now_url=own_path(request) + (f"?{urlencode(rest)}" if rest else ""),
        other_parameters=tuple((n, v) for n, v in rest if n in known and n != "page"),
        unknown_parameters=tuple(dict.fromkeys(n for n, _ in rest if n not in known)),
    )
    base = str(request.app.state.settings.base_url).rstrip("/")
    shared_context = {
        "moment": moment,
        "canonical": base + own_path(request),
        "noindex": bool(parameters),
    }
    shared_context["account"] = getattr(request.state, "account", None)
    shows_saved = (
        shared_context["account"] and request.method == "GET"
    )  # and not above what was refused
    shared_context["saved"] = saved = request.cookies.get("saved", "") if shows_saved else ""
    full_context = shared_context | dict(context)
    answer = templates.TemplateResponse(request, template, full_context, status_code=status)
    if saved:
        answer.delete_cookie("saved")
    return answer
