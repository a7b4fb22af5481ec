"""Who was at an event."""

from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import AttendanceRole
from app.spine.column_marks import Reference
from app.spine.value import term_column
from app.spine.versioned import Versioned


class AttendanceFields(SQLModel):
    """An actor, and what it did there."""

    actor_id: Annotated[int, Reference("actor")] = Field(title="Actor")
    role: AttendanceRole = Field(title="Role", sa_type=term_column(AttendanceRole))


class Attendance(AttendanceFields, Versioned, table=True):
    """One version of one attendance, a child of its event."""

    label_fact: ClassVar[str | None] = "role"
