"""A dated point in a pledge's life."""

from datetime import date
from typing import Annotated

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.quantity import Per, Quantity
from app.models.vocabulary import Bindingness, Delivery, Readiness, Standing
from app.models.when import When
from app.spine.value import Stored, stored
from app.spine.versioned import Derived, Facts, Versioned

# What a step is told by only where it states nothing else.
PLAIN = (Readiness.UNSPECIFIED, Delivery.NONE, Standing.ACTIVE)


class StepFields(SQLModel):
    """What changed in the world. What a step leaves empty is as it was."""

    at: When | None = Field(
        default=None,
        title="Date",
        description="Empty: as old as its oldest source.",
        sa_type=Stored(When),
    )
    bindingness: Bindingness | None = Field(
        default=None, title="Bindingness", description="How firm.", sa_type=stored(Bindingness)
    )
    readiness: Readiness | None = Field(
        default=None, title="Readiness", description="How ready.", sa_type=stored(Readiness)
    )
    delivery: Delivery | None = Field(
        default=None, title="Delivery", description="How far.", sa_type=stored(Delivery)
    )
    standing: Standing | None = Field(
        default=None, title="Standing", description="Does it stand?", sa_type=stored(Standing)
    )
    quantity: Quantity | None = Field(
        default=None, title="Quantity", description="How much.", sa_type=Stored(Quantity)
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

    at_earliest: Annotated[date | None, Derived("at", "earliest")] = None
    at_latest: Annotated[date | None, Derived("at", "latest")] = None
    quantity_sorted: Annotated[float | None, Derived("quantity", "sortable")] = None
    quantity_figures: Annotated[str | None, Derived("quantity", "figures")] = None
    quantity_unit: Annotated[str | None, Derived("quantity", "unit")] = None
    quantity_per: Annotated[Per | None, Derived("quantity", "per")] = Field(
        default=None, sa_type=stored(Per)
    )

    @classmethod
    def saying(cls, facts: Facts) -> str:
        """What it states and its date, as in “declared, 25 Nov 2025”."""
        axes = ("bindingness", "readiness", "delivery", "standing", "quantity")
        told = [str(facts[name]) for name in axes if facts.get(name) is not None]
        at = [facts["at"].short] if facts.get("at") is not None else []
        return ", ".join([*([word for word in told if word not in PLAIN] or told), *at])
