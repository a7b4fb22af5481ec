"""The connections of the server: how many there are, and how long a request may take to come."""

import resource
from asyncio import TimerHandle, Transport
from collections.abc import Sequence

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_CONNECTIONS = 400  # of one process
BACKLOG = 128  # connections that may be taken at one go; each is an open file
HEAD_PATIENCE = 10  # seconds from the first byte, or the connection, to the end of a head
BODY_PATIENCE = 30  # seconds from there to the end of a body, of 1 MiB at most
READER_PATIENCE = 60  # seconds without taking anything of an answer
READER_STALL = 10  # seconds of the same after which it may have to make room
KEEP_ALIVE = 75  # seconds without a request: longer than a proxy keeps it, which would use it yet
MAX_HEAD = 64 * 1024  # bytes


class BoundedProtocol(HttpToolsProtocol):
    """A connection that is closed where a request, or the taking of its answer, has no end.

    Where there are too many, the one that has waited longest for a request goes: who comes now
    is heard, and those who are being answered stay, as long as they take what they asked for.

    Attributes:
        deadline: Ends the connection; None while nothing is awaited from the client.
        is_in_head: Whether a head is awaited, or comes.
        head_size: The bytes that came meanwhile.
        awaiting_since: When this began to wait for what comes next, by the loop's clock.
        reader_check: Looks whether the reader took anything; None where all was taken.
        untaken_size: The bytes of answers that its reader had yet to take, when last looked.
        untaken_since: When that was, by the loop's clock.
        is_aborted: Whether it ends, and has no place any more.
    """

    deadline: TimerHandle | None = None
    is_in_head = True
    head_size = 0
    awaiting_since = 0.0
    reader_check: TimerHandle | None = None
    untaken_size = 0
    untaken_since = 0.0
    is_aborted = False

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as above it
        """Make room, and wait for a head."""
        super().connection_made(transport)
        self.set_deadline(HEAD_PATIENCE)
        if len(siblings := self.siblings()) >= max_connections():
            (longest_waiting(siblings) or longest_stalled(siblings) or self).abort()

    def siblings(self) -> "list[BoundedProtocol]":
        """The other connections that have a place."""
        connections = [each for each in self.connections if isinstance(each, BoundedProtocol)]
        return [each for each in connections if each is not self and not each.is_aborted]

    def connection_lost(self, exc: Exception | None) -> None:
        """Await nothing more."""
        self.clear_deadline()
        self.clear_reader_check()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless it makes a head too long.

        A blank line, or what follows a refused upgrade, begins no request, but ends the wait of
        a connection that is kept: it has to become one soon.
        """
        super().data_received(data)
        self.head_size = self.head_size + len(data) if self.is_in_head else 0
        if self.head_size > MAX_HEAD:
            self.abort()
        elif self.transport.is_closing():
            self.watch_reader()
        elif not self.is_waiting and not self.is_answering:
            self.set_deadline(HEAD_PATIENCE)

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

    def on_response_complete(self) -> None:
        """Wait for the reader to take the rest; the connection closes only after that."""
        super().on_response_complete()
        self.watch_reader()

    def pause_writing(self) -> None:
        """Wait for a reader who takes less than is written."""
        super().pause_writing()
        self.watch_reader()

    def resume_writing(self) -> None:
        """The reader goes on."""
        super().resume_writing()
        self.watch_reader()

    @property
    def is_answering(self) -> bool:
        """Whether a whole request has not its answer yet, or the reader not all of that."""
        if self.pipeline or self.transport.get_write_buffer_size():
            return True
        return bool(self.cycle) and not (self.cycle.response_complete or self.cycle.more_body)

    @property
    def is_waiting(self) -> bool:
        """Whether it does nothing but wait for a request, or for the rest of one."""
        is_timed = self.deadline is not None or self.timeout_keep_alive_task is not None
        return is_timed and not self.is_answering

    def set_deadline(self, seconds: float) -> None:
        """Close the connection, unless something comes within some seconds."""
        self.clear_deadline()
        self.awaiting_since = self.loop.time()
        self.deadline = self.loop.call_later(seconds, self.end_wait, seconds)

    def clear_deadline(self) -> None:
        """Nothing is awaited from the client any more."""
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def end_wait(self, seconds: float) -> None:
        """Close the connection; whoever is being answered has until after that."""
        if self.is_answering:
            self.set_deadline(seconds)
        else:
            self.abort()

    def watch_reader(self) -> None:
        """Close the connection, unless the reader goes on taking what is there."""
        self.clear_reader_check()
        self.untaken_size = self.transport.get_write_buffer_size()
        self.untaken_since = self.loop.time()
        if self.untaken_size:
            self.reader_check = self.loop.call_later(READER_PATIENCE, self.check_reader)

    def clear_reader_check(self) -> None:
        """Nobody has anything to take any more."""
        if self.reader_check is not None:
            self.reader_check.cancel()
            self.reader_check = None

    def check_reader(self) -> None:
        """Close the connection, unless the reader took something."""
        if self.stall():
            self.abort()

    def stall(self) -> float:
        """For how many seconds the reader took nothing; 0 where it did since it was last asked."""
        if not 0 < self.untaken_size <= self.transport.get_write_buffer_size():
            self.watch_reader()
            return 0
        return self.loop.time() - self.untaken_since

    def abort(self) -> None:
        """End the connection, with all that was not sent."""
        self.is_aborted = True
        self.transport.abort()


def longest_waiting(connections: Sequence[BoundedProtocol]) -> BoundedProtocol | None:
    """The connection that has waited longest for a request; None when all are being answered."""
    waiting = [each for each in connections if each.is_waiting]
    return min(waiting, key=lambda each: each.awaiting_since, default=None)


def longest_stalled(connections: Sequence[BoundedProtocol]) -> BoundedProtocol | None:
    """The connection whose reader took nothing for longest; None when all go on."""
    stalls = [(seconds, each) for each in connections if (seconds := each.stall()) > READER_STALL]
    return max(stalls, key=lambda pair: pair[0])[1] if stalls else None


def max_connections() -> int:
    """How many connections this process holds: half of the files that it may open, or fewer."""
    soft_limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MAX_CONNECTIONS, soft_limit // 2)
