"""Who belongs to a group, an organisation or the coalition."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import MembershipRole
from app.models.when import When
from app.spine.column_marks import DerivedColumn, Reference
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class MembershipFields(SQLModel):
    """Who is a member, as what, and from when until when."""

    member_id: Annotated[int, Reference("actor")] = Field(title="Member")
    role: MembershipRole = Field(title="Role", sa_type=term_column(MembershipRole))
    began: When | None = Field(default=None, title="Began", sa_type=JsonColumn(When))
    ended: When | None = Field(
        default=None,
        title="Ended",
        description="Empty: not known to have.",
        sa_type=JsonColumn(When),
    )


class Membership(MembershipFields, Versioned, table=True):
    """One version of one membership, a child of the group, organisation or coalition."""

    label_fact: ClassVar[str | None] = "role"

    began_earliest: Annotated[date | None, DerivedColumn("began", "earliest")] = None
    began_latest: Annotated[date | None, DerivedColumn("began", "latest")] = None
    ended_earliest: Annotated[date | None, DerivedColumn("ended", "earliest")] = None
    ended_latest: Annotated[date | None, DerivedColumn("ended", "latest")] = None
