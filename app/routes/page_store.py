"""Answers that were rendered, to be sent again: as many as fit into so many bytes."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from starlette.types import Message

from app.spine.revision_watch import NewestRevision
from app.templating.page_moment import PageMoment

OVERHEAD = 2000  # bytes of memory that an answer takes beside its body and address
Key = tuple[bytes, str]  # the address as it was sent, and how the answer is compressed
REPRESENTATION = frozenset(  # a 304 says nothing of what it spares
    (
        b"commitments-revision",
        b"content-disposition",
        b"content-encoding",
        b"content-length",
        b"content-type",
    )
)


@dataclass(frozen=True)
class Page:
    """An answer, ready to be sent.

    Attributes:
        headers: All of them, as they are sent.
        body: The body, compressed if it says so.
        tag: Its ETag, without what says that it is weak.
        moment: What it shows.
        route: The route that made it, for the log.
        day: The day on which it is true; None for any: it shows a past revision.
    """

    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: bytes
    moment: PageMoment
    route: object
    day: date | None

    @property
    def is_past(self) -> bool:
        """Whether later edits leave it as it is."""
        return self.day is None

    def messages(self, *, is_known: bool, is_head: bool) -> tuple[Message, Message]:
        """What is sent: 304 to whoever has it already, and no body to HEAD."""
        headers = self.headers
        if is_known:
            headers = [pair for pair in headers if pair[0] not in REPRESENTATION]
        body = b"" if is_known or is_head else self.body
        status = 304 if is_known else 200
        start = {"type": "http.response.start", "status": status, "headers": [*headers]}
        return start, {"type": "http.response.body", "body": body}


class PageStore:
    """The answers that are true in one state of the register, on one day.

    Attributes:
        limit: The bytes that they may take; the one that was not asked for the longest goes.
        size: The bytes that they take.
        state: The newest revision that anybody was told of.
        day: The day.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.state = NewestRevision(0, "", 0, -1, -1)
        self.day = date.min

    def turn_to(self, state: NewestRevision, day: date) -> None:
        """Drop what is true no more; a state older than another that was seen tells nothing."""
        if (state is self.state and day == self.day) or state.change < self.state.change:
            return
        is_same_past = state.epoch == self.state.epoch
        self.state, self.day = state, day
        for key, page in [*self.pages.items()]:
            if not (is_same_past and page.is_past):
                self.drop(key)

    def find(self, key: Key) -> Page | None:
        """The answer at an address; None for none."""
        page = self.pages.get(key)
        if page is not None:
            self.pages.move_to_end(key)
        return page

    def day_of(self, moment: PageMoment, asked: NewestRevision, day: date) -> date | None:
        """The day on which an answer that shows a moment is true; None for any.

        Args:
            moment: What it shows.
            asked: The newest revision before it was rendered.
            day: The day before it was rendered.

        Raises:
            LookupError: When something changed meanwhile, by which it may be true no more.
        """
        is_numbered = moment.as_of.startswith("r")
        if moment.as_of and (is_numbered or moment.number < asked.number):
            if asked.epoch == self.state.epoch:
                return None
        elif (
            asked.epoch == self.state.epoch
            and (moment.number, moment.digest) == self.state[:2]
            and (moment.as_of or moment.on or moment.today == self.day)
        ):
            return day
        raise LookupError

    def keep(self, key: Key, page: Page) -> None:
        """Have an answer ready from now on, if it is not too large by itself."""
        self.drop(key)
        if page_size(key, page) <= self.limit:
            self.pages[key] = page
            self.size += page_size(key, page)
        while self.size > self.limit:
            self.drop(next(iter(self.pages)))

    def drop(self, key: Key) -> None:
        """Forget an answer."""
        if (page := self.pages.pop(key, None)) is not None:
            self.size -= page_size(key, page)


def page_size(key: Key, page: Page) -> int:
    """The bytes that an answer takes, about."""
    return len(key[0]) + len(page.body) + OVERHEAD
