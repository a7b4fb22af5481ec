"""A dated point in a pledge's life."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import ValidationInfo, field_validator, model_validator
from sqlmodel import Field, SQLModel

from app.models.quantity import Per, Quantity
from app.models.unit import CURRENCIES
from app.models.vocabulary import Bindingness, Delivery, Readiness, Standing
from app.models.when import When
from app.spine.column_marks import DerivedColumn
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Facts, Versioned

STAGES = ("offered", "set_aside", "delivered")  # of an amount, each so far, from first to last
AMOUNTS = (*STAGES, "worth")  # the facts that are a Quantity
LEVELS = ("bindingness", "readiness", "delivery", "standing")
AXES = (*LEVELS, *AMOUNTS)  # what a step may state
AMOUNT_WORDS = {
    "offered": "offered",
    "set_aside": "set aside",
    "delivered": "delivered",
    "worth": "said to be worth",
}
ZERO = (Decimal(0), Decimal(0))
# What a step is told by only where it states nothing else.
LOWEST_LEVELS = (Readiness.UNSPECIFIED, Delivery.NONE, Standing.ACTIVE)


def amount_phrases(amounts: Mapping[str, str]) -> list[str]:
    """Amounts with what is said of each: “€1 billion offered”, “€120 million delivered”.

    What is offered needs no word where no other stage is stated.

    Args:
        amounts: Each in words, by its name, in the order of AMOUNTS.
    """
    bare = "offered" if not {"set_aside", "delivered"} & set(amounts) else ""
    return [text if name == bare else amount_phrase(name, text) for name, text in amounts.items()]


def amount_phrase(name: str, text: str) -> str:
    """One amount in words with what is said of it: “€120 million delivered”."""
    if name == "worth":
        return f"{AMOUNT_WORDS[name]} {text}"
    return f"{text}{', ' if ', ' in text else ' '}{AMOUNT_WORDS[name]}"


class StepFields(SQLModel):
    """What changed in the world. What a step leaves empty is as it was."""

    at: When | None = Field(
        default=None,
        title="Date",
        description="Empty: as old as its oldest source.",
        sa_type=JsonColumn(When),
    )
    bindingness: Bindingness | None = Field(
        default=None,
        title="Bindingness",
        description="How firmly it is meant. Formal is what binds the state; a signed "
        "declaration of intent is declared, and the passage’s mode “document”.",
        sa_type=term_column(Bindingness),
    )
    readiness: Readiness | None = Field(
        default=None,
        title="Readiness",
        description="How far it is prepared.",
        sa_type=term_column(Readiness),
    )
    delivery: Delivery | None = Field(
        default=None,
        title="Delivery",
        description="How far it has come.",
        sa_type=term_column(Delivery),
    )
    standing: Standing | None = Field(
        default=None,
        title="Standing",
        description="Withdrawn: its owner took it back.",
        sa_type=term_column(Standing),
    )
    offered: Quantity | None = Field(
        default=None,
        title="Offered",
        description="How much is offered, in all.",
        sa_type=JsonColumn(Quantity),
    )
    set_aside: Quantity | None = Field(
        default=None,
        title="Set aside",
        description="How much is budgeted or chosen so far, in all.",
        sa_type=JsonColumn(Quantity),
    )
    delivered: Quantity | None = Field(
        default=None,
        title="Delivered",
        description="How much is paid, sent or deployed so far, in all.",
        sa_type=JsonColumn(Quantity),
    )
    worth: Quantity | None = Field(
        default=None,
        title="Said to be worth",
        description="The money that things are said to be worth; in no sum of money.",
        sa_type=JsonColumn(Quantity),
    )

    @model_validator(mode="after")
    def it_states_something(self) -> "StepFields":
        """Raise ValueError for a step that states nothing."""
        if all(getattr(self, axis) is None for axis in AXES):
            raise ValueError(
                "A step states at least one of how firm, ready, far, standing or much."
            )
        return self

    @field_validator("delivered")
    @classmethod
    def what_is_delivered_is_not_none(
        cls, delivered: Quantity | None, info: ValidationInfo
    ) -> Quantity | None:
        """The amount; ValueError for one beside a delivery of none."""
        is_none = info.data.get("delivery") == Delivery.NONE
        if delivered is not None and is_none and delivered.bounds != ZERO:
            raise ValueError("Something is delivered, so how far it has come is not “none”.")
        return delivered

    @field_validator("worth")
    @classmethod
    def what_things_are_worth_is_money(
        cls, worth: Quantity | None, info: ValidationInfo
    ) -> Quantity | None:
        """The worth; ValueError for one that is no money, or is that of money."""
        if worth is None:
            return None
        if worth.unit not in CURRENCIES:
            raise ValueError("What things are worth is money, as in €443m.")
        if any(amount.unit in CURRENCIES for name in STAGES if (amount := info.data.get(name))):
            raise ValueError("Only things in kind are worth money; this is an amount of money.")
        return worth


class Step(StepFields, Versioned, table=True):
    """One version of one step, a child of its pledge."""

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    offered_sorted: Annotated[float | None, DerivedColumn("offered", "sortable")] = None
    offered_figures: Annotated[str | None, DerivedColumn("offered", "figures")] = None
    offered_unit: Annotated[str | None, DerivedColumn("offered", "unit")] = None
    offered_per: Annotated[Per | None, DerivedColumn("offered", "per")] = Field(
        default=None, sa_type=term_column(Per)
    )
    set_aside_sorted: Annotated[float | None, DerivedColumn("set_aside", "sortable")] = None
    set_aside_figures: Annotated[str | None, DerivedColumn("set_aside", "figures")] = None
    set_aside_unit: Annotated[str | None, DerivedColumn("set_aside", "unit")] = None
    set_aside_per: Annotated[Per | None, DerivedColumn("set_aside", "per")] = Field(
        default=None, sa_type=term_column(Per)
    )
    delivered_sorted: Annotated[float | None, DerivedColumn("delivered", "sortable")] = None
    delivered_figures: Annotated[str | None, DerivedColumn("delivered", "figures")] = None
    delivered_unit: Annotated[str | None, DerivedColumn("delivered", "unit")] = None
    delivered_per: Annotated[Per | None, DerivedColumn("delivered", "per")] = Field(
        default=None, sa_type=term_column(Per)
    )
    worth_sorted: Annotated[float | None, DerivedColumn("worth", "sortable")] = None
    worth_figures: Annotated[str | None, DerivedColumn("worth", "figures")] = None
    worth_unit: Annotated[str | None, DerivedColumn("worth", "unit")] = None
    worth_per: Annotated[Per | None, DerivedColumn("worth", "per")] = Field(
        default=None, sa_type=term_column(Per)
    )

    @classmethod
    def label_text(cls, facts: Facts) -> str:
        """What the step states and its date, as in “declared, 25 Nov 2025”."""
        levels = [str(facts[name]) for name in LEVELS if facts.get(name) is not None]
        amounts = {name: str(facts[name]) for name in AMOUNTS if facts.get(name) is not None}
        levels += amount_phrases(amounts)
        at = [facts["at"].short] if facts.get("at") is not None else []
        return ", ".join([*([word for word in levels if word not in LOWEST_LEVELS] or levels), *at])
