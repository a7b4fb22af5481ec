"""What every answer carries for safety and for caches, and answers to HEAD."""

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
DATA = re.compile(r"/openapi\.json|(?!/static/).*\.(csv|json|jsonl|zip|xlsx|sqlite)")
CROSS_ORIGIN = {  # for data: anybody's page may read it, without the reader's cookies
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Commitments-Revision, Content-Disposition, ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {  # by a browser, before a page elsewhere may send a validator
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
# A browser asks each time; what stands between may answer for some seconds, then asks, too.
SHARED = "public, max-age=0, s-maxage=5, must-revalidate"
A_YEAR = "public, max-age=31536000, immutable"


def is_data(path: str) -> bool:
    """Whether an address is one of data, and not of a page."""
    return DATA.fullmatch(path) is not None


def cache_control(scope: Scope, status: int, *, is_reader: bool) -> str:
    """Who may use an answer again, and for how long, where it does not say so itself."""
    if status in (200, 304):
        if scope["path"].startswith("/static/") and b"v=" in scope["query_string"]:
            return A_YEAR
        if is_reader and scope.get("state", {}).get("is_settled"):
            return SHARED
    return "no-cache" if is_reader else "private, no-cache"


class Headers:
    """Adds the headers; and lets HEAD be answered like GET, without the body."""

    def __init__(self, app: ASGIApp, *, secure: bool, cookie: str) -> None:
        self.app = app
        self.headers = ALWAYS | (HTTPS if secure else {})
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and is_data(scope["path"]):
            await Response(status_code=204, headers=self.headers | CROSS_ORIGIN | PREFLIGHT)(
                scope, receive, send
            )
            return
        is_head = scope["method"] == "HEAD"
        is_reader = self.cookie not in Request(scope).cookies
        inner_scope = {**scope, "method": "GET"} if is_head else scope

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers | (CROSS_ORIGIN if is_data(scope["path"]) else {}))
                if message["status"] in (200, 206) and (
                    tag := inner_scope.get("state", {}).get("etag")
                ):
                    headers["ETag"] = tag
                directive = cache_control(inner_scope, message["status"], is_reader=is_reader)
                headers.setdefault("Cache-Control", directive)
                if not scope["path"].startswith("/static/"):
                    headers.add_vary_header("Cookie")
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        await self.app(inner_scope, receive, send_with_headers)
        scope["route"] = inner_scope.get("route")  # for the log
