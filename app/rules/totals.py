"""What counted pledges come to: no total is sharper than its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from app.models.figure import phrase
from app.models.quantity import PER_WORDS, Per, Qualifier, Quantity
from app.models.vocabulary import Domain
from app.rules.pledge_state import PledgeState
from app.rules.rule import Rule

RULE = Rule(
    "totals",
    "Totals",
    version=1,
    text=(
        "A total adds up the pledges that are counted, for each domain, unit and how often it "
        "comes: once, a year, a month and not stated are never added together, and neither are two "
        "currencies or two units. Nothing is converted.",
        "It is never sharper than its parts. “About” makes it about. “More than” makes it more "
        "than. “Up to” adds nothing to the least. It has an upper end only where each part has "
        "one. A part without a figure adds nothing and is counted beside it.",
        "What waits for a condition that is not met on the day is added up apart from what waits "
        "for nothing; the two stand side by side and are not added.",
    ),
    examples=(
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
        is_about: Whether a part is only about right.
        is_above: Whether they come to more than `low`.
        is_below: Whether they come to less than `high`.
        pledge_ids: The pledges added, by id.
    """

    unit: str
    per: Per
    low: Decimal
    high: Decimal | None
    is_about: bool
    is_above: bool
    is_below: bool
    pledge_ids: tuple[int, ...]

    def __str__(self) -> str:
        """As a quantity is put: “more than about 500 troops”, “300 to less than 500 troops”."""
        ends = [end for end in (self.low, self.high) if end is not None]
        lead, between = "", "to"
        if self.high is None:
            lead = Qualifier.MORE_THAN if self.is_above else Qualifier.AT_LEAST
        elif self.is_capped:
            lead, ends = (Qualifier.LESS_THAN if self.is_below else Qualifier.UP_TO), [self.high]
        elif self.low == self.high:
            ends = [self.low]
        elif self.is_below:
            between = f"to {Qualifier.LESS_THAN}"
        leads = [lead, Qualifier.ABOUT if self.is_about else ""]
        with localcontext(EXACT):
            figures = phrase(ends, self.unit, " ".join(filter(None, leads)), between)
        return f"{figures}{PER_WORDS[self.per]}"

    @property
    def is_capped(self) -> bool:
        """Whether only its most is known."""
        return (
            self.low == NOTHING and self.high is not None and (self.is_below or self.high > NOTHING)
        )


@dataclass(frozen=True)
class Subtotal:
    """The pledges that wait, or those that do not: their sums, and who has no figure.

    Attributes:
        ids_without_figure: The pledges without a figure, by id.
    """

    sums: tuple[Sum, ...]
    ids_without_figure: tuple[int, ...]

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        """All its pledges, in the order of their ids."""
        return tuple(
            sorted([*self.ids_without_figure, *(i for each in self.sums for i in each.pledge_ids)])
        )


@dataclass(frozen=True)
class Total:
    """What is offered in a domain.

    Attributes:
        free: What waits for nothing that is not met on the day.
        waiting: What waits.
        condition_words: What each that waits is waiting for, in words, by its id.
    """

    domain: Domain
    free: Subtotal
    waiting: Subtotal
    condition_words: Mapping[int, str]

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        """All pledges that the total counts, in the order of their ids."""
        return tuple(sorted(self.free.pledge_ids + self.waiting.pledge_ids))

    def __str__(self) -> str:
        """“£5 million; plus more than £100 million, waiting for a ceasefire”."""
        free_words, waiting_words = (
            " and ".join(map(str, half.sums)) for half in (self.free, self.waiting)
        )
        what_for = self._waiting(i for each in self.waiting.sums for i in each.pledge_ids)
        parts = [free_words] if free_words else []
        if waiting_words:
            parts.append(
                f"plus {waiting_words}, {what_for}"
                if free_words
                else f"{waiting_words}, all of it {what_for}"
            )
        return "; ".join([*parts, *self._words_without_figure(beside=bool(parts))])

    def _words_without_figure(self, *, beside: bool) -> list[str]:
        """How many have no figure, and how many of these wait; `beside` some that have one."""
        waiting_count, count = (
            len(self.waiting.ids_without_figure),
            len(self.free.ids_without_figure + self.waiting.ids_without_figure),
        )
        if not count:
            return []
        offers = f"{count} offers, none with a figure" if count > 1 else "1 offer, with no figure"
        words = [f"{count} more with no figure" if beside else offers]
        if waiting_count:
            share = (
                []
                if waiting_count == count == 1
                else ["all" if waiting_count == count else str(waiting_count), "of them"]
            )
            words.append(" ".join([*share, self._waiting(self.waiting.ids_without_figure)]))
        return [", ".join(words)]

    def _waiting(self, these: Iterable[int]) -> str:
        """What these pledges wait for, if it is the same for all."""
        conditions = {self.condition_words.get(pledge_id, "") for pledge_id in these}
        return f"waiting for {conditions.pop() if len(conditions) == 1 else 'different conditions'}"


def totals(states: Iterable[PledgeState], condition_words: Mapping[int, str]) -> list[Total]:
    """What those of these pledges that are counted come to: a total a domain, in their order.

    Args:
        states: Of one country, of one capability, or of all.
        condition_words: What each that waits is waiting for, in words, by its id: "a ceasefire".
    """
    counted_states = [state for state in states if state.exclusion is None]
    return [
        domain_total(domain, in_domain, condition_words)
        for domain in Domain
        if (in_domain := [state for state in counted_states if state.domain == domain])
    ]


def domain_total(
    domain: Domain, states: Sequence[PledgeState], condition_words: Mapping[int, str]
) -> Total:
    """What counted pledges of one domain come to."""
    waiting = [state for state in states if state.waiting]
    free = [state for state in states if not state.waiting]
    return Total(domain, build_subtotal(free), build_subtotal(waiting), condition_words)


def build_subtotal(states: Sequence[PledgeState]) -> Subtotal:
    """The sums of these, by unit and by how often they come."""
    groups: dict[tuple[str, Per], list[tuple[int, Quantity]]] = {}
    without = []
    for state in states:
        quantity = state.quantity
        if quantity is None or quantity.unit is None or quantity.bounds == (None, None):
            without.append(state.pledge_id)
        else:
            rows = groups.setdefault((quantity.unit, quantity.per), [])
            rows.append((state.pledge_id, quantity))
    order = sorted(groups, key=lambda key: (key[0], list(Per).index(key[1])))
    return Subtotal(tuple(add_quantities(groups[key]) for key in order), tuple(sorted(without)))


def add_quantities(rows: Sequence[tuple[int, Quantity]]) -> Sum:
    """Quantities of one unit, and of one way to come again, added; each with its pledge's id.

    One figure is both ends of its quantity; “up to” has no low, “at least” and “more than” no high;
    a range has two, after “about” too.
    """
    quantities = [quantity for _, quantity in rows]
    qualifiers = {quantity.qualifier for quantity in quantities}
    highs = [quantity.high for quantity in quantities if quantity.high is not None]
    low, high = NOTHING, NOTHING
    for quantity in quantities:
        low = EXACT.add(low, quantity.low or NOTHING)
        high = EXACT.add(high, quantity.high or NOTHING)
    is_bounded = len(highs) == len(quantities)
    return Sum(
        unit=quantities[0].unit or "",  # a figure has one
        per=quantities[0].per,
        low=low,
        high=high if is_bounded else None,
        is_about=Qualifier.ABOUT in qualifiers,
        is_above=Qualifier.MORE_THAN in qualifiers,
        is_below=is_bounded and Qualifier.LESS_THAN in qualifiers,
        pledge_ids=tuple(sorted(i for i, _ in rows)),
    )
