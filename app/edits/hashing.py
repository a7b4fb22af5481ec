"""Hashes passwords with argon2id and checks them, at most two at a time."""

from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import BoundedSemaphore, Condition
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.spine.refusals import Refused

AT_ONCE, WAITING = 2, 8  # each takes a core and some megabytes
PATIENCE = 5  # seconds


class HasherBusy(Refused):
    """Too many passwords are being checked; nothing is wrong with this one."""

    status = 503
    wait = 5

    def __init__(self) -> None:
        super().__init__("Many are signing in just now. Wait a moment, then try again.")


class Hasher:
    """What hashes for one application, two at a time; known people come first.

    Whoever is known (signed in now or before in the same browser, or invited) waits for no more
    than others who are. All others have ten places together.

    Args:
        memory: KiB for each hash.
        rounds: How often it goes over them.
    """

    def __init__(self, memory: int, rounds: int) -> None:
        self.argon2 = PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=1)
        salt, sum_ = (b64encode(bytes(size)).rstrip(b"=").decode() for size in (16, 32))
        self.nobody = f"$argon2id$v=19$m={memory},t={rounds},p=1${salt}${sum_}"
        self.seats = BoundedSemaphore(AT_ONCE + WAITING)
        self.free_turns = AT_ONCE
        self.queues: dict[bool, deque[object]] = {True: deque(), False: deque()}
        self.turn_condition = Condition()

    @contextmanager
    def take_turn(self, *, known: bool) -> Iterator[None]:
        """The turn to hash, in the order of coming; those who are known before those who are not.

        Raises:
            HasherBusy: When all places are taken, or the turn does not come soon.
        """
        with self.take_seat() if not known else nullcontext():
            self.await_turn(known=known)
            try:
                yield
            finally:
                with self.turn_condition:
                    self.free_turns += 1
                    self.turn_condition.notify_all()

    @contextmanager
    def take_seat(self) -> Iterator[None]:
        """A place among those, not known, who may wait for a hash.

        Raises:
            HasherBusy: When all are taken.
        """
        if not self.seats.acquire(blocking=False):
            raise HasherBusy
        try:
            yield
        finally:
            self.seats.release()

    def await_turn(self, *, known: bool) -> None:
        """Wait for a free turn, and take it.

        Raises:
            HasherBusy: When it does not come soon.
        """
        ticket, queue = object(), self.queues[known]

        def is_next() -> bool:
            first = (self.queues[True] or self.queues[False])[0]
            return self.free_turns > 0 and first is ticket

        with self.turn_condition:
            queue.append(ticket)
            has_turn = self.turn_condition.wait_for(is_next, PATIENCE)
            queue.remove(ticket)
            self.free_turns -= has_turn
            self.turn_condition.notify_all()
        if not has_turn:
            raise HasherBusy

    def hash(self, password: str, *, known: bool = True) -> str:
        """What to keep of a password.

        Raises:
            HasherBusy: When too many wait for theirs.
        """
        with self.take_turn(known=known):
            return self.argon2.hash(normalize("NFKC", password))

    def matches(self, password: str, stored_hash: str | None, *, known: bool = True) -> bool:
        """Whether a password is the one kept; of nobody it takes as long to say no.

        Raises:
            HasherBusy: When too many wait, or the turn does not come soon.
        """
        with self.take_turn(known=known):
            try:
                self.argon2.verify(stored_hash or self.nobody, normalize("NFKC", password))
            except (VerificationError, InvalidHashError):
                return False
        return stored_hash is not None

    def needs_rehash(self, stored_hash: str) -> bool:
        """Whether a hash was made with other settings than these."""
        return self.argon2.check_needs_rehash(stored_hash)
