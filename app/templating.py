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
from app.rules.staleness import age, old
from app.rules.wording import AXES, day, instant, levels, parted, plain
from app.settings import ROOT
from app.spine.clock import Moment
from app.spine.revision import Revision

TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"


@dataclass(frozen=True)
class Shown:
    """The moment a page shows, as its banner tells it.

    Attributes:
        evidence_is_exact: Whether the newest source is dated to the day.
        near: The revision shown, the one before it and the first, as far as there are.
        here: The path of the page; "" until it is drawn.
        now_url: The same page now; "" until it is drawn.
        kept: The rest of the address, for another moment of the same page.
        unknown: The parameters of the address that the page does not know.
    """

    moment: Moment
    near: tuple[Revision, ...] = ()
    sources: int = 0
    newest_evidence: date | None = None
    evidence_is_exact: bool = False
    evidence_age: str = ""
    evidence_old: bool = False
    here: str = ""
    now_url: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    digest = property(lambda self: self.near[0].digest if self.near else "")
    number = property(lambda self: self.moment.number)
    made_at = property(lambda self: self.moment.made_at)
    as_of = property(lambda self: self.moment.as_of)
    on = property(lambda self: self.moment.on or "")
    today = property(lambda self: self.moment.today)
    is_now = property(lambda self: self.moment.is_now)

    def at(self, as_of: str = "") -> str:
        """The same page at another moment, on the same day of the world."""
        moment = [(n, v) for n, v in (("as_of", as_of), ("on", self.on)) if v]
        asked = urlencode([*self.kept, *moment])
        return f"{self.here}?{asked}" if asked else self.here


def shown(session: Session, moment: Moment, near: Iterable[Revision]) -> Shown:
    """The moment with the age of the newest evidence then."""
    first, last, sources = newest_evidence(session)
    return Shown(
        moment,
        tuple(near),
        sources,
        newest_evidence=last,
        evidence_is_exact=first == last,
        evidence_age=age(last, moment.today) if last else "",
        evidence_old=old(last, moment.today),
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
def link(context: Context, name: str, **path: object) -> str:
    """The path of a route, at the moment the reader is looking at."""
    request: Request = context["request"]
    return address(request, name, kept(request), **path)


def address(request: Request, name: str, query: Iterable[tuple[str, Any]], **path: object) -> str:
    """The path of a route with a query."""
    asked = urlencode(list(query))
    url = path_of(request.app, name, frozenset((n, str(v)) for n, v in path.items()))
    return f"{url}?{asked}" if asked else url


@pass_context
def home(context: Context, thing: Thing) -> str:
    """The path of a thing's page, at the moment the reader is looking at."""
    if thing.actor is not None and thing.kind == "actor":
        name = "countries.show" if thing.actor.is_country else "groups.show"
        return link(context, name, code=thing.actor.code)
    return link(context, f"{thing.kind}s.show", **{f"{thing.kind}_id": thing.id})


@lru_cache(maxsize=10_000)  # asking the router was a third of the time a page took
def path_of(app: FastAPI, name: str, path: frozenset[tuple[str, str]]) -> str:
    """The path of a route."""
    return str(app.url_path_for(name, **dict(path)))


def kept(request: Request) -> list[tuple[str, str]]:
    """The moment that an address names, as the pairs of a query."""
    asked = request.query_params.multi_items()
    return [(n, v) for n, v in asked if n in ("as_of", "on") and v]


def own_path(request: Request) -> str:
    """The path asked for; it begins with one slash, since two would lead to another site."""
    return "/" + request.url.path.lstrip("/")


def own_address(request: Request) -> str:
    """The path asked for with its query."""
    asked = request.url.query
    return f"{own_path(request)}?{asked}" if asked else own_path(request)


@pass_context
def signing_in(context: Context) -> str:
    """The path where one signs in, and from which one comes back to this page."""
    request: Request = context["request"]
    way = path_of(request.app, "sign_in.show", frozenset())
    back = own_address(request)
    return way if back == "/" or back.startswith(way) else f"{way}?{urlencode({'to': back})}"


@pass_context
def page_link(context: Context, number: int) -> str:
    """The same page with another number, at the same moment."""
    request: Request = context["request"]
    others = [(n, v) for n, v in request.query_params.multi_items() if n != "page"]
    return f"{own_path(request)}?{urlencode([*others, ('page', number)])}"


@pass_context
def here(context: Context, pairs: Iterable[tuple[str, Any]]) -> str:
    """The same page with another question, at the same moment."""
    request: Request = context["request"]
    asked = urlencode([*kept(request), *pairs])
    return f"{own_path(request)}?{asked}" if asked else own_path(request)


@pass_context
def lasting(context: Context) -> str:
    """The address under which what this page shows now can be seen ever after."""
    request: Request = context["request"]
    asked = request.query_params.multi_items()
    moment: Shown = context["moment"]
    pairs = [(n, v) for n, v in asked if n not in ("as_of", "on") and n not in moment.unknown]
    pairs += [("as_of", f"r{moment.number}"), ("on", moment.today.isoformat())]
    return f"{own_path(request)}?{urlencode(pairs)}"


@pass_context
def asking(context: Context, name: str, **words: str | Iterable[str]) -> str:
    """The path of a list that answers a question, at the moment the reader is looking at."""
    request: Request = context["request"]
    pairs = [
        (key, word)
        for key, given in words.items()
        for word in ([given] if isinstance(given, str) else given)
    ]
    return address(request, name, [*pairs, *kept(request)])


@cache
def static(path: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    file = STATIC / path
    version = sha256(file.read_bytes()).hexdigest()[:8] if file.exists() else "none"
    return f"/static/{path}?v={version}"


environment.globals |= {"link": link, "home": home, "page_link": page_link, "static": static}
environment.globals |= {"signing_in": signing_in}
environment.globals |= {
    "here": here,
    "lasting": lasting,
    "asking": asking,
    "levels": levels,
    "axes": AXES,
}
environment.filters |= {"day": day, "instant": instant, "age": age, "parted": parted}
environment.filters |= {"plain": plain}


def page(
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
    asked = request.query_params.multi_items()
    others = [(n, v) for n, v in asked if n not in ("as_of", "on")]
    told = replace(
        request.state.moment,
        here=own_path(request),
        now_url=own_path(request) + (f"?{urlencode(others)}" if others else ""),
        kept=tuple((n, v) for n, v in others if n in known and n != "page"),
        unknown=tuple(dict.fromkeys(n for n, _ in others if n not in known)),
    )
    base = str(request.app.state.settings.base_url).rstrip("/")
    about = {"moment": told, "canonical": base + own_path(request), "noindex": bool(asked)}
    about["account"] = getattr(request.state, "account", None)
    telling = about["account"] and request.method == "GET"  # and not above what was refused
    about["saved"] = saved = request.cookies.get("saved", "") if telling else ""
    told_in = about | dict(context)
    answer = templates.TemplateResponse(request, template, told_in, status_code=status)
    if saved:
        answer.delete_cookie("saved")
    return answer
