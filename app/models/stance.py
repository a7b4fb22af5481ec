"""What an actor's position on something is."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.vocabulary import LED, Position, Proposition
from app.models.when import When
from app.spine.column_marks import DerivedColumn, FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class StanceFields(SQLModel):
    """A position at a date. When it changes, a new stance is recorded beside the old one."""

    actor_id: Annotated[int, Reference("actor")] = Field(title="Actor")
    proposition: Proposition = Field(title="On what", sa_type=term_column(Proposition))
    position: Position = Field(
        title="Position",
        description="“Open to” is who does not rule it out, or could contribute. Of “supports "
        "if”, add below what it waits for: a condition.",
        sa_type=term_column(Position),
    )
    at: When | None = Field(
        default=None,
        title="Date",
        description="Empty: as old as its oldest source.",
        sa_type=JsonColumn(When),
    )
    gist: str = Field(
        min_length=3,
        max_length=600,
        title="In our words",
        description="The position, as readers see it first.",
    )

    @model_validator(mode="after")
    def only_some_can_be_led(self) -> "StanceFields":
        """Raise ValueError for an actor that leads what nobody can lead."""
        if self.position is Position.LEADS and self.proposition not in LED:
            raise ValueError(f"One leads only {' or '.join(LED)}: choose another position.")
        return self


class Stance(StanceFields, Versioned, table=True):
    """One version of one stance. What a “supports if” waits for, its conditions say."""

    label_fact: ClassVar[str | None] = "proposition"

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    gist_folded: Annotated[str | None, FoldedColumn("gist")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
