"""What each request leaves behind for who runs the register: a line of log, and counts."""

import re
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routes.log_format import RequestLine, log_request
from app.routes.metrics import Metrics
from app.templating.page_moment import PageMoment

METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"))
SAVED = re.compile(rb"saved=([0-9]{1,10})[-;]")  # the cookie by which the next page says so


class RequestLog:
    """Logs and counts each request by the name of its route: no address, and nobody's words."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note how that went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state, start = scope.setdefault("state", {}), perf_counter()
        status, saved_number = 0, None

        async def send_and_note(message: Message) -> None:
            nonlocal status, saved_number
            if message["type"] == "http.response.start":
                status, saved_number = message["status"], find_saved_number(message)
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception:
            status = status or 500  # its page is sent around all of this
            raise
        finally:
            seconds = perf_counter() - start
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = route_name(scope)
            revision = saved_number or moment_number(state.get("moment"))
            self.metrics.count(method, route, status, seconds)
            log_request(RequestLine(method, route, status, round(seconds * 1000, 1), revision))


def route_name(scope: Scope) -> str:
    """The name of the route that answered; "static" for a file, "none" for no route."""
    if (name := getattr(scope.get("route"), "name", None)) is not None:
        return str(name)
    return "static" if scope["path"].startswith("/static/") else "none"


def moment_number(moment: PageMoment | None) -> int | None:
    """The revision that a page shows; None for an answer that shows none."""
    return None if moment is None else moment.number


def find_saved_number(message: Message) -> int | None:
    """The revision that a form was saved as, as its answer says; None where nothing was."""
    for name, cookie in message["headers"]:
        if name == b"set-cookie" and (match := SAVED.match(cookie)):
            return int(match[1])
    return None
