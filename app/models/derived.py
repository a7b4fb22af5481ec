"""The tables that follow from the record: how each pledge stands on each day, and what it awaits.

A row is true for the revisions [since, until) and, where it has days, for those of the world
[from_day, to_day); `date.min` and `date.max` where nothing bounds them. The rules for their rows
are in `app/rules`; what keeps them is in `app/derivations`.
"""

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from app.models.counting import ByThen, Exclusion
from app.models.quantity import Per, Quantity
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Capability,
    CircumstanceState,
    ConditionKind,
    Delivery,
    Domain,
    LinkKind,
    Readiness,
    Standing,
)
from app.spine.derived_table import Derived
from app.spine.value import JsonColumn, term_column

SEPARATOR = "|"  # stands between the kinds of conditions; no kind has it
NOBODY = 0  # whose a circumstance of the world is; no entity has this id
Statements = tuple[Quantity, ...]


class PledgeStateRow(Derived, table=True):
    """What a pledge is worth on some days: the fields of `PledgeState`, but for what it awaits.

    Attributes:
        stale_from: The first day on which it is unconfirmed lately; None for never.
        conditions: The kinds of all that it waits for or is limited by, with SEPARATOR between.
    """

    __tablename__ = "pledge_state"
    key_column: ClassVar[str] = "pledge_id"
    part_columns: ClassVar[tuple[str, ...]] = ("from_day",)

    pledge_id: int = Field(primary_key=True)
    since: int = Field(primary_key=True, foreign_key="revision.number")
    from_day: date = Field(primary_key=True)
    to_day: date
    actor_id: int
    actor_kind: ActorKind = Field(sa_type=term_column(ActorKind))
    domain: Domain = Field(sa_type=term_column(Domain))
    capability: Capability | None = Field(sa_type=term_column(Capability))
    bindingness: Bindingness | None = Field(sa_type=term_column(Bindingness))
    bindingness_step: int | None
    readiness: Readiness | None = Field(sa_type=term_column(Readiness))
    readiness_step: int | None
    delivery: Delivery | None = Field(sa_type=term_column(Delivery))
    delivery_step: int | None
    standing: Standing | None = Field(sa_type=term_column(Standing))
    standing_step: int | None
    offered: Quantity | None = Field(sa_type=JsonColumn(Quantity))
    offered_step: int | None
    offered_statements: Statements | None = Field(sa_type=JsonColumn(Statements))
    set_aside: Quantity | None = Field(sa_type=JsonColumn(Quantity))
    set_aside_step: int | None
    set_aside_statements: Statements | None = Field(sa_type=JsonColumn(Statements))
    delivered: Quantity | None = Field(sa_type=JsonColumn(Quantity))
    delivered_step: int | None
    delivered_statements: Statements | None = Field(sa_type=JsonColumn(Statements))
    worth: Quantity | None = Field(sa_type=JsonColumn(Quantity))
    worth_step: int | None
    worth_statements: Statements | None = Field(sa_type=JsonColumn(Statements))
    offered_sorted: float | None
    offered_unit: str | None
    offered_per: Per | None = Field(sa_type=term_column(Per))
    main_unit: str | None
    main_per: Per | None = Field(sa_type=term_column(Per))
    attribution: Attribution | None = Field(sa_type=term_column(Attribution))
    evidence_on: date | None
    stale_from: date | None
    by_then: ByThen = Field(sa_type=term_column(ByThen))
    possibly: int
    conditions: str | None
    linked: LinkKind | None = Field(sa_type=term_column(LinkKind))
    exclusion: Exclusion | None = Field(sa_type=term_column(Exclusion))


class ConditionStateRow(Derived, table=True):
    """The circumstance that holds of a kind and an actor, or of the world, on some days."""

    __tablename__ = "condition_state"
    key_column: ClassVar[str] = "whose"
    part_columns: ClassVar[tuple[str, ...]] = ("kind", "from_day")

    whose: int = Field(primary_key=True)
    kind: ConditionKind = Field(primary_key=True, sa_type=term_column(ConditionKind))
    since: int = Field(primary_key=True, foreign_key="revision.number")
    from_day: date = Field(primary_key=True)
    to_day: date
    state: CircumstanceState = Field(sa_type=term_column(CircumstanceState))
    circumstance_id: int


class Awaited(Derived, table=True):
    """A condition that is no limit: what waits for it, and for whose circumstance.

    Attributes:
        parent_id: The pledge or stance that waits.
        first_id: The first of its alternatives, or itself.
    """

    __tablename__ = "awaited"
    key_column: ClassVar[str] = "parent_id"
    part_columns: ClassVar[tuple[str, ...]] = ("condition_id",)

    parent_id: int = Field(primary_key=True)
    condition_id: int = Field(primary_key=True)
    since: int = Field(primary_key=True, foreign_key="revision.number")
    first_id: int
    kind: ConditionKind = Field(sa_type=term_column(ConditionKind))
    whose: int
