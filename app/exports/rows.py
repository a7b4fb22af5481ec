"""The rows of a file, a batch at a time: each in a reading session of its own, at one revision."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app.exports import worked
from app.exports.making import Maker, kind_of, pointed
from app.exports.others import of_entries, of_revisions
from app.exports.shown import Shown
from app.exports.tables import Row
from app.models import Actor, Attendance, Link, Membership, Pledge, Source, Versioned
from app.models.parts import ROOTS
from app.queries import keys, offers, records, sources
from app.queries.citations import by_part, citations
from app.queries.links import called
from app.queries.records import Record
from app.queries.things import only, things
from app.spine.moment import at

BATCH = 400  # of 1,000, SQLite takes twice as long a row: it joins their ranks in loops
RECORDS: dict[str, type[Versioned]] = {f"{kind.noun()}s": kind for kind in records.KINDS}


def streamed(
    engine: Engine, shown: Shown, table: str, ids: Sequence[int], *, flat: bool
) -> Iterator[list[Row]]:
    """The rows of these ids in their order, in batches; no transaction is open between them."""
    for start in range(0, len(ids), BATCH):
        with at(engine, shown.number) as session:
            found = fetched(session, shown, table, ids[start : start + BATCH], flat=flat)
        yield found


def fetched(
    session: Session, shown: Shown, table: str, ids: Sequence[int], *, flat: bool = False
) -> list[Row]:
    """The rows of these ids, in their order: as many statements however many there are.

    Args:
        session: Where, and at which moment.
        shown: The same moment, as files tell it.
        table: Which table.
        ids: Which rows of it; those that are not in the register are left out.
        flat: Leave out their parts, which a table without structure has no place for.
    """
    if flat and table in FLAT:
        return FLAT[table](session, shown, ids)
    if table in FETCH:
        return FETCH[table](session, shown, ids)
    if table in RECORDS:
        return of_records(session, shown, RECORDS[table], ids)
    return of_parts(session, shown, kind_of(table), ids)


def maker(
    session: Session, shown: Shown, rows: Iterable[Versioned], *, whole: bool = False
) -> Maker:
    """What makes rows of these versions, and of what is a part of the same things.

    Args:
        session: Where, and at which moment.
        shown: The same moment, as files tell it.
        rows: The versions.
        whole: Whether none of them is a part of a thing.
    """
    versions = list(rows)
    roots = {row.root_id for row in versions}
    found = keys.uids(session, roots, pointed(versions) - roots)
    named = {} if whole else things(session, roots | meant(versions))
    return Maker(found, shown.number, shown.site, named)


def meant(rows: Iterable[Versioned]) -> set[int]:
    """The ids of the actors that were somewhere or belong to another."""
    there = {row.actor_id for row in rows if isinstance(row, Attendance)}
    return there | {row.member_id for row in rows if isinstance(row, Membership)}


def of_pledges(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Pledges with their parts."""
    every = offers.offers(session, shown.today, only(Pledge, *ids))
    found = keys.in_order(ids, {offer.pledge.entity_id: offer for offer in every})
    parts = [[o.pledge, *o.steps, *o.conditions, *cited_in(o.cited)] for o in found]
    make = maker(session, shown, [row for its in parts for row in its])
    return [
        make.row(
            offer.pledge,
            worked.pledge(offer, len(offer.citations), shown.site),
            {
                "steps": make.nested(offer.steps, offer.cited),
                "conditions": make.nested(offer.conditions, offer.cited),
                "citations": make.cited(offer.cited.get(offer.pledge.entity_id, ()), "pledge"),
            },
        )
        for offer in found
    ]


def flat_pledges(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Pledges without their parts."""
    every = offers.offers(session, shown.today, only(Pledge, *ids), brief=True)
    found = keys.in_order(ids, {offer.pledge.entity_id: offer for offer in every})
    counts = keys.resting(session, ids)
    pledges = [offer.pledge for offer in found]
    make = Maker(keys.uids(session, (), pointed(pledges)), shown.number, shown.site)
    return [
        make.row(
            offer.pledge,
            worked.pledge(offer, counts.get(offer.pledge.entity_id, 0), shown.site),
        )
        for offer in found
    ]


def of_records(
    session: Session, shown: Shown, kind: type[Versioned], ids: Sequence[int]
) -> list[Row]:
    """Stances and the like with their parts."""
    bare = records.records(session, shown.today, kind, only(kind, *ids))
    filled = {record.id: record for record in records.filled(session, kind, bare)}
    found = keys.in_order(ids, filled)
    versions = [row for record in found for row in rows_of(record)]
    make = maker(session, shown, versions, whole=not ROOTS[kind])
    ends = [end for r in found if kind is Link for end in (r.row.from_id, r.row.to_id)]
    joined = things(session, ends) if kind is Link else {}
    return [
        make.row(
            record.row,
            worked.record(record, called(record.row, record.actor, joined), shown.site),
            {
                "conditions": make.nested(record.conditions, record.cited),
                "attendances": make.nested([a for a, _ in record.attended], record.cited),
                "citations": make.cited(record.cited.get(record.id, ()), record.noun),
            },
        )
        for record in found
    ]


def rows_of(record: Record) -> list[Any]:
    """A thing and its parts."""
    attended = [attendance for attendance, _ in record.attended]
    return [record.row, *record.conditions, *attended, *cited_in(record.cited)]


def cited_in(cited: Mapping[int, Sequence[Any]]) -> list[Any]:
    """The citations among what was cited."""
    return [each.citation for these in cited.values() for each in these]


def of_actors(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Actors with their members and citations."""
    found = keys.rows(session, Actor, ids)
    members: dict[int, list[Membership]] = defaultdict(list)
    for membership in keys.under(session, Membership, ids):
        members[membership.root_id].append(membership)
    cited = citations(session, only(Actor, *ids))
    counts = keys.counted(session, ids)
    joined = [each for its in members.values() for each in its]
    make = maker(session, shown, [*found, *joined, *cited_in(cited)])
    told = []
    for actor in found:
        its = by_part(cited[actor.entity_id])
        parts = {
            "memberships": make.nested(members[actor.entity_id], its),
            "citations": make.cited(its.get(actor.entity_id, ()), "actor"),
        }
        computed = worked.actor(actor, counts.get(actor.entity_id, 0), shown.site)
        told.append(make.row(actor, computed, parts))
    return told


def of_sources(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Sources."""
    found = keys.rows(session, Source, ids)
    counts = keys.cited(session, ids)
    make = maker(session, shown, found, whole=True)
    return [
        make.row(row, worked.source(row, counts.get(row.entity_id, 0), shown.site)) for row in found
    ]


def of_citations(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Citations."""
    found = sources.found(session, ids)
    make = maker(session, shown, [each.cited.citation for each in found], whole=True)
    return [
        make.row(e.cited.citation, worked.citation(e.cited, e.part.noun(), shown.site))
        for e in found
    ]


def of_parts(
    session: Session, shown: Shown, kind: type[Versioned], ids: Sequence[int]
) -> list[Row]:
    """Parts of things, by themselves."""
    found = keys.rows(session, kind, ids)
    make = maker(session, shown, found)
    return [make.row(row, worked.part(row, make.things)) for row in found]


Fetch = Callable[[Session, Shown, Sequence[int]], list[Row]]
FETCH: dict[str, Fetch] = {
    "pledges": of_pledges,
    "actors": of_actors,
    "sources": of_sources,
    "citations": of_citations,
    "timeline": of_entries,
    "revisions": of_revisions,
}
FLAT: dict[str, Fetch] = {"pledges": flat_pledges}
