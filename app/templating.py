"""From a template name and its context to a response."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import Literal, Protocol
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from app.models import Actor, kinds
from app.models.kinds import ACTOR, BY_NOUN, BY_PLURAL, kind_of
from app.rules.formatting import (
    AXES,
    format_day,
    format_instant,
    glyph_levels,
    plain,
    split_first_sentence,
)
from app.rules.staleness import evidence_age
from app.settings import ROOT
from app.spine.clock import Moment
from app.spine.revision import Revision

TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
NAVIGATION = (  # above every page: the name of a route, and the words of the link
    ("overview.show", "Overview"),
    *(
        (kind.route("index"), kind.title)
        for kind in (kinds.COUNTRY, kinds.GROUP, kinds.PLEDGE, kinds.STANCE, kinds.ASSESSMENT)
    ),
    ("timeline.show", "Timeline"),
    (kinds.SOURCE.route("index"), kinds.SOURCE.title),
    ("revisions.index", "Revisions"),
    ("method.show", "Method"),
)


class LinkedThing(Protocol):
    """A thing that has a page, as `queries.things` finds it."""

    @property
    def id(self) -> int:
        """The number in its address."""

    @property
    def kind(self) -> str:
        """The noun of its table."""

    @property
    def actor(self) -> Actor | None:
        """The thing itself, if it is an actor; else whose it is."""


@dataclass(frozen=True)
class PageMoment:
    """The moment a page shows, and what its banner says of it.

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

    @property
    def digest(self) -> str:
        """What ties the revision shown to all before it; "" for the empty register."""
        return self.neighbours[0].digest if self.neighbours else ""

    @property
    def number(self) -> int:
        """The revision shown; 0 for the empty register."""
        return self.moment.number

    @property
    def made_at(self) -> datetime | None:
        """When that revision was made, UTC."""
        return self.moment.made_at

    @property
    def as_of(self) -> str:
        """What the address asks for as record time; "" for now."""
        return self.moment.as_of

    @property
    def on(self) -> date | Literal[""]:
        """What the address asks for as world time; "" for today."""
        return self.moment.on or ""

    @property
    def today(self) -> date:
        """The day that every rule takes for today."""
        return self.moment.today

    @property
    def is_now(self) -> bool:
        """Whether the page shows the register as it is, today."""
        return self.moment.is_now

    def url_at(self, as_of: str = "") -> str:
        """The same page at another moment, on the same day of the world."""
        moment = [(n, v) for n, v in (("as_of", as_of), ("on", self.on)) if v]
        query = urlencode([*self.other_parameters, *moment])
        return f"{self.path}?{query}" if query else self.path


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
    request: Request, name: str, query: Iterable[tuple[str, object]], **path: object
) -> str:
    """The path of a route with a query."""
    query_string = urlencode(list(query))
    url = cached_path(request.app, name, frozenset((n, str(v)) for n, v in path.items()))
    return f"{url}?{query_string}" if query_string else url


@pass_context
def thing_path(context: Context, thing: LinkedThing) -> str:
    """The path of a thing's page, at the moment the reader is looking at."""
    if thing.actor is not None and thing.kind == ACTOR.noun:
        return link_path(context, kind_of(thing.actor).route("show"), code=thing.actor.code)
    kind = BY_NOUN[thing.kind]
    return link_path(context, kind.route("show"), **{kind.key: thing.id})


@lru_cache(maxsize=10_000)  # asking the router was a third of the time a page took
def cached_path(app: FastAPI, name: str, path: frozenset[tuple[str, str]]) -> str:
    """The path of a route; `path` holds its parameters as text."""
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
def query_path(context: Context, pairs: Iterable[tuple[str, object]]) -> str:
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
    "navigation": NAVIGATION,
    "kind_of": kind_of,
    "kinds_by_noun": BY_NOUN,
    "kinds_by_plural": BY_PLURAL,
    "signing_in": sign_in_path,
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
    "plain": plain,
}


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
    # Only where a page is opened: above a refused form it would seem to speak of that.
    shows_saved = shared_context["account"] and request.method == "GET"
    shared_context["saved"] = saved = request.cookies.get("saved", "") if shows_saved else ""
    full_context = shared_context | dict(context)
    answer = templates.TemplateResponse(request, template, full_context, status_code=status)
    if saved:
        answer.delete_cookie("saved")
    return answer
