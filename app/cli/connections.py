"""The connections of the server: how many there are, and how long a request may take to come."""

import resource
from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_CONNECTIONS = 400  # of one process
BACKLOG = 128  # connections that may be taken at one go; each is an open file
HEAD_PATIENCE = 10  # seconds from the first byte, or the connection, to the end of a head
BODY_PATIENCE = 30  # seconds from there to the end of a body, of 1 MiB at most
READER_PATIENCE = 60  # seconds without taking anything of an answer
MAX_HEAD = 64 * 1024  # bytes


class BoundedProtocol(HttpToolsProtocol):
    """A connection that is closed where a request does not come to its end.

    Where there are too many, the one that has waited longest for a request goes: who comes now
    is heard, and those who are being answered stay.

    Attributes:
        deadline: Ends the connection; None while all is there, or nothing is begun.
        is_in_head: Whether a head is awaited, or comes.
        head_size: The bytes that came meanwhile.
        awaiting_since: When this began to wait for what comes next, by the loop's clock.
    """

    deadline: TimerHandle | None = None
    is_in_head = True
    head_size = 0
    awaiting_since = 0.0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as above it
        """Make room, and wait for a head."""
        super().connection_made(transport)
        self.set_deadline(HEAD_PATIENCE)
        if len(self.connections) > max_connections():
            siblings = [each for each in self.connections if isinstance(each, BoundedProtocol)]
            waiting = [each for each in siblings if each.is_waiting]
            min(waiting, key=lambda each: each.awaiting_since).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Await nothing more."""
        self.clear_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless it makes a head too long."""
        super().data_received(data)
        self.head_size = self.head_size + len(data) if self.is_in_head else 0
        if self.head_size > MAX_HEAD:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """The first byte of a request is there: wait for its head."""
        super().on_message_begin()
        self.is_in_head = True
        self.set_deadline(HEAD_PATIENCE)

    def on_headers_complete(self) -> None:
        """Wait for the body."""
        super().on_headers_complete()
        self.is_in_head = False
        self.set_deadline(BODY_PATIENCE)

    def on_message_complete(self) -> None:
        """A whole request is there."""
        super().on_message_complete()
        self.clear_deadline()

    def pause_writing(self) -> None:
        """Wait for a reader who takes nothing."""
        super().pause_writing()
        self.set_deadline(READER_PATIENCE)

    def resume_writing(self) -> None:
        """The reader goes on."""
        super().resume_writing()
        self.clear_deadline()

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a request, for the rest of one, or for its reader."""
        return self.deadline is not None or self.timeout_keep_alive_task is not None

    def set_deadline(self, seconds: float) -> None:
        """Close the connection, unless something happens within some seconds."""
        self.clear_deadline()
        self.awaiting_since = self.loop.time()
        self.deadline = self.loop.call_later(seconds, self.transport.abort)

    def clear_deadline(self) -> None:
        """Nothing is awaited any more."""
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None


def max_connections() -> int:
    """How many connections this process holds: half of the files that it may open, or fewer."""
    soft_limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MAX_CONNECTIONS, soft_limit // 2)
