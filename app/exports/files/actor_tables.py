"""The tables of actors and of their memberships."""

from dataclasses import dataclass

from app.exports.files.columns import Field
from app.exports.files.shared_fields import PART_FIELDS, URL, PartSubject, fact_day_fields
from app.exports.files.table import kind_table
from app.models import Actor, Membership
from app.models.kinds import kind_of


@dataclass(frozen=True)
class ActorSubject:
    """What a row of an actor is about.

    Attributes:
        site: The address at which readers reach the register.
    """

    row: Actor
    pledge_count: int
    site: str

    @property
    def url(self) -> str:
        """The address of its page, which is among the countries or among the groups."""
        return f"{self.site}/{kind_of(self.row).plural}/{self.row.code}"


ACTOR_FIELDS: tuple[Field[ActorSubject], ...] = (
    Field("pledges", int, "Pledges", "How many are recorded of it.",
          value=lambda actor: actor.pledge_count),
    URL,
)  # fmt: skip
ACTORS = kind_table(
    Actor,
    "An actor: a country, an organisation, the coalition or a group.",
    "memberships",
    "citations",
    computed=ACTOR_FIELDS,
    meanings={
        "name": "Its English name.",
        "kind": "Country, organisation, the coalition, or a group.",
        "aliases": "Other names that readers look for.",
    },
)
MEMBERSHIP_FIELDS: tuple[Field[PartSubject], ...] = (
    *PART_FIELDS,
    Field("member", str, "Member", "The name of who belongs to it.",
          value=lambda membership: membership.actor_name("member_id")),
    *fact_day_fields("began", "Began"),
    *fact_day_fields("ended", "Ended", "not known to have ended"),
)  # fmt: skip
MEMBERSHIP = kind_table(
    Membership,
    "That an actor belongs to a group, an organisation or the coalition.",
    "citations",
    computed=MEMBERSHIP_FIELDS,
    meanings={
        "member_id": "The actor that belongs to the other.",
        "role": "In which part it belongs to it.",
        "began": "When it joined.",
    },
    blanks={"ended": "not known to have ended"},
)
