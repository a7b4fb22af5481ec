"""Who was at an event."""

from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import AttendanceRole
from app.spine.value import stored
from app.spine.versioned import Refers, Versioned


class AttendanceFields(SQLModel):
    """An actor, and what it did there."""

    actor_id: Annotated[int, Refers("actor")] = Field(title="Actor")
    role: AttendanceRole = Field(title="Role", sa_type=stored(AttendanceRole))


class Attendance(AttendanceFields, Versioned, table=True):
    """One version of one attendance, a child of its event."""

    called: ClassVar[str | None] = "role"
