"""Refuses writes that other sites send, or that are larger than our pages can send."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routes import errors

READING = ("GET", "HEAD", "OPTIONS")
LARGEST = 2**20  # bytes of a form; a whole thing with its parts takes a tenth of that
ELSEWHERE = (
    "This did not come from a page of this register, so nothing was changed. Open the page here "
    "and send it again. If you did: whoever runs the register must set COMMITMENTS_BASE_URL to "
    "the address at which you reach it."
)
TOO_LARGE = "This is more than a form may hold: 1 MiB. Nothing was changed. Send less at once."


class Guard:
    """Refuses a change that another site asks for, or that is too large.

    Args:
        app: What answers the rest.
        base: The address at which readers reach the register.
    """

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self.app = app
        self.base = base.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = None
        if not is_same_origin(headers, self.base):
            refusal = HTTPException(403, ELSEWHERE)
        elif content_length(headers) > LARGEST:
            refusal = HTTPException(413, TOO_LARGE)
        if refusal is None:
            await self.app(scope, limit_size(receive), send)
            return
        answer = await run_in_threadpool(errors.answer_refusal, Request(scope), refusal)
        await answer(scope, receive, send)


def is_same_origin(headers: Headers, base: str) -> bool:
    """Whether a page of ours sent this, as the browser says: by its relation, or by its origin."""
    if (site := headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return headers.get("Origin") == base


def content_length(headers: Headers) -> int:
    """How much is announced; 0 if nothing is."""
    length = headers.get("Content-Length", "0")
    return int(length) if length.isdecimal() else 0


def limit_size(receive: Receive) -> Receive:
    """`receive`, which stops when more comes than was announced or may be."""
    came = 0

    async def next_part() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > LARGEST:
            raise HTTPException(413, TOO_LARGE)
        return message

    return next_part
