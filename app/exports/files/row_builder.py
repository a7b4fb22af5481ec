"""From a version to a row of a file: its keys, and the uids of all that it points at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from app.exports.files.columns import FieldValue, Subject
from app.exports.files.shared_fields import PartSubject
from app.exports.files.source_tables import CITATION, CitationSubject
from app.exports.files.table import Table, TableRow
from app.exports.files.tables import PART_TABLES
from app.models import Versioned
from app.queries.citations import Evidence
from app.queries.things import Thing

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
        self,
        table: Table[Subject],
        version: Versioned,
        subject: Subject,
        parts: Parts | None = None,
    ) -> TableRow:
        """The row of a version.

        Args:
            table: The table of its kind.
            version: The version.
            subject: The version with what its computed fields need.
            parts: The rows of its parts by table; a table that is left out is not shown.
        """
        lead: dict[str, FieldValue] = {
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
        for name in reference_list_names(type(version)):
            facts[f"{name}_uids"] = [self.uid(each) for each in facts[name]]
        return table.build_row(subject, lead | facts, parts)

    def uid(self, entity_id: int | None) -> str | None:
        """The uid of an id, which must be among those read; None for None."""
        return None if entity_id is None else str(self.uids[entity_id])

    def build_part_rows(
        self, parts: Iterable[Versioned], citations: Mapping[int, Sequence[Evidence]]
    ) -> list[TableRow]:
        """Parts of a thing, each with its citations."""
        return [
            self.build_row(
                PART_TABLES[type(each)],
                each,
                PartSubject(each, self.things),
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
        """The rows of citations; `evidence_for` is the noun of what they are for."""
        return [
            self.build_row(CITATION, each.citation, CitationSubject(each, evidence_for, self.site))
            for each in citations
        ]


@cache
def reference_names(kind: type[Versioned]) -> tuple[str, ...]:
    """The facts of a kind that point; looked up once, as it is asked for each row."""
    return tuple(kind.references())


@cache
def reference_list_names(kind: type[Versioned]) -> tuple[str, ...]:
    """The facts of a kind that are lists of references; looked up once as well."""
    return tuple(kind.reference_lists())


def ids_needing_uids(rows: Iterable[Versioned]) -> set[int]:
    """The ids of what these rows are, point at, and are parts of."""
    ids: set[int] = set()
    for row in rows:
        targets = (getattr(row, name) for name in reference_names(type(row)))
        ids |= {row.entity_id, row.parent_id or row.entity_id, *filter(None, targets)}
        for name in reference_list_names(type(row)):
            ids |= set(getattr(row, name))
    return ids
