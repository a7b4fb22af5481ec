"""Whether a condition that offers wait for is met, in the world or with one actor."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.vocabulary import LIMITS, OF_AN_ACTOR, CircumstanceState, ConditionKind
from app.models.when import When
from app.spine.column_marks import DerivedColumn, Reference
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Facts, Versioned


class CircumstanceFields(SQLModel):
    """The state of a kind of condition at a date; one a kind, actor and date."""

    kind: ConditionKind = Field(title="Of what", sa_type=term_column(ConditionKind))
    actor_id: Annotated[int | None, Reference("actor")] = Field(
        default=None, title="Whose", description="Empty for what is of the whole world."
    )
    state: CircumstanceState = Field(title="State", sa_type=term_column(CircumstanceState))
    at: When | None = Field(
        default=None,
        title="Date",
        description="Empty: as old as its oldest source.",
        sa_type=JsonColumn(When),
    )

    @model_validator(mode="after")
    def it_is_of_the_world_or_of_an_actor(self) -> "CircumstanceFields":
        """Raise ValueError for a limit, and for an actor too many or too few."""
        if self.kind in LIMITS:
            raise ValueError(f"“{self.kind}” limits an offer: there is nothing that can be met.")
        if (self.kind in OF_AN_ACTOR) != (self.actor_id is not None):
            raise ValueError(
                f"Say whose {self.kind} it is."
                if self.kind in OF_AN_ACTOR
                else f"“{self.kind}” is of the world: leave the actor empty."
            )
        return self


class Circumstance(CircumstanceFields, Versioned, table=True):
    """One version of one circumstance."""

    label_fact: ClassVar[str | None] = "kind"
    natural_columns: ClassVar[tuple[str, ...]] = ("occasion",)

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    occasion: str = Field(max_length=120)

    @classmethod
    def derived_values(cls, facts: Facts) -> Facts:
        """The columns that repeat parts; `occasion` holds kind, actor and date, absent or not."""
        date_text = facts["at"].edtf if facts["at"] else "undated"
        occasion = f"{facts['kind']} of {facts['actor_id'] or 'the world'}, {date_text}"
        return super().derived_values(facts) | {"occasion": occasion}
