"""Who belongs to a group, an organisation or the coalition."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import MembershipRole
from app.models.when import When
from app.spine.value import Stored, stored
from app.spine.versioned import Derived, Refers, Versioned


class MembershipFields(SQLModel):
    """Who is a member, as what, and from when until when."""

    member_id: Annotated[int, Refers("actor")] = Field(title="Member")
    role: MembershipRole = Field(title="Role", sa_type=stored(MembershipRole))
    began: When | None = Field(default=None, title="Began", sa_type=Stored(When))
    ended: When | None = Field(
        default=None, title="Ended", description="Empty: not known to have.", sa_type=Stored(When)
    )


class Membership(MembershipFields, Versioned, table=True):
    """One version of one membership, a child of the group, organisation or coalition."""

    called: ClassVar[str | None] = "role"

    began_earliest: Annotated[date | None, Derived("began", "earliest")] = None
    began_latest: Annotated[date | None, Derived("began", "latest")] = None
    ended_earliest: Annotated[date | None, Derived("ended", "earliest")] = None
    ended_latest: Annotated[date | None, Derived("ended", "latest")] = None
