"""What pictures are made from: plain rows, whoever read them."""

from dataclasses import dataclass
from datetime import date

from app.models.quantity import Quantity
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Capability,
    CheckResult,
    ConditionKind,
    Delivery,
    Domain,
    Readiness,
    Standing,
)

MAX_NAME = 20  # signs of a name for which a row has room
ENDINGS = (Standing.WITHDRAWN, Standing.LAPSED, Standing.SUPERSEDED)


@dataclass(frozen=True)
class MatrixPledge:
    """What a picture has to know of one pledge on its day.

    Attributes:
        title: What is offered, in a few words.
        speakers: Who says so, by name; () where nobody is named.
        quantity: How much; the range over `statements` where these differ.
        statements: What sources that disagree say, the smallest first; else ().
        amounts: How much at each stage, in words, where more than one is recorded; else "".
        awaited: What it still waits for: one of each of these; () where nothing is on record.
        evidence_on: The latest possible day of its newest evidence.
        unconfirmed_lately: Whether that is too long ago.
        is_counted: Whether totals count it.
        is_possible: Whether its date is uncertain: it may not have been there by the day.
    """

    pledge_id: int
    title: str
    domain: Domain
    capability: Capability | None = None
    bindingness: Bindingness | None = None
    readiness: Readiness | None = None
    delivery: Delivery | None = None
    standing: Standing | None = None
    attribution: Attribution | None = None
    speakers: tuple[str, ...] = ()
    quantity: Quantity | None = None
    statements: tuple[Quantity, ...] = ()
    amounts: str = ""
    awaited: tuple[tuple[ConditionKind, ...], ...] = ()
    evidence_on: date | None = None
    unconfirmed_lately: bool = False
    is_counted: bool = False
    is_possible: bool = False

    @property
    def ending(self) -> str:
        """Why it no longer stands, in a word: “withdrawn”; "" while it does."""
        if self.standing in ENDINGS:
            return str(self.standing)
        return "ended" if self.delivery == Delivery.ENDED else ""

    @property
    def is_own(self) -> bool:
        """Whether the owner says it."""
        return self.attribution == Attribution.OWN

    @property
    def is_contested(self) -> bool:
        """Whether sources disagree on how much it is, or on whether it stands."""
        return bool(self.statements) or self.standing == Standing.DISPUTED


@dataclass(frozen=True)
class MatrixCheck:
    """What somebody looked for, and what that came to.

    Attributes:
        capability: What alone was looked for within the domain; None for all of the domain.
    """

    domain: Domain
    found: CheckResult
    checked_on: date
    capability: Capability | None = None


@dataclass(frozen=True)
class MatrixRefusal:
    """A position by which an actor gives nothing of its own, of one sort.

    Attributes:
        words: What it declines: “own troops in Ukraine”, which is not all of the domain.
        href: The address of the position.
    """

    domain: Domain
    words: str
    href: str


@dataclass(frozen=True)
class MatrixActor:
    """Who offers or declines, with all of its pledges, checks and refusals by the day.

    Attributes:
        sort_key: What names are sorted by, as `Actor.sort_key`.
        href: The address of its page.
        short_name: What it is called where there is no room, such as “About 20”; "" for the name.
    """

    code: str
    name: str
    kind: ActorKind
    sort_key: tuple[str, int]
    href: str
    short_name: str = ""
    pledges: tuple[MatrixPledge, ...] = ()
    checks: tuple[MatrixCheck, ...] = ()
    refusals: tuple[MatrixRefusal, ...] = ()

    @property
    def label(self) -> str:
        """What it is called in a row of its own."""
        is_long = len(self.name) > MAX_NAME and self.short_name
        return self.short_name if is_long else self.name

    @property
    def is_country(self) -> bool:
        """Whether it is one state, which totals count."""
        return self.kind == ActorKind.COUNTRY
