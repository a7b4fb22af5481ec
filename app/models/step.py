"""A dated point in a pledge's life."""

from datetime import date
from typing import Annotated

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.quantity import Per, Quantity
from app.models.vocabulary import Bindingness, Delivery, Readiness, Standing
from app.models.when import When
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import DerivedColumn, Facts, Versioned

# What a step is told by only where it states nothing else.
LOWEST_LEVELS = (Readiness.UNSPECIFIED, Delivery.NONE, Standing.ACTIVE)


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
        description="How firm. Formal is what binds the state; a signed declaration of intent is "
        "declared, and the passage’s mode “document”.",
        sa_type=term_column(Bindingness),
    )
    readiness: Readiness | None = Field(
        default=None, title="Readiness", description="How ready.", sa_type=term_column(Readiness)
    )
    delivery: Delivery | None = Field(
        default=None, title="Delivery", description="How far.", sa_type=term_column(Delivery)
    )
    standing: Standing | None = Field(
        default=None, title="Standing", description="Does it stand?", sa_type=term_column(Standing)
    )
    quantity: Quantity | None = Field(
        default=None, title="Quantity", description="How much.", sa_type=JsonColumn(Quantity)
    )

    @model_validator(mode="after")
    def it_states_something(self) -> "StepFields":
        """Raise ValueError for a step that states nothing."""
        axes = (self.bindingness, self.readiness, self.delivery, self.standing, self.quantity)
        if all(axis is None for axis in axes):
            raise ValueError(
                "A step states at least one of how firm, ready, far, standing or much."
            )
        return self


class Step(StepFields, Versioned, table=True):
    """One version of one step, a child of its pledge."""

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    quantity_sorted: Annotated[float | None, DerivedColumn("quantity", "sortable")] = None
    quantity_figures: Annotated[str | None, DerivedColumn("quantity", "figures")] = None
    quantity_unit: Annotated[str | None, DerivedColumn("quantity", "unit")] = None
    quantity_per: Annotated[Per | None, DerivedColumn("quantity", "per")] = Field(
        default=None, sa_type=term_column(Per)
    )

    @classmethod
    def label_text(cls, facts: Facts) -> str:
        """What the step states and its date, as in “declared, 25 Nov 2025”."""
        axes = ("bindingness", "readiness", "delivery", "standing", "quantity")
        levels = [str(facts[name]) for name in axes if facts.get(name) is not None]
        at = [facts["at"].short] if facts.get("at") is not None else []
        return ", ".join([*([word for word in levels if word not in LOWEST_LEVELS] or levels), *at])
