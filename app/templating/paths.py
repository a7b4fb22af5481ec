"""The addresses of pages and of our files, at the moment that the reader is looking at."""

from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import urlencode

from fastapi import FastAPI, Request

from app.settings import ROOT

STATIC = ROOT / "static"


def route_path(
    request: Request, name: str, query: Iterable[tuple[str, object]], **path: object
) -> str:
    """The path of a route with a query."""
    query_string = urlencode(list(query))
    url = cached_path(request.app, name, frozenset((n, str(v)) for n, v in path.items()))
    return f"{url}?{query_string}" if query_string else url


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


@cache
def static_url(path: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    file = STATIC / path
    version = sha256(file.read_bytes()).hexdigest()[:8] if file.exists() else "none"
    return f"/static/{path}?v={version}"
