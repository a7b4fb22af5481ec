"""Takes down an answer on its way, to be kept."""

from collections.abc import Callable

from starlette.types import Message, Scope, Send

Headers = list[tuple[bytes, bytes]]


class PageRecorder:
    """Holds an answer that may be kept until it is whole; sends any other as it comes.

    So nobody who waits for it waits for a slow line.

    Args:
        send: What sends.
        scope: The request, on whose state the answer says whether it may be kept.
        limit: The bytes beyond which it is not.
        keep: Is called with the headers and the body, before they are sent.
        give_up: Is called as soon as it is known that no answer at its address will be kept.
    """

    def __init__(
        self,
        send: Send,
        scope: Scope,
        *,
        limit: int,
        keep: Callable[[Headers, bytes], None],
        give_up: Callable[[], None],
    ) -> None:
        self.send = send
        self.scope = scope
        self.limit = limit
        self.keep = keep
        self.give_up = give_up
        self.start: Message | None = None
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        """Take the next part of the answer."""
        if message["type"] == "http.response.start":
            if may_be_kept(self.scope, message):
                self.start = message
                return
            if message["status"] != 304:  # of whoever has the page: the next lets it be rendered
                self.give_up()
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        is_whole = not message.get("more_body")
        if not is_whole and len(self.body) <= self.limit:
            return
        start, body = self.start, bytes(self.body)
        self.start, self.body = None, bytearray()
        if is_whole and len(body) <= self.limit:
            headers = [pair for pair in start["headers"] if pair[0] != b"content-length"]
            headers.append((b"content-length", str(len(body)).encode()))
            start = {**start, "headers": headers}
            self.keep([*headers], body)
        else:
            self.give_up()
        await self.send(start)
        await self.send({**message, "body": body})


def may_be_kept(scope: Scope, start: Message) -> bool:
    """Whether an answer says that it is the same for all readers, and nobody's own."""
    state = scope["state"]
    return (
        start["status"] == 200
        and state.get("is_settled", False)
        and state.get("is_address_known", False)
        and state.get("account") is None
        and "etag" in state
        and not any(name == b"set-cookie" for name, _ in start["headers"])
    )
