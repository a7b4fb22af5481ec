"""Who tried to sign in lately, counted in memory, and whether they may try again now."""

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore, Lock

from app.edits import sign_in_limits as limits
from app.spine.refusals import Refused

MAX_KEYS, MAX_TRIES = 100_000, 64  # lists that are kept, the longest unused go first; tries in each
MAX_UNSAVED = 10_000


class TooManyTries(Refused):
    """A try that is not looked at.

    Attributes:
        wait: The seconds after which to try again.
    """

    status = 429

    def __init__(self, reason: str, wait: int) -> None:
        super().__init__(f"{reason} Try again in {format_wait(wait)}.")
        self.wait = wait


@dataclass(eq=False)
class SignInTry:
    """One try to sign in; failed, until it is known better.

    Attributes:
        name: The SHA-256 of the folded handle.
        source: The SHA-256 of the network address, or of the known browser, it came from.
    """

    name: str
    source: str
    tried_at: datetime
    succeeded: bool = False


class AttemptLog:
    """The tries of the last day in one process: by name, by source, and by both.

    Attributes:
        pauses: Places for those whose answer is held back.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.tries: OrderedDict[tuple[str, str], deque[SignInTry]] = OrderedDict()
        self.unsaved: deque[SignInTry] = deque(maxlen=MAX_UNSAVED)
        self.busy_sources: Counter[str] = Counter()
        self.pauses = BoundedSemaphore(limits.PAUSES_AT_ONCE)

    @contextmanager
    def admit(self, name: str, source: str, now: datetime, *, known: bool) -> Iterator[SignInTry]:
        """A try that may be looked at; counted as failed before it is judged.

        Tries sent at once count as well. One that is not judged does not count.

        Raises:
            TooManyTries: When the name must wait at this source, or the source for any name.
        """
        attempt = SignInTry(name, source, now)
        with self.lock:
            self.check_waits(attempt, known=known)
            self.add(attempt)
            self.busy_sources[source] += 1
        try:
            yield attempt
        except Exception:
            with self.lock:
                self.remove(attempt)
            raise
        finally:
            with self.lock:
                self.busy_sources[source] -= 1
                self.busy_sources += Counter()  # forgets those at zero
        with self.lock:
            self.settle(attempt)
            self.unsaved.append(attempt)

    def check_waits(self, attempt: SignInTry, *, known: bool) -> None:
        """Let nobody try again too soon.

        Raises:
            TooManyTries: With the longest of what must be waited for.
        """
        now, source = attempt.tried_at, attempt.source
        since = now - limits.FAILURES_COUNT_FOR
        tries = self.recent_tries((attempt.name, source), since, now)
        streak = next((n for n, each in enumerate(tries) if each.succeeded), len(tries))
        longest = limits.LONGEST_BROWSER_WAIT if known else limits.LONGEST_WAIT
        last = tries[0].tried_at if tries else None
        if wait := limits.seconds_to_wait(streak, last, now, longest):
            raise TooManyTries("That was wrong too often.", wait)
        failures = self.recent_tries(("", source), now - limits.LAST_HOUR, now)
        last = failures[0].tried_at if failures else None
        if wait := limits.address_wait(len({each.name for each in failures}), last, now):
            raise TooManyTries("Too many names were tried from your network.", wait)
        if self.busy_sources[source] >= limits.AT_ONCE:
            raise TooManyTries("Several are signing in from your network just now.", 1)

    def failure_count(self, name: str, now: datetime) -> int:
        """How often a name was tried in vain within the hour, from wherever."""
        with self.lock:
            tries = self.recent_tries((name, ""), now - limits.LAST_HOUR, now)
        return sum(not each.succeeded for each in tries)

    def recent_tries(self, key: tuple[str, str], since: datetime, now: datetime) -> list[SignInTry]:
        """The tries of a key since then, newest first; what a wrong clock dated does not count."""
        tries = reversed(self.tries.get(key, ()))
        return [each for each in tries if since < each.tried_at <= now + limits.CLOCK_SLACK]

    def add(self, attempt: SignInTry) -> None:
        """Count a try."""
        for key in keys_of(attempt):
            self.tries.setdefault(key, deque(maxlen=MAX_TRIES)).append(attempt)
            self.tries.move_to_end(key)
        while len(self.tries) > MAX_KEYS:
            self.tries.popitem(last=False)

    def settle(self, attempt: SignInTry) -> None:
        """Where a name succeeded, its failures no longer speak against the source."""
        key = ("", attempt.source)
        if attempt.succeeded and key in self.tries:
            rest = [each for each in self.tries[key] if each.name != attempt.name]
            self.tries[key] = deque(rest, maxlen=MAX_TRIES)

    def remove(self, attempt: SignInTry) -> None:
        """Count a try no longer."""
        for key in keys_of(attempt):
            with suppress(ValueError):  # it may be among those that went
                self.tries.get(key, deque()).remove(attempt)


def keys_of(attempt: SignInTry) -> list[tuple[str, str]]:
    """The lists that a try is in: of its name and source, of its source, of its name."""
    return [(attempt.name, attempt.source), ("", attempt.source), (attempt.name, "")]


def format_wait(seconds: int) -> str:
    """A wait in words."""
    if seconds > 90:
        return f"{-(-seconds // 60)} minutes"
    return f"{seconds} second{'s' if seconds > 1 else ''}"
