"""What must hold first, or what limits an offer."""

from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.vocabulary import LIMITS, ConditionKind, Gate
from app.spine.column_marks import Reference
from app.spine.value import term_column
from app.spine.versioned import Versioned


class ConditionFields(SQLModel):
    """All conditions of a thing must hold; of alternatives, one."""

    kind: ConditionKind = Field(title="Kind", sa_type=term_column(ConditionKind))
    gate: Gate | None = Field(
        default=None,
        title="What waits for it",
        description="The commitment itself, or only the deployment. A limit holds up neither.",
        sa_type=term_column(Gate),
    )
    alternative_to_id: Annotated[int | None, Reference("condition")] = Field(
        default=None, title="Alternative to", description="The first condition of the set."
    )
    actor_id: Annotated[int | None, Reference("actor")] = Field(
        default=None,
        title="Whose",
        description="The country whose parliament or government must act.",
    )
    words: str = Field(min_length=2, max_length=200, title="In words")

    @model_validator(mode="after")
    def a_limit_holds_up_nothing(self) -> "ConditionFields":
        """Raise ValueError for a limit with a gate, or for any other condition without one."""
        if (self.kind in LIMITS) != (self.gate is None):
            raise ValueError("Say what waits for it; of a limit, leave that empty.")
        return self


class Condition(ConditionFields, Versioned, table=True):
    """One version of one condition, a child of what it is a condition of."""

    label_fact: ClassVar[str | None] = "words"
