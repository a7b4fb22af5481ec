"""Hashes passwords with argon2id and checks them, at most two at a time."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
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
    """What hashes for one application.

    Args:
        memory: KiB for each hash.
        rounds: How often it goes over them.
    """

    def __init__(self, memory: int, rounds: int) -> None:
        self.argon2 = PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=1)
        salt, sum_ = (b64encode(bytes(size)).rstrip(b"=").decode() for size in (16, 32))
        self.nobody = f"$argon2id$v=19$m={memory},t={rounds},p=1${salt}${sum_}"
        self.seats = BoundedSemaphore(AT_ONCE + WAITING)
        self.turns = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def take_seat(self) -> Iterator[None]:
        """A place among those who may wait for a hash.

        Raises:
            HasherBusy: When all are taken.
        """
        if not self.seats.acquire(blocking=False):
            raise HasherBusy
        try:
            yield
        finally:
            self.seats.release()

    @contextmanager
    def take_turn(self) -> Iterator[None]:
        """The turn to hash.

        Raises:
            HasherBusy: When it does not come soon.
        """
        if not self.turns.acquire(timeout=PATIENCE):
            raise HasherBusy
        try:
            yield
        finally:
            self.turns.release()

    def hash(self, password: str) -> str:
        """What to keep of a password.

        Raises:
            HasherBusy: When too many wait for theirs.
        """
        with self.take_seat(), self.take_turn():
            return self.argon2.hash(normalize("NFKC", password))

    def matches(self, password: str, stored_hash: str | None) -> bool:
        """Whether a password is the one kept; of nobody it takes as long to say no.

        Raises:
            HasherBusy: When the turn does not come soon.
        """
        with self.take_turn():
            try:
                self.argon2.verify(stored_hash or self.nobody, normalize("NFKC", password))
            except (VerificationError, InvalidHashError):
                return False
        return stored_hash is not None

    def needs_rehash(self, stored_hash: str) -> bool:
        """Whether a hash was made with other settings than these."""
        return self.argon2.check_needs_rehash(stored_hash)
