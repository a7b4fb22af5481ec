"""Which methods an address takes."""

from fastapi import Request
from starlette.routing import Match, Mount


def find_methods(request: Request) -> list[str]:
    """The methods that an address takes (RFC 9110, 15.5.6): HEAD wherever GET."""
    methods = {"GET": ["GET", "HEAD"], "POST": ["POST"]}
    return [
        word for method, words in methods.items() if takes_method(request, method) for word in words
    ]


def takes_method(request: Request, method: str) -> bool:
    """Whether a route answers a method at the address of a request; files are only read."""
    root_path = request.scope.get("app_root_path", "")  # before the folder of files changed it
    scope = {**request.scope, "method": method, "root_path": root_path}
    routes = [route for route in request.app.routes if route.matches(scope)[0] == Match.FULL]
    return any(method == "GET" or not isinstance(route, Mount) for route in routes)
