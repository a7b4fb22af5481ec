"""What a pledge is worth on a day: a row of the table `pledge_state`, which the rules judge."""

from dataclasses import dataclass
from datetime import date

from app.models.counting import ByThen as ByThen
from app.models.counting import Exclusion as Exclusion
from app.models.quantity import Per, Quantity
from app.models.step import AMOUNTS, STAGES, amount_phrases
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Capability,
    ConditionKind,
    Delivery,
    Domain,
    LinkKind,
    Readiness,
    Standing,
)
from app.rules.amount import Amount
from app.rules.rule import Rule

# The links that take the pledge they come from out of totals; a contradiction takes out both.
UNCOUNTED_LINKS = (LinkKind.PART_OF, LinkKind.REPEATS)

RULES = (
    Rule(
        "value-on-a-day",
        "Which step counts",
        version=3,
        text=(
            "A pledge lives in dated steps. Each states any of: how firm, how ready, how far "
            "delivered, whether it stands, and how much; what it leaves empty is as it was. What a "
            "pledge is worth on one of these is what the latest step says that states it: the "
            "one with the latest possible day, then the latest earliest possible day, then the "
            "one recorded last.",
            "On a day, a step counts if its latest possible day has come. If only its earliest "
            "possible day has come, it is “possibly by then” and counted apart. A step without "
            "a date is as old as its oldest dated source; without that it comes first and always "
            "counts. A repost is as old as what it repeats. “About” does not widen a date. "
            "Stances, assessments, events and circumstances follow the same rule.",
            "How much is three things, each so far and each with a latest step of its own: what is "
            "offered, what of it is set aside (budgeted, or chosen), and what is delivered (paid, "
            "sent or deployed). A later offer replaces an earlier offer, and changes nothing of "
            "what is delivered; what is delivered takes nothing from the offer. What things are "
            "said to be worth stands beside their number and is no amount of money. Where one "
            "figure stands for a pledge, as in a filter, it is what is offered; if nothing says "
            "how much, what is set aside, else what is delivered.",
            "Amounts say how ready a pledge is, and how far it has come, where steps say less: "
            "one offered that it is specified, one set aside that it is allocated, one delivered "
            "that it is delivered in part. Any figure does, but 0 or one of countries or months. "
            "What no step states, and no amount says, is not recorded, which is not the same as "
            "stated to be none.",
            "A pledge is there from the day of its announcement or of its first step on.",
        ),
        examples=(
            "A step of March says 200 troops, one of “between 1 and 30 May” says 300. On 15 May "
            "it is worth 200, and a step is possibly there; from 30 May on it is worth 300.",
            "A later step that only says “formal” leaves the 300 as they are.",
            "€1 billion is offered in May; by July €120 million are paid; in August the offer "
            "grows to €1.2 billion. It is then “€1.2 billion offered · €120 million delivered”.",
        ),
    ),
    Rule(
        "attribution",
        "Who says so",
        version=2,
        text=(
            "The citations of the step that says how firm the pledge is decide it, those for "
            "another of its facts aside; the first of these that applies. Own: the passage of one "
            "speaks on behalf of the owner, perhaps among others, or gives each one’s own word. "
            "Said by another: one has a named speaker, who speaks for somebody else or for nobody. "
            "Reported: there are citations, but no speaker is named. Uncited: there is none.",
            "Only what an owner has said itself is counted as the owner’s.",
        ),
        examples=(
            "Norway’s ministry speaks for Norway: own. Denmark’s speaks of Norway: said by "
            "another. A newspaper writes it and quotes nobody: reported.",
        ),
    ),
    Rule(
        "what-counts",
        "What is counted, and what is listed beside",
        version=2,
        text=(
            "Totals count what countries have said themselves and what stands. Everything else "
            "is listed beside them with its reason, the first of these that applies: not there "
            "yet on the day; possibly by then; of a group, an organisation or a coalition, and so "
            "of no single country; not active (withdrawn, lapsed, superseded, disputed, ended); "
            "not said by its owner; floated, not promised; part of another pledge, a repetition, "
            "or contradicted by another. A pledge on which sources disagree only in how much it "
            "is, or of which it is unclear whether it adds to another, is counted: see “Sources "
            "that disagree” and “Totals”.",
            "Every list that a number links to holds exactly the rows that the number counts.",
        ),
        examples=(
            "A ministry’s own promise of 300 troops is counted. The same promise told by a "
            "neighbour is not, nor are 300 that “may be considered”, nor 300 linked as a part of "
            "500.",
        ),
    ),
)


@dataclass(frozen=True)
class PledgeState:
    """What one pledge is worth on a day.

    Attributes:
        bindingness_step: The step that states the bindingness; so for each axis.
        offered: How much is offered; the range over the statements where these differ, None if
            they have none. So for each of AMOUNTS.
        offered_statements: What steps of the same days state, where they differ, the smallest
            first; else ().
        offered_sorted: The float to sort by: the least, else the most; of several, the first.
        offered_unit: The one unit; None where statements are not of one unit and as often.
        main_unit: The unit of `main_amount`, likewise; so its per.
        attribution: Who says so; None when no step states the bindingness.
        evidence_on: The latest possible publication day of the newest source cited.
        unconfirmed_lately: Whether that is too long ago.
        by_then: Whether it is there on the day.
        possibly: How many of its steps are possibly there on the day, and not counted.
        conditions: The kinds of all that it waits for or is limited by.
        waiting: How many conditions that are no limits do not hold on the day; alternatives as one.
        awaits: The kinds of these.
        linked: The kind of link that takes it out of totals.
        exclusion: Why it is in no total; None if it is counted.
    """

    pledge_id: int
    actor_id: int
    actor_kind: ActorKind
    domain: Domain
    capability: Capability | None
    bindingness: Bindingness | None
    bindingness_step: int | None
    readiness: Readiness | None
    readiness_step: int | None
    delivery: Delivery | None
    delivery_step: int | None
    standing: Standing | None
    standing_step: int | None
    offered: Quantity | None
    offered_step: int | None
    offered_statements: tuple[Quantity, ...]
    set_aside: Quantity | None
    set_aside_step: int | None
    set_aside_statements: tuple[Quantity, ...]
    delivered: Quantity | None
    delivered_step: int | None
    delivered_statements: tuple[Quantity, ...]
    worth: Quantity | None
    worth_step: int | None
    worth_statements: tuple[Quantity, ...]
    offered_sorted: float | None
    offered_unit: str | None
    offered_per: Per | None
    main_unit: str | None
    main_per: Per | None
    attribution: Attribution | None
    evidence_on: date | None
    unconfirmed_lately: bool
    by_then: ByThen
    possibly: int
    conditions: tuple[ConditionKind, ...]
    waiting: int
    awaits: tuple[ConditionKind, ...]
    linked: LinkKind | None
    exclusion: Exclusion | None

    def amount(self, name: str) -> Amount:
        """How much it is by what is said of one of AMOUNTS."""
        return Amount(name, getattr(self, name), getattr(self, f"{name}_statements"))

    @property
    def amounts(self) -> list[Amount]:
        """Those that a step states, in the order of AMOUNTS."""
        return [self.amount(name) for name in AMOUNTS if getattr(self, f"{name}_step") is not None]

    @property
    def stages(self) -> list[Amount]:
        """Those of them that are stages, which totals add."""
        return [amount for amount in self.amounts if amount.name in STAGES]

    @property
    def main_amount(self) -> Amount:
        """What is offered; if no step says how much, what is set aside, else what is delivered."""
        return self.stages[0] if self.stages else self.amount(STAGES[0])

    @property
    def says_how_much(self) -> bool:
        """Whether there is a figure for one of its stages, or several in dispute."""
        return any(amount.has_figure or amount.contested for amount in self.stages)

    @property
    def contested(self) -> bool:
        """Whether its sources disagree on how much it is."""
        return any(amount.contested for amount in self.amounts)

    @property
    def amount_words(self) -> str:
        """How much it is: “€1 billion offered · €120 million delivered”; "" where nothing says."""
        words = {amount.name: amount.words for amount in self.amounts if amount.words}
        return " · ".join(amount_phrases(words))

    @property
    def is_over(self) -> bool:
        """Whether the pledge no longer stands, or has come to its end."""
        return self.standing not in (None, Standing.ACTIVE) or self.delivery == Delivery.ENDED
