"""Entities, and their versions: facts that are true from one revision until another."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, event, text
from sqlalchemy.orm import declared_attr
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

from app.spine import base, kind_metadata  # noqa: F401  (constraint names come first)
from app.spine.column_marks import ANY_KIND, DerivedColumn, Reference, ReferenceList
from app.spine.kind_metadata import EntityIds, Mark
from app.spine.value import holds_nul

M = TypeVar("M", bound=Mark)
Facts = dict[str, Any]  # what a version says, by the name of the fact
NaturalKey = tuple[object, ...]  # the values of the natural columns; (None,) for none


class Entity(SQLModel, table=True):
    """What versions are versions of. It never changes: URLs name its `id`, files its `uid`.

    The id is the highest plus one, under the write lock and never from a sequence, so that the
    same edits give the same ids on every database.
    """

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    uid: UUID = Field(unique=True)
    kind: str = Field(max_length=40)
    parent_id: int | None = Field(default=None, foreign_key="entity.id", index=True)
    root_id: int = Field(foreign_key="entity.id", index=True)


class Versioned(SQLModel):
    """One version of an entity: true from revision `since` until just before `until`.

    Closing it (`until`) is the only change a version ever sees, and it is never deleted.
    `root_id` and `parent_id` repeat the entity's: a thing is all that has its id as root.

    Attributes:
        label_fact: The fact that names an entity of this kind to people.
        natural_columns: The facts, or columns derived from them, that no two current entities of
            this kind share.
        evidence_fact: The fact that says which fact of its parent an entity of this kind is
            evidence for; where it is empty, for all of them. None for kinds that are no evidence.
        basis_fact: The fact of evidence that points at what it rests on: what changes that,
            changes the evidence. None where evidence is all there is.
    """

    label_fact: ClassVar[str | None] = None
    natural_columns: ClassVar[tuple[str, ...]] = ()
    evidence_fact: ClassVar[str | None] = None
    basis_fact: ClassVar[str | None] = None

    entity_id: int = Field(primary_key=True, foreign_key="entity.id")
    since: int = Field(primary_key=True, foreign_key="revision.number", index=True)
    until: int | None = Field(default=None, foreign_key="revision.number", index=True)
    parent_id: int | None = Field(default=None, foreign_key="entity.id")
    root_id: int = Field(foreign_key="entity.id")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        unique_columns = ("entity_id",), *filter(None, [cls.natural_columns])
        is_open = text("until IS NULL")
        return (
            *(
                Index(None, *names, unique=True, sqlite_where=is_open, postgresql_where=is_open)
                for names in unique_columns
            ),
            # With `until`: else SQLite, which takes a null to be rare, looks "now" up by it alone.
            *(Index(None, name, "until") for name in ("root_id", "parent_id", *cls.references())),
            CheckConstraint("until > since", name="ends_after_it_begins"),
        )

    @classmethod
    def fields_class(cls) -> type[SQLModel]:
        """The declaration of the facts of this kind: PledgeFields of Pledge."""
        return cls.__bases__[0]

    @classmethod
    def fact_names(cls) -> list[str]:
        """The names of the facts of this kind, in the order they are declared."""
        return list(kind_metadata.fact_names(cls.fields_class()))

    @classmethod
    def fact_title(cls, name: str) -> str:
        """What a fact is called on pages and in files; by its name, if the kind has none such."""
        return str(cls.model_fields[name].title) if name in cls.model_fields else name

    @classmethod
    def marks(cls, mark_type: type[M]) -> Mapping[str, M]:
        """The marks of one type on the columns of this kind, by column."""
        marks = kind_metadata.marks_by_class(cls)
        return cast("Mapping[str, M]", marks.get(mark_type, {}))

    @classmethod
    def references(cls) -> dict[str, str]:
        """The kind that each pointing fact points at, by name; ANY_KIND for any."""
        return {name: mark.kind for name, mark in cls.marks(Reference).items()}

    @classmethod
    def reference_lists(cls) -> dict[str, str]:
        """The kind that all ids of each list of references point at, by the name of the fact."""
        return {name: mark.kind for name, mark in cls.marks(ReferenceList).items()}

    @classmethod
    def natural_key(cls, facts: Facts | None) -> NaturalKey:
        """The natural key of an entity that says `facts`; holds a None where it has none."""
        if not facts or not cls.natural_columns:
            return (None,)
        columns = facts | cls.derived_values(facts)
        return tuple(columns[name] for name in cls.natural_columns)

    @classmethod
    def derived_values(cls, facts: Facts) -> Facts:
        """The columns that repeat a part of one of `facts`."""
        marks = cls.marks(DerivedColumn)
        return {name: mark.value(facts.get(mark.of)) for name, mark in marks.items()}

    @classmethod
    def validate_facts(cls, facts: Mapping[str, object]) -> Facts:
        """`facts` as values, after the rules of this kind's fields.

        Raises:
            ValueError: When they break a rule, or name a fact that this kind has not.
        """
        if unknown := facts.keys() - set(cls.fact_names()):
            raise ValueError(f"A {cls.noun()} has no {', '.join(sorted(unknown))}.")
        valid = cls.fields_class().model_validate(dict(facts))
        values = {name: getattr(valid, name) for name in cls.fact_names()}
        if holds_nul(list(values.values())):
            raise ValueError("A text holds a NUL, which can't be kept.")
        return values

    @classmethod
    def columns(cls, entity: EntityIds, since: int, facts: Facts) -> Facts:
        """The columns of a version of `entity`, open from revision `since` on."""
        identity = {
            "entity_id": entity.id,
            "parent_id": entity.parent_id,
            "root_id": entity.root_id,
        }
        return {**facts, **cls.derived_values(facts), **identity, "since": since}

    @classmethod
    def noun(cls) -> str:
        """What the record and the entity call this kind."""
        return kind_metadata.noun(cls)

    @classmethod
    def entity_label(cls, entity_id: int, facts: Facts) -> str:
        """An entity of this kind that says `facts`, in a sentence."""
        words = cls.label_text(facts)
        return f"{cls.noun()} {entity_id}" + (f" “{words}”" if words else "")

    @classmethod
    def label_text(cls, facts: Facts) -> str:
        """What tells an entity that says `facts` from others of its kind; "" for nothing."""
        return str(facts.get(cls.label_fact) or "") if cls.label_fact else ""

    def facts(self) -> Facts:
        """What this version says, by name."""
        return {name: getattr(self, name) for name in self.fact_names()}

    @classmethod
    def pointers(cls, parent_id: int | None, facts: Facts) -> list[tuple[int, str]]:
        """What `facts` point at, each with the fact that does; "parent" for its parent."""
        targets = {"parent": parent_id} | {name: facts[name] for name in cls.references()}
        pointers = [(target, name) for name, target in targets.items() if target is not None]
        return pointers + [(each, name) for name in cls.reference_lists() for each in facts[name]]

    @classmethod
    def targets(cls, facts: Facts) -> set[int]:
        """The ids of what `facts` point at."""
        return {target for target, _ in cls.pointers(None, facts)}

    @classmethod
    def may_point(cls, name: str, kind: str) -> bool:
        """Whether a fact, or "parent", may point at an entity of a kind."""
        kinds_by_name = cls.references() | cls.reference_lists()
        return kinds_by_name.get(name) in (None, ANY_KIND, kind)

    @classmethod
    def fact_phrase(cls, name: str) -> str:
        """A fact, or "parent", in a sentence."""
        return cls.fact_title(name).lower() if name in cls.fact_names() else name

    @property
    def label(self) -> str:
        """The entity in a sentence: pledge 4 “A brigade”."""
        return self.entity_label(self.entity_id, self.facts())


@event.listens_for(Versioned, "before_update", propagate=True)
@event.listens_for(Versioned, "before_delete", propagate=True)
def forbid_changes(_mapper: object, _connection: object, _row: Versioned) -> None:
    """Raise TypeError: versions are closed many at once, past the session."""
    raise TypeError("A version is closed by a revision, never changed or deleted.")


def kinds() -> list[type[Versioned]]:
    """Every versioned table."""
    return Versioned.__subclasses__()


def find_kind(kind: str) -> type[Versioned]:
    """The versioned table of a kind.

    Raises:
        LookupError: When there is none.
    """
    for each in kinds():
        if each.noun() == kind:
            return each
    raise LookupError(f"There is no kind called “{kind}”.")
