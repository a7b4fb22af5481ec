"""The tables of pledges and of their parts: what each column says, and how it is worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.exports.files.columns import Field
from app.exports.files.edition import Edition
from app.exports.files.shared_fields import (
    ACTOR,
    ACTOR_CODE,
    BY_THEN,
    CITATIONS,
    CONDITIONS,
    NO_DATE,
    PART_FIELDS,
    URL,
    Days,
    PartSubject,
    day_fields,
    fact_day_fields,
)
from app.exports.files.table import kind_table
from app.models import Actor, Condition, Pledge, Step
from app.models.quantity import Quantity
from app.models.step import AMOUNT_WORDS, AMOUNTS
from app.models.vocabulary import (
    LIMITS,
    OF_AN_ACTOR,
    Attribution,
    Bindingness,
    Delivery,
    Readiness,
    Standing,
)
from app.queries.offers import Offer
from app.rules import status
from app.rules.pledge_state import ByThen, Exclusion, PledgeState


@dataclass(frozen=True)
class PledgeSubject:
    """What a row of a pledge is about, whole or flat: all that a computed column may tell of it.

    Attributes:
        offer: The pledge on the day of the file, with its state, evidence and conditions.
        citation_count: Given, as a brief offer has not all of its citations.
        edition: The moment of the file, with its day, and the address of the register.
    """

    offer: Offer
    citation_count: int
    edition: Edition

    @property
    def row(self) -> Pledge:
        """The version."""
        return self.offer.pledge

    @property
    def actor(self) -> Actor:
        """Whose pledge it is."""
        return self.offer.actor

    @property
    def state(self) -> PledgeState:
        """What it is worth on the day."""
        return self.offer.state

    @property
    def by_then(self) -> ByThen:
        """Whether it is there on the day."""
        return self.state.by_then

    @property
    def conditions(self) -> Sequence[Condition]:
        """All of them, limits too."""
        return self.offer.conditions

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.edition.site}/pledges/{self.row.entity_id}"


def due_days(pledge: PledgeSubject) -> Days:
    """The days that the date may mean by which it is to be there; no last one without an end."""
    due = pledge.row.due
    return (due.earliest, due.latest if due.span.end else None) if due else (None, None)


NOT_STATED = "no step that counts on the day states it"


def amount_fields(name: str) -> tuple[Field[PledgeSubject], ...]:
    """One of AMOUNTS by the latest step that states it, and what sources say that disagree."""
    title = AMOUNT_WORDS[name].capitalize()
    return (
        Field(name, Quantity, title, "So far, by the latest step that states it; where sources"
              " disagree, the range over what they say.", f"{NOT_STATED}, or sources disagree and"
              " no range holds what they say",
              value=lambda pledge: pledge.state.amount(name).quantity),
        Field(f"{name}_contested", list, f"{title}, contested", "How much each says of the sources"
              " that disagree.", "no sources disagree on it",
              value=lambda pledge: [str(each) for each in pledge.state.amount(name).statements]),
    )  # fmt: skip


PLEDGE_FIELDS: tuple[Field[PledgeSubject], ...] = (
    ACTOR,
    ACTOR_CODE,
    Field("status_line", str, "Status", "How firm, how ready, how far, and what it waits for.",
          value=lambda pledge: status.status_line(pledge.offer.status)),
    Field("bindingness", Bindingness, "How firm", "By the latest step that states it.", NOT_STATED,
          value=lambda pledge: pledge.state.bindingness),
    Field("readiness", Readiness, "How ready", "By the latest step that states it.", NOT_STATED,
          value=lambda pledge: pledge.state.readiness),
    Field("delivery", Delivery, "How far", "By the latest step that states it.", NOT_STATED,
          value=lambda pledge: pledge.state.delivery),
    Field("standing", Standing, "Standing", "By the latest step that states it.", NOT_STATED,
          value=lambda pledge: pledge.state.standing),
    *(field for name in AMOUNTS for field in amount_fields(name)),
    Field("is_contested", bool, "How much is contested", "Whether sources disagree on how much.",
          value=lambda pledge: pledge.state.contested),
    Field("attribution", Attribution, "Who says so", "Whose word it is.", NOT_STATED,
          value=lambda pledge: pledge.state.attribution),
    BY_THEN,
    Field("is_counted", bool, "Counted", "Whether totals count it.",
          value=lambda pledge: pledge.state.exclusion is None),
    Field("not_counted_because", Exclusion, "Not counted because", "Why no total counts it.",
          "totals count it", value=lambda pledge: pledge.state.exclusion),
    Field("waits_for", str, "Waits for", "What must hold first and does not on the day.",
          "nothing on record holds it up on the day",
          value=lambda pledge: "; ".join(part.words for part in pledge.offer.waits) or None),
    Field("limits", list, "Limits", "What limits it.", "no limit is recorded",
          value=lambda pledge: [condition.words for condition in pledge.offer.limits]),
    CONDITIONS,
    Field("evidence_on", date, "Evidence", "The last day on which its newest source may have come"
          " out.", "no dated source is cited", value=lambda pledge: pledge.state.evidence_on),
    Field("unconfirmed_lately", bool, "Unconfirmed lately", "Whether that is too long ago.",
          value=lambda pledge: pledge.state.unconfirmed_lately),
    *fact_day_fields("announced", "Announced"),
    *day_fields("due", "Due", due_days, "no date is recorded, or it has no end"),
    CITATIONS,
    URL,
)  # fmt: skip
PLEDGE = kind_table(
    Pledge,
    "A pledge: what an actor has publicly offered, or is said to offer.",
    "steps",
    "conditions",
    "citations",
    computed=PLEDGE_FIELDS,
    meanings={
        "actor_id": "The actor whose offer it is; its own word or not.",
        "domain": "Of what sort: on land, in the air, at sea, money and so on.",
        "capability": "What exactly is offered, where it is known.",
        "place": "Where it would be.",
    },
)
UNSTATED = "this step does not state it"
STEP_FIELDS: tuple[Field[PartSubject], ...] = (
    *PART_FIELDS,
    ACTOR,
    ACTOR_CODE,
    *fact_day_fields("at", "Date"),
)
STEP = kind_table(
    Step,
    "A dated point in a pledge's life; what it leaves empty is as it was.",
    "citations",
    computed=STEP_FIELDS,
    blanks={
        "at": NO_DATE,
        "bindingness": UNSTATED,
        "readiness": UNSTATED,
        "delivery": UNSTATED,
        "standing": UNSTATED,
        **dict.fromkeys(AMOUNTS, UNSTATED),
    },
)


def condition_reasons(condition: PartSubject) -> Mapping[str, str]:
    """Why a condition names no actor: of a limit, of what an actor decides, of any other."""
    kind = condition.row.facts()["kind"]
    why = "a limit is the owner’s" if kind in LIMITS else "it is of the world"
    why = "it is of the owner" if kind in OF_AN_ACTOR else why
    return {"actor_id": why, "actor_uid": why}


CONDITION_FIELDS: tuple[Field[PartSubject], ...] = (*PART_FIELDS, ACTOR, ACTOR_CODE)
CONDITION = kind_table(
    Condition,
    "What must hold first, or what limits an offer.",
    "citations",
    computed=CONDITION_FIELDS,
    meanings={
        "kind": "What must hold first, or what limits the offer.",
        "words": "The condition as we put it.",
    },
    blanks={
        "gate": "a limit holds up nothing",
        "alternative_to_id": "it is the first or only one of its set",
        "actor_id": "of the owner, or of the world",
    },
    row_reasons=condition_reasons,
)
