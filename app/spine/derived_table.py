"""Derived tables: what follows from the versions, and by what it is said how.

A row is true from revision `since` until just before `until`, as versions are, and belongs to a
key: the id of the entity it is about. It is in no record: `rebuild` works it out again, `verify`
compares. What the rows of a key are is said by a derivation, which registers itself here; the
spine knows no rule.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import ClassVar, Protocol

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import declared_attr
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, Session, SQLModel

from app.spine import base  # noqa: F401  (constraint names come first)
from app.spine.change import Change
from app.spine.versioned import Facts

RowsByRevision = Mapping[int, Sequence[Facts]]  # the rows from each of these revisions on


class Derived(SQLModel):
    """A row of a derived table.

    Attributes:
        key_column: The column that says what a row belongs to.
        part_columns: What tells the rows of one key and revision apart.
    """

    key_column: ClassVar[str]
    part_columns: ClassVar[tuple[str, ...]] = ()

    since: int = Field(primary_key=True, foreign_key="revision.number")
    until: int | None = Field(default=None, foreign_key="revision.number")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        is_open = text("until IS NULL")
        names = (cls.key_column, *cls.part_columns)
        return (
            Index(None, *names, unique=True, sqlite_where=is_open, postgresql_where=is_open),
            Index(None, cls.key_column, "until"),
            CheckConstraint("until > since", name="ends_after_it_begins"),
        )


class DerivedVersion(SQLModel, table=True):
    """By which version of its rule a derived table was made."""

    __tablename__ = "derived_version"

    name: str = Field(primary_key=True, max_length=40)
    version: int


class Derivation(Protocol):
    """How the rows of a derived table follow from the versions.

    Attributes:
        version: Counts up whenever the rule changes: `migrate` then makes the table again.
    """

    version: int

    @property
    def table(self) -> type[Derived]:
        """The derived table."""

    def affected_keys(self, session: Session, changes: Sequence[Change]) -> set[int]:
        """The keys whose rows may be others once these changes are in the tables."""

    def all_keys(self, session: Session) -> Sequence[int]:
        """The keys of all times that may have rows, in order."""

    def rows_now(self, session: Session, keys: Collection[int]) -> Sequence[Facts]:
        """The columns of the rows of these keys, without since and until, as things stand."""

    def history(self, session: Session, keys: Collection[int]) -> Mapping[int, RowsByRevision]:
        """By key, the rows from each revision on at which they may have changed."""


DERIVATIONS: dict[type[Derived], Derivation] = {}


def register(derivation: Derivation) -> None:
    """Let a table be kept by a derivation from here on."""
    DERIVATIONS[derivation.table] = derivation


def derived_tables() -> list[type[Derived]]:
    """Every derived table."""
    return Derived.__subclasses__()


def registered_derivations() -> list[Derivation]:
    """The derivations, one for each derived table.

    Raises:
        RuntimeError: When nothing says how a table is worked out: its module was not imported.
    """
    if missing := [each.__name__ for each in derived_tables() if each not in DERIVATIONS]:
        raise RuntimeError(f"Nothing says how {', '.join(missing)} follows from the versions.")
    return [DERIVATIONS[table] for table in derived_tables()]


def table_name(table: type[Derived]) -> str:
    """What the database calls a derived table."""
    return str(table.__tablename__)


@cache
def content_names(table: type[Derived]) -> tuple[str, ...]:
    """The columns of a derived table, but for since and until."""
    return tuple(name for name in table.model_fields if name not in ("since", "until"))
