"""The links that templates write: functions that read the request from the context."""

from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import pass_context
from jinja2.runtime import Context

from app.models import Actor
from app.models.kinds import ACTOR, BY_NOUN, kind_of
from app.templating.page_moment import PageMoment
from app.templating.paths import cached_path, moment_pairs, own_path, own_url, route_path


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


@pass_context
def link_path(context: Context, name: str, **path: object) -> str:
    """The path of a route, at the moment the reader is looking at."""
    request: Request = context["request"]
    return route_path(request, name, moment_pairs(request), **path)


@pass_context
def thing_path(context: Context, thing: LinkedThing) -> str:
    """The path of a thing's page, at the moment the reader is looking at."""
    if thing.actor is not None and thing.kind == ACTOR.noun:
        return link_path(context, kind_of(thing.actor).route("show"), code=thing.actor.code)
    kind = BY_NOUN[thing.kind]
    return link_path(context, kind.route("show"), **{kind.key: thing.id})


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
