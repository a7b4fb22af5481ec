"""A turnstile: so many at once, a short queue, and a word to those who would wait too long."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class TurnstileFull(Exception):  # noqa: N818  (it is no error: come again)
    """There is no place, nor one in the queue, or waiting took too long."""


class Turnstile:
    """So many places, and a queue in front of them; one place while it is narrow.

    Whoever waits may belong to another event loop than whoever leaves, as in tests.

    Attributes:
        free: The places that nobody has; fewer than none when it was narrowed while taken.
        hurried: How many want it narrow.
        waiting: Those in the queue, the first one first.
    """

    def __init__(self, places: int, queue: int, patience: float) -> None:
        self.places, self.queue, self.patience = places, queue, patience
        self.free, self.hurried = places, 0
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.lock = Lock()

    async def enter(self) -> None:
        """Take a place; wait for one some seconds at most.

        Raises:
            TurnstileFull: When the queue is full, or the wait too long.
        """
        if not self.take():
            with self.lock:
                is_full = len(self.waiting) >= self.queue
            if is_full or not await self.wait(self.patience):
                raise TurnstileFull

    async def enter_again(self) -> None:
        """Take a place anew, however long that takes: something is half done."""
        if not self.take():
            await self.wait(None)

    def take(self) -> bool:
        """Whether there was a place, which is taken now."""
        with self.lock:
            if self.free > 0:
                self.free -= 1
                return True
            return False

    async def wait(self, patience: float | None) -> bool:
        """Whether a place was handed over within some seconds; None for as long as it takes."""
        turn = asyncio.get_running_loop().create_future()
        with self.lock:
            self.waiting.append(turn)
        try:
            await asyncio.wait([turn], timeout=patience)
        except asyncio.CancelledError:
            if not self.give_up(turn):
                self.leave()
            raise
        return not self.give_up(turn)

    def give_up(self, turn: "asyncio.Future[None]") -> bool:
        """Whether a turn was still waiting, and now is no more."""
        with self.lock:
            if turn in self.waiting:
                self.waiting.remove(turn)
                return True
            return False

    def leave(self) -> None:
        """Hand the place over to the first in the queue."""
        with self.lock:
            self.add_places(1)

    @contextmanager
    def narrowed(self) -> Iterator[None]:
        """Give one place at a time from now on; whoever has one keeps it."""
        with self.lock:
            if not self.hurried:
                self.free -= self.places - 1
            self.hurried += 1
        try:
            yield
        finally:
            with self.lock:
                self.hurried -= 1
                if not self.hurried:
                    self.add_places(self.places - 1)

    def add_places(self, count: int) -> None:
        """Have so many more places, and hand them over to the first in the queue."""
        self.free += count
        while self.free > 0 and self.waiting:
            self.free -= 1
            turn = self.waiting.popleft()
            turn.get_loop().call_soon_threadsafe(turn.set_result, None)
