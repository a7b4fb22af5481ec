"""What counted pledges come to: no total is sharper than its parts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.models.quantity import Per
from app.models.step import STAGES
from app.models.vocabulary import Domain
from app.rules.pledge_state import PledgeState
from app.rules.quantity_sum import Sum, add_sums, ids_across, join_unclear, may_be_the_same, to_sum
from app.rules.rule import Rule

RULE = Rule(
    "totals",
    "Totals",
    version=4,
    text=(
        "A total adds up the pledges that are counted, for each domain, unit and how often it "
        "comes: once, a year, a month and not stated are never added together, and neither are two "
        "currencies or two units. Nothing is converted. Grants, loans and guarantees of one "
        "currency are added alike: which of them a pledge is stands beside it in the list.",
        "What is offered, what is set aside and what is delivered are three totals, side by side "
        "and never added: money that is paid stays part of what was offered. The second and third "
        "are of the pledges that say how much; the others may have set aside or delivered "
        "something, too. What things are said to be worth is in none of them.",
        "It is never sharper than its parts. “About” makes it about. “More than” makes it more "
        "than. “Up to” adds nothing to the least. It has an upper end only where each part has "
        "one. A part without a figure adds nothing and is counted beside it. Where sources "
        "disagree on how much a part is, it is the range over what they say, marked “contested”; "
        "if no range holds that, it adds nothing, and what they say stands beside the total.",
        "Where a link says that it is unclear whether a country’s pledge adds to another of its "
        "own, the two may be the same: those that such links connect, of one unit, as often and "
        "both waiting or both not, come to at least the largest of them and at most to all "
        "together. Where one of the two waits and the other does not, no figure changes, and the "
        "total says that it is unclear. An unclear link to anything else changes no total.",
        "What waits for a condition that is not met on the day is added up apart from what waits "
        "for nothing; the two stand side by side and are not added. What is delivered waits no "
        "more.",
    ),
    examples=(
        "“300” and “about 200” troops: about 500. With “more than 100”: more than about 600. With "
        "“up to 50” beside “300”: 300 to 350. With “a company”: 300, and 1 more with no figure.",
        "“€5 million a year” and “€5 million” stay two figures; so do €5 million and £5 million.",
        "“100 troops” beside a pledge of which one source says 300 and another 400: 400 to 500, of "
        "this contested: 300 troops or 400 troops.",
        "“More than £100 million” and “£200 million”, unclear whether they add: at least £200 "
        "million. “300 troops” and “200 troops”, unclear too: 300 to 500 troops.",
        "€1 billion offered, of which €120 million are paid: the total offered is €1 billion, the "
        "total delivered €120 million. 49 tanks said to be worth €443 million are 49 vehicles.",
        "“400 to 600” stays 400 to 600: it is not 500. “Up to 50” alone is up to 50, not 50.",
    ),
)


@dataclass(frozen=True)
class Subtotal:
    """The pledges that wait, or those that do not: their sums, and what is in none of them.

    Attributes:
        ids_without_figure: The pledges without a figure, by id.
        contested: By id, how much pledges are on which sources disagree so that no range holds it.
    """

    sums: tuple[Sum, ...]
    ids_without_figure: tuple[int, ...]
    contested: Mapping[int, str]

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        """All its pledges, in the order of their ids."""
        return tuple(
            sorted(
                [
                    *self.ids_without_figure,
                    *self.contested,
                    *(i for each in self.sums for i in each.pledge_ids),
                ]
            )
        )


@dataclass(frozen=True)
class Total:
    """What is offered in a domain, or set aside, or delivered.

    Attributes:
        stage: Which of STAGES.
        free: What waits for nothing that is not met on the day.
        waiting: What waits.
        condition_words: What each that waits is waiting for, in words, by its id.
        ids_across: Those of which one waits and another does not, and that may be the same.
    """

    domain: Domain
    stage: str
    free: Subtotal
    waiting: Subtotal
    condition_words: Mapping[int, str]
    ids_across: tuple[int, ...] = ()

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
                f"{'and' if self.ids_across else 'plus'} {waiting_words}, {what_for}"
                if free_words
                else f"{waiting_words}, all of it {what_for}"
            )
        if self.ids_across:
            parts.append(may_be_the_same(len(self.ids_across)))
        contested = self._contested_words(beside=bool(parts))
        return "; ".join(
            [*parts, *contested, *self._words_without_figure(beside=bool(parts or contested))]
        )

    def _contested_words(self, *, beside: bool) -> list[str]:
        """What no sum holds because sources disagree; `beside` some that have one."""
        amounts = {**self.free.contested, **self.waiting.contested}
        if not amounts:
            return []
        one, several = self._part_words
        lead = f"{len(amounts)} more" if beside else f"1 {one}"
        lead = lead if beside or len(amounts) == 1 else f"{len(amounts)} {several}"
        words = f"{lead}, contested: {'; '.join(amounts[i] for i in sorted(amounts))}"
        return [
            ", ".join([words, *self._share_waiting(self.free.contested, self.waiting.contested)])
        ]

    def _words_without_figure(self, *, beside: bool) -> list[str]:
        """How many have no figure, and how many of these wait; `beside` some that have one."""
        free, waiting = self.free.ids_without_figure, self.waiting.ids_without_figure
        count = len(free) + len(waiting)
        if not count:
            return []
        one, several = self._part_words
        alone = (
            f"{count} {several}, none with a figure" if count > 1 else f"1 {one}, with no figure"
        )
        words = f"{count} more with no figure" if beside else alone
        return [", ".join([words, *self._share_waiting(free, waiting)])]

    @property
    def _part_words(self) -> tuple[str, str]:
        """What one of its parts is, and what several are, in a word."""
        return ("offer", "offers") if self.stage == "offered" else ("amount", "amounts")

    def _share_waiting(self, free: Collection[int], waiting: Collection[int]) -> list[str]:
        """How many of these wait, and for what; [] if none does."""
        if not waiting:
            return []
        everything = [] if len(waiting) == 1 else ["all of them"]
        share = [f"{len(waiting)} of them"] if free else everything
        return [" ".join([*share, self._waiting(waiting)])]

    def _waiting(self, these: Iterable[int]) -> str:
        """What these pledges wait for, if it is the same for all."""
        conditions = {self.condition_words.get(pledge_id, "") for pledge_id in these}
        return f"waiting for {conditions.pop() if len(conditions) == 1 else 'different conditions'}"


def totals(
    states: Iterable[PledgeState],
    condition_words: Mapping[int, str],
    unclear_pairs: Collection[tuple[int, int]] = (),
    stage: str = "offered",
) -> list[Total]:
    """What those of these pledges that are counted come to: a total a domain, in their order.

    Of what is set aside or delivered, those domains have none where nothing says how much is.

    Args:
        states: Of one country, of one capability, or of all.
        condition_words: What each that waits is waiting for, in words, by its id: "a ceasefire".
        unclear_pairs: The ids of pledges linked as unclear: the two may be the same.
        stage: Of which of STAGES.
    """
    counted_states = [
        state
        for state in states
        if state.exclusion is None
        and (stage == "offered" or stage in [amount.name for amount in state.stages])
    ]
    return [
        domain_total(domain, in_domain, condition_words, unclear_pairs, stage)
        for domain in Domain
        if (in_domain := [state for state in counted_states if state.domain == domain])
    ]


def stage_totals(
    states: Collection[PledgeState],
    condition_words: Mapping[int, str],
    unclear_pairs: Collection[tuple[int, int]] = (),
) -> dict[str, dict[Domain, Total]]:
    """By each of STAGES and domain, what `totals` says; a stage that nothing is at has none."""
    return {
        stage: {each.domain: each for each in totals(states, condition_words, unclear_pairs, stage)}
        for stage in STAGES
    }


def domain_total(
    domain: Domain,
    states: Sequence[PledgeState],
    condition_words: Mapping[int, str],
    unclear_pairs: Collection[tuple[int, int]],
    stage: str,
) -> Total:
    """What counted pledges of one domain come to."""
    waiting = [state for state in states if state.waiting and stage != "delivered"]
    free = [state for state in states if state not in waiting]
    owners = {state.pledge_id: state.actor_id for state in states}
    pairs = [pair for pair in unclear_pairs if len({owners.get(i) for i in pair} - {None}) == 1]
    subtotals = [build_subtotal(half, pairs, stage) for half in (free, waiting)]
    across = ids_across(subtotals[0].sums, subtotals[1].sums, pairs)
    return Total(domain, stage, subtotals[0], subtotals[1], condition_words, across)


def build_subtotal(
    states: Sequence[PledgeState], unclear_pairs: Collection[tuple[int, int]], stage: str
) -> Subtotal:
    """The sums of these, by unit and by how often they come."""
    groups: dict[tuple[str, Per], list[Sum]] = {}
    without, contested = [], {}
    for state in states:
        amount = state.amount(stage)
        quantity = amount.quantity
        if quantity is not None and quantity.unit is not None and quantity.bounds != (None, None):
            sums = groups.setdefault((quantity.unit, quantity.per), [])
            sums.append(to_sum(state.pledge_id, quantity, amount.statements))
        elif amount.contested:
            contested[state.pledge_id] = " or ".join(map(str, amount.statements))
        else:
            without.append(state.pledge_id)
    order = sorted(groups, key=lambda key: (key[0], list(Per).index(key[1])))
    unit_sums = tuple(add_sums(join_unclear(groups[key], unclear_pairs)) for key in order)
    return Subtotal(unit_sums, tuple(sorted(without)), contested)
