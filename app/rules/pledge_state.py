"""What a pledge is worth on a day: a row of `queries.pledge_states`, which the rules judge."""

from dataclasses import dataclass
from datetime import date

from app.models.quantity import Per, Quantity
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
from app.rules.rule import Rule
from app.spine.value import Term

# The links that take the pledge they come from out of totals; a contradiction takes out both.
UNCOUNTED_LINKS = (LinkKind.PART_OF, LinkKind.REPEATS, LinkKind.UNCLEAR)

RULES = (
    Rule(
        "value-on-a-day",
        "Which step counts",
        version=1,
        text=(
            "A pledge lives in dated steps. Each states any of: how firm, how ready, how far "
            "delivered, whether it stands, how much; what it leaves empty is as it was. What a "
            "pledge is worth on one of these is what the latest step says that states it: the "
            "one with the latest possible day, then the latest earliest possible day, then the "
            "one recorded last.",
            "On a day, a step counts if its latest possible day has come. If only its earliest "
            "possible day has come, it is “possibly by then” and counted apart. A step without "
            "a date is as old as its oldest dated source; without that it comes first and always "
            "counts. A repost is as old as what it repeats. “About” does not widen a date. "
            "Stances, assessments, events and circumstances follow the same rule.",
            "A pledge is there from the day of its announcement or of its first step on.",
        ),
        examples=(
            "A step of March says 200 troops, one of “between 1 and 30 May” says 300. On 15 May "
            "it is worth 200, and a step is possibly there; from 30 May on it is worth 300.",
            "A later step that only says “formal” leaves the 300 as they are.",
        ),
    ),
    Rule(
        "attribution",
        "Who says so",
        version=1,
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
        version=1,
        text=(
            "Totals count what countries have said themselves and what stands. Everything else "
            "is listed beside them with its reason, the first of these that applies: not there "
            "yet on the day; possibly by then; of a group, an organisation or a coalition, and so "
            "of no single country; not active (withdrawn, lapsed, superseded, disputed, ended); "
            "not said by its owner; floated, not promised; part of another pledge, a repetition, "
            "unclear whether it is another one, or contradicted by another; contested.",
            "Every list that a number links to holds exactly the rows that the number counts.",
        ),
        examples=(
            "A ministry’s own promise of 300 troops is counted. The same promise told by a "
            "neighbour is not, nor are 300 that “may be considered”, nor 300 linked as a part of "
            "500.",
        ),
    ),
)


class ByThen(Term):
    """Whether a pledge is there on a day."""

    COUNTS = "counts", "it was there by then"
    POSSIBLY = "possibly", "its date is uncertain: it may have been there by then"
    NOT_YET = "not yet", "it was not there by then"


class Exclusion(Term):
    """Why a pledge is listed beside totals and not counted in them; the first that applies."""

    NOT_YET = "not there yet", "on the day it had not been said"
    POSSIBLY = "possibly by then", "its date is uncertain: it may have been said by the day"
    NO_COUNTRY = "of no single country", "it is offered by a group, an organisation or a coalition"
    GONE = "not active", "withdrawn, lapsed, superseded, disputed, or ended"
    NOT_OWN = "not said by its owner", "said by another, reported, or uncited"
    FLOATED = "floated", "considered, not promised"
    LINKED = "part of another, or unclear", "counting it could count the same twice"
    CONTESTED = "contested", "its sources disagree on how much it is"


@dataclass(frozen=True)
class PledgeState:
    """What one pledge is worth on a day.

    Attributes:
        bindingness_step: The step that states the bindingness; so for each axis.
        quantity_sorted: The float to sort by: the least, else the most.
        contested: Whether steps of the same days as that of the quantity state another one.
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
    quantity: Quantity | None
    quantity_step: int | None
    quantity_sorted: float | None
    quantity_unit: str | None
    quantity_per: Per | None
    contested: bool
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

    @property
    def is_over(self) -> bool:
        """Whether the pledge no longer stands, or has come to its end."""
        return self.standing not in (None, Standing.ACTIVE) or self.delivery == Delivery.ENDED
