"""The rows of a file, a batch at a time: each in a reading session of its own, at one revision."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app.exports.files import computed_values
from app.exports.files.edition import Edition
from app.exports.files.non_versioned_rows import revision_rows, timeline_rows
from app.exports.files.row_builder import RowBuilder, ids_needing_uids
from app.exports.files.tables import TableRow, kind_of
from app.models import Actor, Attendance, Link, Membership, Pledge, Source, Versioned
from app.models.parts import ROOTS
from app.queries import entries, export_ids, offers, sources
from app.queries.citations import citations, group_by_part
from app.queries.entries import Entry
from app.queries.links import thing_name
from app.queries.things import select_ids, things
from app.spine.moment import reading_session

BATCH = 400  # of 1,000, SQLite takes twice as long a row: it joins their ranks in loops
ENTRY_KINDS: dict[str, type[Versioned]] = {f"{kind.noun()}s": kind for kind in entries.KINDS}


def stream_rows(
    engine: Engine, edition: Edition, table: str, ids: Sequence[int], *, flat: bool
) -> Iterator[list[TableRow]]:
    """The rows of these ids in their order, in batches; no transaction is open between them."""
    for start in range(0, len(ids), BATCH):
        with reading_session(engine, edition.number) as session:
            rows = fetch_rows(session, edition, table, ids[start : start + BATCH], flat=flat)
        yield rows


def fetch_rows(
    session: Session, edition: Edition, table: str, ids: Sequence[int], *, flat: bool = False
) -> list[TableRow]:
    """The rows of these ids, in their order: as many statements however many there are.

    Args:
        session: Where, and at which moment.
        edition: The same moment, as files tell it.
        table: Which table.
        ids: Which rows of it; those that are not in the register are left out.
        flat: Leave out their parts, which a table without structure has no place for.
    """
    if flat and table in FLAT_ROW_READERS:
        return FLAT_ROW_READERS[table](session, edition, ids)
    if table in ROW_READERS:
        return ROW_READERS[table](session, edition, ids)
    if table in ENTRY_KINDS:
        return entry_rows(session, edition, ENTRY_KINDS[table], ids)
    return part_rows(session, edition, kind_of(table), ids)


def prepare_builder(
    session: Session, edition: Edition, rows: Iterable[Versioned], *, are_roots: bool = False
) -> RowBuilder:
    """What makes rows of these versions, and of what is a part of the same things.

    Args:
        session: Where, and at which moment.
        edition: The same moment, as files tell it.
        rows: The versions.
        are_roots: Whether none of them is a part of a thing.
    """
    versions = list(rows)
    roots = {row.root_id for row in versions}
    uids = export_ids.load_uids(session, roots, ids_needing_uids(versions) - roots)
    things_by_id = {} if are_roots else things(session, roots | participant_ids(versions))
    return RowBuilder(uids, edition.number, edition.site, things_by_id)


def participant_ids(rows: Iterable[Versioned]) -> set[int]:
    """The ids of the actors that were somewhere or belong to another."""
    actor_ids = {row.actor_id for row in rows if isinstance(row, Attendance)}
    return actor_ids | {row.member_id for row in rows if isinstance(row, Membership)}


def pledge_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Pledges with their parts."""
    all_offers = offers.offers(session, edition.today, select_ids(Pledge, *ids))
    ordered_offers = export_ids.sort_by_ids(
        ids, {offer.pledge.entity_id: offer for offer in all_offers}
    )
    parts = [
        [o.pledge, *o.steps, *o.conditions, *citations_in(o.evidence_by_part)]
        for o in ordered_offers
    ]
    builder = prepare_builder(session, edition, [row for group in parts for row in group])
    return [
        builder.build_row(
            offer.pledge,
            computed_values.pledge_values(offer, len(offer.citations), edition.site),
            {
                "steps": builder.build_part_rows(offer.steps, offer.evidence_by_part),
                "conditions": builder.build_part_rows(offer.conditions, offer.evidence_by_part),
                "citations": builder.build_citation_rows(
                    offer.evidence_by_part.get(offer.pledge.entity_id, ()), "pledge"
                ),
            },
        )
        for offer in ordered_offers
    ]


def flat_pledge_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Pledges without their parts."""
    all_offers = offers.offers(session, edition.today, select_ids(Pledge, *ids), brief=True)
    ordered_offers = export_ids.sort_by_ids(
        ids, {offer.pledge.entity_id: offer for offer in all_offers}
    )
    counts = export_ids.citation_counts(session, ids)
    pledges = [offer.pledge for offer in ordered_offers]
    builder = RowBuilder(
        export_ids.load_uids(session, (), ids_needing_uids(pledges)), edition.number, edition.site
    )
    return [
        builder.build_row(
            offer.pledge,
            computed_values.pledge_values(
                offer, counts.get(offer.pledge.entity_id, 0), edition.site
            ),
        )
        for offer in ordered_offers
    ]


def entry_rows(
    session: Session, edition: Edition, kind: type[Versioned], ids: Sequence[int]
) -> list[TableRow]:
    """Stances and the like with their parts."""
    bare_entries = entries.load_entries(session, edition.today, kind, select_ids(kind, *ids))
    entries_by_id = {entry.id: entry for entry in entries.load_parts(session, kind, bare_entries)}
    ordered_entries = export_ids.sort_by_ids(ids, entries_by_id)
    versions = [row for entry in ordered_entries for row in entry_versions(entry)]
    builder = prepare_builder(session, edition, versions, are_roots=not ROOTS[kind])
    ends = [end for r in ordered_entries if kind is Link for end in (r.row.from_id, r.row.to_id)]
    things_by_id = things(session, ends) if kind is Link else {}
    return [
        builder.build_row(
            entry.row,
            computed_values.entry_values(
                entry, thing_name(entry.row, entry.actor, things_by_id), edition.site
            ),
            {
                "conditions": builder.build_part_rows(entry.conditions, entry.evidence_by_part),
                "attendances": builder.build_part_rows(
                    [a for a, _ in entry.attendances], entry.evidence_by_part
                ),
                "citations": builder.build_citation_rows(
                    entry.evidence_by_part.get(entry.id, ()), entry.noun
                ),
            },
        )
        for entry in ordered_entries
    ]


def entry_versions(entry: Entry) -> list[Any]:
    """A thing and its parts."""
    attendances = [attendance for attendance, _ in entry.attendances]
    return [entry.row, *entry.conditions, *attendances, *citations_in(entry.evidence_by_part)]


def citations_in(citations_by_part: Mapping[int, Sequence[Any]]) -> list[Any]:
    """The citations among what was cited."""
    return [each.citation for group in citations_by_part.values() for each in group]


def actor_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Actors with their members and citations."""
    actors = export_ids.load_rows(session, Actor, ids)
    members: dict[int, list[Membership]] = defaultdict(list)
    for membership in export_ids.load_parts_of_kind(session, Membership, ids):
        members[membership.root_id].append(membership)
    evidence = citations(session, select_ids(Actor, *ids))
    counts = export_ids.pledge_counts(session, ids)
    memberships = [each for group in members.values() for each in group]
    builder = prepare_builder(session, edition, [*actors, *memberships, *citations_in(evidence)])
    rows = []
    for actor in actors:
        group = group_by_part(evidence[actor.entity_id])
        parts = {
            "memberships": builder.build_part_rows(members[actor.entity_id], group),
            "citations": builder.build_citation_rows(group.get(actor.entity_id, ()), "actor"),
        }
        computed = computed_values.actor_values(actor, counts.get(actor.entity_id, 0), edition.site)
        rows.append(builder.build_row(actor, computed, parts))
    return rows


def source_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Sources."""
    versions = export_ids.load_rows(session, Source, ids)
    counts = export_ids.source_citation_counts(session, ids)
    builder = prepare_builder(session, edition, versions, are_roots=True)
    return [
        builder.build_row(
            row, computed_values.source_values(row, counts.get(row.entity_id, 0), edition.site)
        )
        for row in versions
    ]


def citation_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Citations."""
    hits = sources.load_citations(session, ids)
    builder = prepare_builder(
        session, edition, [each.evidence.citation for each in hits], are_roots=True
    )
    return [
        builder.build_row(
            e.evidence.citation,
            computed_values.citation_values(e.evidence, e.part.noun(), edition.site),
        )
        for e in hits
    ]


def part_rows(
    session: Session, edition: Edition, kind: type[Versioned], ids: Sequence[int]
) -> list[TableRow]:
    """Parts of things, by themselves."""
    versions = export_ids.load_rows(session, kind, ids)
    builder = prepare_builder(session, edition, versions)
    return [
        builder.build_row(row, computed_values.part_values(row, builder.things)) for row in versions
    ]


RowReader = Callable[[Session, Edition, Sequence[int]], list[TableRow]]
ROW_READERS: dict[str, RowReader] = {
    "pledges": pledge_rows,
    "actors": actor_rows,
    "sources": source_rows,
    "citations": citation_rows,
    "timeline": timeline_rows,
    "revisions": revision_rows,
}
FLAT_ROW_READERS: dict[str, RowReader] = {"pledges": flat_pledge_rows}
