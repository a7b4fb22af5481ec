"""From a version, and what is worked out for it, to a row of a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from app.exports import worked
from app.exports.meanings import because
from app.exports.tables import NAMES, TABLES, Row, Table
from app.models import Versioned
from app.models.parts import KINDS
from app.queries.citations import Cited
from app.queries.things import Thing
from app.spine.versioned import Facts

Parts = Mapping[str, Sequence[Row]]


def table_of(kind: type[Versioned]) -> Table:
    """The table of a kind."""
    return TABLES[NAMES.get(kind, f"{kind.noun()}s")]


def kind_of(table: str) -> type[Versioned]:
    """The kind whose table it is."""
    return next(kind for kind in KINDS if table_of(kind).name == table)


@dataclass(frozen=True)
class Maker:
    """Makes the rows of a batch.

    Attributes:
        uids: Those of all that the rows are and point at, by id.
        base: The revision shown.
        site: The address at which readers reach the register.
        things: What parts are a part of, and who is meant in them, by id.
    """

    uids: Mapping[int, UUID]
    base: int
    site: str
    things: Mapping[int, Thing] = field(default_factory=dict)

    def row(self, version: Versioned, computed: Facts, parts: Parts | None = None) -> Row:
        """The row of a version."""
        table = table_of(type(version))
        lead: Facts = {
            "id": version.entity_id,
            "uid": self.uid(version.entity_id),
            "base": self.base,
            "recorded_in": version.since,
        }
        if version.parent_id is not None:
            lead |= {"parent_id": version.parent_id, "parent_uid": self.uid(version.parent_id)}
        facts = version.facts()
        for name in references(type(version)):
            facts[f"{name.removesuffix('_id')}_uid"] = self.uid(facts[name])
        return Row(table, lead | facts, computed, parts or {}, because(version, computed))

    def uid(self, entity_id: int | None) -> str | None:
        """The uid of an id."""
        return None if entity_id is None else str(self.uids[entity_id])

    def nested(self, parts: Iterable[Versioned], cited: Mapping[int, Sequence[Cited]]) -> list[Row]:
        """Parts of a thing, each with its citations."""
        return [
            self.row(
                each,
                worked.part(each, self.things),
                {"citations": self.cited(cited.get(each.entity_id, ()), each.noun())},
            )
            for each in parts
        ]

    def cited(self, these: Iterable[Cited], evidence_for: str) -> list[Row]:
        """Citations of a row of a kind."""
        return [
            self.row(each.citation, worked.citation(each, evidence_for, self.site))
            for each in these
        ]


@cache
def references(kind: type[Versioned]) -> tuple[str, ...]:
    """The facts of a kind that point; looked up once, as it is asked for each row."""
    return tuple(kind.references())


def pointed(rows: Iterable[Versioned]) -> set[int]:
    """The ids of what these rows are, point at, and are parts of."""
    found: set[int] = set()
    for row in rows:
        ends = (getattr(row, name) for name in references(type(row)))
        found |= {row.entity_id, row.parent_id or row.entity_id, *filter(None, ends)}
    return found
