"""The rows of sources, of their passages and of what rests on these."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session

from app.exports.files.edition import Edition
from app.exports.files.row_builder import RowBuilder
from app.exports.files.row_preparation import prepare_builder
from app.exports.files.source_tables import (
    CITATION,
    PASSAGE,
    SOURCE,
    CitationSubject,
    PassageSubject,
    SourceSubject,
)
from app.exports.files.table import TableRow
from app.models import (
    Passage,
    Source,
    Versioned,
)
from app.queries import export_ids
from app.queries.citations import load_evidence
from app.queries.passages import CitedPassage, load_passages


def source_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Sources with their passages inside, each with how many citations rest on it."""
    versions = export_ids.load_rows(session, Source, ids)
    passage_ids = export_ids.part_ids(session, Passage, ids)
    inner_rows: dict[int, list[TableRow]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    passages = load_passages(session, passage_ids)
    builder = prepare_builder(
        session, edition, [*versions, *(each.passage for each in passages)], are_roots=True
    )
    for each in passages:
        inner_rows[each.source.entity_id].append(passage_row(builder, edition, each))
        counts[each.source.entity_id] += len(each.uses)
    return [
        builder.build_row(
            SOURCE,
            row,
            SourceSubject(row, counts[row.entity_id], edition.site),
            {"passages": inner_rows[row.entity_id]},
        )
        for row in versions
    ]


def flat_source_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Sources without their passages."""
    versions = export_ids.load_rows(session, Source, ids)
    counts = export_ids.source_citation_counts(session, ids)
    builder = prepare_builder(session, edition, versions, are_roots=True)
    return [
        builder.build_row(
            SOURCE, row, SourceSubject(row, counts.get(row.entity_id, 0), edition.site)
        )
        for row in versions
    ]


def passage_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Passages with all that rests on each inside."""
    passages = load_passages(session, ids)
    versions: list[Versioned] = [each.passage for each in passages]
    versions += [use.citation for each in passages for use in each.uses]
    builder = prepare_builder(session, edition, versions, are_roots=True)
    return [passage_row(builder, edition, each, has_uses=True) for each in passages]


def passage_row(
    builder: RowBuilder, edition: Edition, cited: CitedPassage, *, has_uses: bool = False
) -> TableRow:
    """The row of a passage, with what rests on it inside where that is asked for."""
    subject = PassageSubject(cited, len(cited.uses), edition.site)
    evidence = cited.evidence if has_uses else []
    uses = [row for noun, each in evidence for row in builder.build_citation_rows([each], noun)]
    parts = {"citations": uses} if has_uses else {}
    return builder.build_row(PASSAGE, cited.passage, subject, parts)


def citation_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Citations by themselves, each with the kind of the row that it is for."""
    pairs = load_evidence(session, ids)
    builder = prepare_builder(
        session, edition, [each.citation for each, _ in pairs], are_roots=True
    )
    return [
        builder.build_row(CITATION, each.citation, CitationSubject(each, noun, edition.site))
        for each, noun in pairs
    ]
