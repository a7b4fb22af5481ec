"""Refuses writes that other sites send, or that are larger than our pages can send."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routes import errors

READING = ("GET", "HEAD", "OPTIONS")
LARGEST = 2**20  # bytes of a form; a whole thing with its parts takes a tenth of that
ELSEWHERE = (
    "This did not come from a page of this register, so nothing was changed. Open the page here "
    "and send it again. If you did: whoever runs the register must set COMMITMENTS_BASE_URL to "
    "the address at which you reach it."
)
UNPROVEN = (
    "Your browser did not say that this came from a page of this register, so nothing was changed. "
    "Look it over and press the button again. If that does not help, try another browser; or "
    "whoever runs the register must set COMMITMENTS_BASE_URL to the address at which you reach it."
)
TOO_LARGE = "This is more than a form may hold: 1 MiB. Nothing was changed. Send less at once."


class Guard:
    """Refuses a change that another site asks for, or that is too large.

    What nothing tells the origin of goes on to `refuse_unproven`, which shows it again. A form is
    read whole before anything else happens, so that whatever fails later can show it; of one that
    is cut off on its way nothing is done.

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
        is_proven = is_same_origin(headers, self.base)
        try:
            refuse_elsewhere(scope["method"], headers, is_proven=is_proven)
            body = await read_body(receive, content_length(headers))
        except HTTPException as refusal:
            answer = await run_in_threadpool(errors.answer_refusal, Request(scope), refusal)
            await answer(scope, receive, send)
            return
        except ClientDisconnect:
            return
        scope.setdefault("state", {}).update(body=body, is_unproven=not is_proven)
        await self.app(scope, replay(body, receive), send)


def refuse_elsewhere(method: str, headers: Headers, *, is_proven: bool) -> None:
    """Refuse what another site sent for certain, and what is no form of ours.

    Raises:
        HTTPException: 403 for such.
    """
    if not is_proven and (method != "POST" or tells_origin(headers)):
        raise HTTPException(403, ELSEWHERE)


async def refuse_unproven(request: Request) -> None:
    """Refuse what nothing tells the origin of; its page shows it again.

    Raises:
        HTTPException: 403 for such.
    """
    if request.method not in READING and request.state.is_unproven:
        raise HTTPException(403, UNPROVEN)


def is_same_origin(headers: Headers, base: str) -> bool:
    """Whether a page of ours sent this, as the browser says: by its relation, or by its origin."""
    if (site := headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return headers.get("Origin") == base


def tells_origin(headers: Headers) -> bool:
    """Whether a browser says where something came from, and names another address than this one.

    An origin at the very host that was asked is a page of ours under an address that
    COMMITMENTS_BASE_URL does not give: nothing is changed, but nothing is lost.
    """
    origin = headers.get("Origin")
    if "Sec-Fetch-Site" in headers or origin is None:
        return "Sec-Fetch-Site" in headers
    return origin.partition("://")[2] != headers.get("Host")


def content_length(headers: Headers) -> int:
    """How much is announced; 0 if nothing is."""
    length = headers.get("Content-Length", "0")
    return int(length) if length.isdecimal() else 0


async def read_body(receive: Receive, announced: int) -> bytes:
    """All that is sent, as far as it came.

    Raises:
        HTTPException: 413 when more is announced, or comes, than may be.
        ClientDisconnect: When whoever sends it is gone before its end: half a form is none.
    """
    body, is_open = bytearray(), announced <= LARGEST
    while is_open:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        is_open = message.get("more_body", False) and len(body) <= LARGEST
    if max(announced, len(body)) > LARGEST:
        raise HTTPException(413, TOO_LARGE)
    return bytes(body)


def replay(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read already, then goes on as `receive` does."""
    parts: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_part() -> Message:
        return parts.pop() if parts else await receive()

    return next_part
