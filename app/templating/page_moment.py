"""The moment a page shows, as its banner and its links need it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlencode

from app.spine.clock import Moment
from app.spine.example_mark import is_example
from app.spine.revision import Revision


@dataclass(frozen=True)
class PageMoment:
    """The moment a page shows, and what its banner says of it.

    Attributes:
        evidence_is_exact: Whether the newest source is dated to the day.
        neighbours: The revision shown, the one before it and the first, as far as there are.
        path: The path of the page; "" until it is drawn.
        now_url: The same page now; "" until it is drawn.
        other_parameters: The rest of the address, for another moment of the same page.
        unknown_parameters: The parameters of the address that the page does not know.
        accounts_changed_in: The newest revision about an account, also after the one shown: handles
            are those of today at every moment; 0 for none.
        generation: How often the tables were made again.
        is_unread: Whether the register could not be asked for any of this.
    """

    moment: Moment
    neighbours: tuple[Revision, ...] = ()
    source_count: int = 0
    newest_evidence: date | None = None
    evidence_is_exact: bool = False
    evidence_age: str = ""
    evidence_is_old: bool = False
    path: str = ""
    now_url: str = ""
    other_parameters: tuple[tuple[str, str], ...] = ()
    unknown_parameters: tuple[str, ...] = ()
    accounts_changed_in: int = 0
    generation: int = 0
    is_unread: bool = False

    @property
    def digest(self) -> str:
        """What ties the revision shown to all before it; "" for the empty register."""
        return self.neighbours[0].digest if self.neighbours else ""

    @property
    def is_example(self) -> bool:
        """Whether all that is shown is example data."""
        return is_example(self.neighbours)

    @property
    def number(self) -> int:
        """The revision shown; 0 for the empty register."""
        return self.moment.number

    @property
    def made_at(self) -> datetime | None:
        """When that revision was made, UTC."""
        return self.moment.made_at

    @property
    def as_of(self) -> str:
        """What the address asks for as record time; "" for now."""
        return self.moment.as_of

    @property
    def on(self) -> date | Literal[""]:
        """What the address asks for as world time; "" for today."""
        return self.moment.on or ""

    @property
    def today(self) -> date:
        """The day that every rule takes for today."""
        return self.moment.today

    @property
    def is_now(self) -> bool:
        """Whether the page shows the register as it is, today."""
        return self.moment.is_now

    def url_at(self, as_of: str = "") -> str:
        """The same page at another moment, on the same day of the world."""
        moment = [(n, v) for n, v in (("as_of", as_of), ("on", self.on)) if v]
        query = urlencode([*self.other_parameters, *moment])
        return f"{self.path}?{query}" if query else self.path
