"""From a version, and what is worked out for it, to a row of a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from app.exports.files import computed_values
from app.exports.files.meanings import row_blank_reasons
from app.exports.files.tables import TableRow, table_of
from app.models import Versioned
from app.queries.citations import Evidence
from app.queries.things import Thing
from app.spine.versioned import Facts

Parts = Mapping[str, Sequence[TableRow]]


@dataclass(frozen=True)
class RowBuilder:
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

    def build_row(
        self, version: Versioned, computed: Facts, parts: Parts | None = None
    ) -> TableRow:
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
        for name in reference_names(type(version)):
            facts[f"{name.removesuffix('_id')}_uid"] = self.uid(facts[name])
        return TableRow(
            table, lead | facts, computed, parts or {}, row_blank_reasons(version, computed)
        )

    def uid(self, entity_id: int | None) -> str | None:
        """The uid of an id."""
        return None if entity_id is None else str(self.uids[entity_id])

    def build_part_rows(
        self, parts: Iterable[Versioned], citations: Mapping[int, Sequence[Evidence]]
    ) -> list[TableRow]:
        """Parts of a thing, each with its citations."""
        return [
            self.build_row(
                each,
                computed_values.part_values(each, self.things),
                {
                    "citations": self.build_citation_rows(
                        citations.get(each.entity_id, ()), each.noun()
                    )
                },
            )
            for each in parts
        ]

    def build_citation_rows(
        self, citations: Iterable[Evidence], evidence_for: str
    ) -> list[TableRow]:
        """Citations of a row of a kind."""
        return [
            self.build_row(
                each.citation, computed_values.citation_values(each, evidence_for, self.site)
            )
            for each in citations
        ]


@cache
def reference_names(kind: type[Versioned]) -> tuple[str, ...]:
    """The facts of a kind that point; looked up once, as it is asked for each row."""
    return tuple(kind.references())


def ids_needing_uids(rows: Iterable[Versioned]) -> set[int]:
    """The ids of what these rows are, point at, and are parts of."""
    ids: set[int] = set()
    for row in rows:
        targets = (getattr(row, name) for name in reference_names(type(row)))
        ids |= {row.entity_id, row.parent_id or row.entity_id, *filter(None, targets)}
    return ids
