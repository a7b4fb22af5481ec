"""What every answer carries for safety, and answers to HEAD."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
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
A_YEAR = "public, max-age=31536000, immutable"


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
        head = scope["method"] == "HEAD"
        signed_in = self.cookie in Request(scope).cookies

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                named = scope["path"].startswith("/static/") and b"v=" in scope["query_string"]
                static = named and message["status"] in (200, 304)
                own = "private, no-cache" if signed_in else "no-cache"
                headers.setdefault("Cache-Control", A_YEAR if static else own)
                if not scope["path"].startswith("/static/"):
                    headers.add_vary_header("Cookie")
            elif head:
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if head else scope, receive, dressed)
