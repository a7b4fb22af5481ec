"""The rows of a file, a batch at a time: each in a reading session of its own, at one revision."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Engine
from sqlmodel import Session

from app.exports.files.actor_tables import ACTORS, ActorSubject
from app.exports.files.edition import Edition
from app.exports.files.entry_tables import ENTRY_TABLES, EntrySubject
from app.exports.files.non_versioned_rows import revision_rows, timeline_rows
from app.exports.files.pledge_tables import PLEDGE, PledgeSubject
from app.exports.files.row_builder import RowBuilder, ids_needing_uids
from app.exports.files.row_preparation import prepare_builder
from app.exports.files.shared_fields import PartSubject
from app.exports.files.source_rows import citation_rows, flat_source_rows, passage_rows, source_rows
from app.exports.files.table import TableRow
from app.exports.files.tables import PART_TABLES
from app.models import (
    Actor,
    Citation,
    Link,
    Membership,
    Pledge,
    Versioned,
)
from app.models.kinds import BY_MODEL, BY_PLURAL
from app.queries import entries, export_ids, offers
from app.queries.citations import Evidence, citations, group_by_part
from app.queries.entries import Entry
from app.queries.links import thing_name
from app.queries.things import select_ids, things
from app.spine.moment import reading_session

BATCH = 400  # of 1,000, SQLite takes twice as long a row: it joins their ranks in loops


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
    kind = BY_PLURAL[table].model
    if kind in ENTRY_TABLES:
        return entry_rows(session, edition, kind, ids)
    return part_rows(session, edition, kind, ids)


def pledge_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Pledges with steps, conditions and citations inside, in the order of the ids."""
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
            PLEDGE,
            offer.pledge,
            PledgeSubject(offer, len(offer.citations), edition),
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
    """Pledges without their parts; what citations they have is only counted."""
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
            PLEDGE,
            offer.pledge,
            PledgeSubject(offer, counts.get(offer.pledge.entity_id, 0), edition),
        )
        for offer in ordered_offers
    ]


def entry_rows(
    session: Session, edition: Edition, kind: type[Versioned], ids: Sequence[int]
) -> list[TableRow]:
    """Entries of one kind with their parts inside; a link is named by what it joins."""
    bare_entries = entries.load_entries(session, edition.today, kind, select_ids(kind, *ids))
    entries_by_id = {entry.id: entry for entry in entries.load_parts(session, kind, bare_entries)}
    ordered_entries = export_ids.sort_by_ids(ids, entries_by_id)
    versions = [row for entry in ordered_entries for row in entry_versions(entry)]
    builder = prepare_builder(session, edition, versions, are_roots=not BY_MODEL[kind].parts)
    ends = [end for r in ordered_entries if kind is Link for end in (r.row.from_id, r.row.to_id)]
    things_by_id = things(session, ends) if kind is Link else {}
    return [
        builder.build_row(
            ENTRY_TABLES[kind],
            entry.row,
            EntrySubject(entry, thing_name(entry.row, entry.actor, things_by_id), edition.site),
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


def entry_versions(entry: Entry) -> list[Versioned]:
    """A thing, its parts and all citations of both."""
    attendances = [attendance for attendance, _ in entry.attendances]
    return [entry.row, *entry.conditions, *attendances, *citations_in(entry.evidence_by_part)]


def citations_in(evidence_by_key: Mapping[int, Sequence[Evidence]]) -> list[Citation]:
    """The citations in what is grouped by thing or by part."""
    return [each.citation for group in evidence_by_key.values() for each in group]


def actor_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Actors with memberships and citations inside, each with how many pledges it has."""
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
        subject = ActorSubject(actor, counts.get(actor.entity_id, 0), edition.site)
        rows.append(builder.build_row(ACTORS, actor, subject, parts))
    return rows


def part_rows(
    session: Session, edition: Edition, kind: type[Versioned], ids: Sequence[int]
) -> list[TableRow]:
    """Steps and the like without the thing they are a part of, which is named instead."""
    versions = export_ids.load_rows(session, kind, ids)
    builder = prepare_builder(session, edition, versions)
    return [
        builder.build_row(PART_TABLES[kind], row, PartSubject(row, builder.things))
        for row in versions
    ]


RowReader = Callable[[Session, Edition, Sequence[int]], list[TableRow]]
ROW_READERS: dict[str, RowReader] = {
    "pledges": pledge_rows,
    "actors": actor_rows,
    "sources": source_rows,
    "passages": passage_rows,
    "citations": citation_rows,
    "timeline": timeline_rows,
    "revisions": revision_rows,
}
FLAT_ROW_READERS: dict[str, RowReader] = {"pledges": flat_pledge_rows, "sources": flat_source_rows}
