"""What counted pledges come to: no total is sharper than its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from app.models.quantity import OFTEN, Per, Qualifier, Quantity, phrase
from app.models.vocabulary import Domain
from app.rules.rule import Rule
from app.rules.value import Value

RULE = Rule(
    "totals",
    "Totals",
    1,
    (
        "A total adds up the pledges that are counted, for each domain, unit and how often it "
        "comes: once, a year, a month and not stated are never added together, and neither are two "
        "currencies or two units. Nothing is converted.",
        "It is never sharper than its parts. “About” makes it about. “More than” makes it more "
        "than. “Up to” adds nothing to the least. It has an upper end only where each part has "
        "one. A part without a figure adds nothing and is counted beside it.",
        "What waits for a condition that is not met on the day is added up apart from what waits "
        "for nothing; the two stand side by side and are not added.",
    ),
    (
        "“300” and “about 200” troops: about 500. With “more than 100”: more than about 600. With "
        "“up to 50” beside “300”: 300 to 350. With “a company”: 300, and 1 more with no figure.",
        "“€5 million a year” and “€5 million” stay two figures; so do €5 million and £5 million.",
        "“400 to 600” stays 400 to 600: it is not 500. “Up to 50” alone is up to 50, not 50.",
    ),
)
EXACT = Context(prec=200)  # for figures of 20 digits, before and behind the point
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """Quantities of one unit, and of one way to come again, added up.

    Attributes:
        low: The least that they come to.
        high: The most; None where nothing bounds it.
        about: Whether a part is only about right.
        above: Whether they come to more than `low`.
        below: Whether they come to less than `high`.
        counted: The pledges added, by id.
    """

    unit: str
    per: Per
    low: Decimal
    high: Decimal | None
    about: bool
    above: bool
    below: bool
    counted: tuple[int, ...]

    def __str__(self) -> str:
        """As a quantity is put: “more than about 500 troops”, “300 to less than 500 troops”."""
        ends = [end for end in (self.low, self.high) if end is not None]
        lead, between = "", "to"
        if self.high is None:
            lead = Qualifier.MORE_THAN if self.above else Qualifier.AT_LEAST
        elif self.is_capped:
            lead, ends = (Qualifier.LESS_THAN if self.below else Qualifier.UP_TO), [self.high]
        elif self.low == self.high:
            ends = [self.low]
        elif self.below:
            between = f"to {Qualifier.LESS_THAN}"
        leads = [lead, Qualifier.ABOUT if self.about else ""]
        with localcontext(EXACT):
            figures = phrase(ends, self.unit, " ".join(filter(None, leads)), between)
        return f"{figures}{OFTEN[self.per]}"

    @property
    def is_capped(self) -> bool:
        """Whether only its most is known."""
        return self.low == NOTHING and self.high is not None and (self.below or self.high > NOTHING)


@dataclass(frozen=True)
class Half:
    """Those that wait, or those that do not: their sums, and who has no figure.

    Attributes:
        without: The pledges without a figure, by id.
    """

    sums: tuple[Sum, ...]
    without: tuple[int, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        """All its pledges, by id."""
        return tuple(sorted([*self.without, *(i for each in self.sums for i in each.counted)]))


@dataclass(frozen=True)
class Total:
    """What is offered in a domain.

    Attributes:
        free: What waits for nothing that is not met on the day.
        waiting: What waits.
        awaited: What each that waits is waiting for, in words, by its id.
    """

    domain: Domain
    free: Half
    waiting: Half
    awaited: Mapping[int, str]

    @property
    def counted(self) -> tuple[int, ...]:
        """The pledges that it counts, by id."""
        return tuple(sorted(self.free.counted + self.waiting.counted))

    def __str__(self) -> str:
        """“£5 million; plus more than £100 million, waiting for a ceasefire”."""
        free, held = (" and ".join(map(str, half.sums)) for half in (self.free, self.waiting))
        what_for = self._waiting(i for each in self.waiting.sums for i in each.counted)
        parts = [free] if free else []
        if held:
            parts.append(f"plus {held}, {what_for}" if free else f"{held}, all of it {what_for}")
        return "; ".join([*parts, *self._unfigured(beside=bool(parts))])

    def _unfigured(self, *, beside: bool) -> list[str]:
        """How many have no figure, and how many of these wait; `beside` some that have one."""
        held, count = len(self.waiting.without), len(self.free.without + self.waiting.without)
        if not count:
            return []
        offers = f"{count} offers, none with a figure" if count > 1 else "1 offer, with no figure"
        words = [f"{count} more with no figure" if beside else offers]
        if held:
            which = [] if held == count == 1 else ["all" if held == count else str(held), "of them"]
            words.append(" ".join([*which, self._waiting(self.waiting.without)]))
        return [", ".join(words)]

    def _waiting(self, these: Iterable[int]) -> str:
        """What these wait for, if it is the same."""
        conditions = {self.awaited.get(pledge_id, "") for pledge_id in these}
        return f"waiting for {conditions.pop() if len(conditions) == 1 else 'different conditions'}"


def totals(values: Iterable[Value], awaited: Mapping[int, str]) -> list[Total]:
    """What those of these pledges that are counted come to: a total a domain, in their order.

    Args:
        values: Of one country, of one capability, or of all.
        awaited: What each that waits is waiting for, in words, by its id: "a ceasefire".
    """
    counted = [value for value in values if value.beside is None]
    return [
        total(domain, of_it, awaited)
        for domain in Domain
        if (of_it := [value for value in counted if value.domain == domain])
    ]


def total(domain: Domain, counted: Sequence[Value], awaited: Mapping[int, str]) -> Total:
    """What counted pledges of one domain come to."""
    waiting = [value for value in counted if value.waiting]
    free = [value for value in counted if not value.waiting]
    return Total(domain, half(free), half(waiting), awaited)


def half(values: Sequence[Value]) -> Half:
    """The sums of these, by unit and by how often they come."""
    groups: dict[tuple[str, Per], list[tuple[int, Quantity]]] = {}
    without = []
    for value in values:
        quantity = value.quantity
        if quantity is None or quantity.bounds == (None, None):
            without.append(value.pledge_id)
        else:
            rows = groups.setdefault((quantity.unit, quantity.per), [])
            rows.append((value.pledge_id, quantity))
    order = sorted(groups, key=lambda key: (key[0], list(Per).index(key[1])))
    return Half(tuple(added(groups[key]) for key in order), tuple(sorted(without)))


def added(rows: Sequence[tuple[int, Quantity]]) -> Sum:
    """Quantities of one unit, and of one way to come again, added; each with its pledge's id."""
    quantities = [quantity for _, quantity in rows]
    said = {quantity.qualifier for quantity in quantities}
    highs = [quantity.high for quantity in quantities if quantity.high is not None]
    low, high = NOTHING, NOTHING
    for quantity in quantities:
        low = EXACT.add(low, quantity.low or NOTHING)
        high = EXACT.add(high, quantity.high or NOTHING)
    bounded = len(highs) == len(quantities)
    return Sum(
        unit=quantities[0].unit,
        per=quantities[0].per,
        low=low,
        high=high if bounded else None,
        about=Qualifier.ABOUT in said,
        above=Qualifier.MORE_THAN in said,
        below=bounded and Qualifier.LESS_THAN in said,
        counted=tuple(sorted(i for i, _ in rows)),
    )
