"""Versions of all times, for histories, for the log and for undoing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from app.spine import lookups
from app.spine.account_record import ACCOUNT_KIND
from app.spine.change import Change
from app.spine.moment import moment_number
from app.spine.record import LineData, parse_facts, upcast
from app.spine.revision import Line
from app.spine.successor import mergers_by_end
from app.spine.validity import Kind, begins_or_ends_at
from app.spine.versioned import Entity, Facts, find_kind
from app.spine.versions import Version, all_versions


def load_changes(
    session: Session, number: int, limit: int | None = None, after: int = 0
) -> list[Change]:
    """What a revision changed, in entity order: `limit` of it, from behind the first `after` on.

    What it opened, its lines say; what it closed, the rows: three statements in all.
    """
    statement = select(Line.text).where(Line.revision == number, Line.position > after)
    lines = session.exec(statement.order_by(col(Line.position)).limit(limit)).all()
    all_lines = [upcast(text) for text in lines]
    parsed_lines = [line for line in all_lines if line["kind"] != ACCOUNT_KIND]
    uids = {UUID(uid) for line in parsed_lines for uid in (line["uid"], *reference_uids(line))}
    uids |= {UUID(line["into"]) for line in parsed_lines if "into" in line}
    entities = lookups.entities_by_uid(session, uids)
    by_text = {str(uid): entity for uid, entity in entities.items()}
    entity_ids = {by_text[line["uid"]].id for line in parsed_lines}
    before = closed_facts(session, entity_ids, number)
    changes = [build_change(line, by_text, before) for line in parsed_lines]
    return [replace(change, number=number) for change in changes]


def load_all_changes(session: Session, number: int) -> list[Change]:
    """All that a revision changed, in entity order, as its rows tell it: one statement."""
    versions = all_versions(session, lambda kind: begins_or_ends_at(kind, number))
    return changes_by_revision(versions).get(number, [])


def changes_by_revision(versions: Iterable[Version]) -> dict[int, list[Change]]:
    """The changes that `versions` bear witness to, by revision number, in entity order."""
    by_revision: dict[int, dict[int, Change]] = defaultdict(dict)
    for version in sorted(versions, key=lambda version: version.entity.id):
        for number, side in ((version.since, "after"), (version.until, "before")):
            if number is not None:
                new_change = Change(version.kind, version.entity, number=number)
                change = by_revision[number].setdefault(version.entity.id, new_change)
                setattr(change, side, version.facts)
    return {number: list(by_entity.values()) for number, by_entity in by_revision.items()}


def reference_uids(line: LineData) -> list[str]:
    """The uids that a line points at."""
    texts, kind = line.get("facts", {}), find_kind(line["kind"])
    uids = [texts[name] for name in kind.references() if name in texts]
    return uids + [uid for name in kind.reference_lists() for uid in texts.get(name, ())]


def build_change(
    line: LineData, entities: Mapping[str, Entity], before: Mapping[int, Facts]
) -> Change:
    """The change that a line tells, after what its entity said before."""
    entity = entities[line["uid"]]
    kind = find_kind(entity.kind)
    after = None if "closed" in line else parse_facts(line, kind, entities)
    into = entities[line["into"]] if "into" in line else None
    return Change(kind, entity, before.get(entity.id), after, into=into)


def closed_facts(session: Session, entities: Collection[int], number: int) -> dict[int, Facts]:
    """What these entities said in the versions that a revision closed."""

    def condition(kind: Kind) -> ColumnElement[bool]:
        ids = col(kind.entity_id).between(min(entities), max(entities))
        return and_(col(kind.until) == number, ids)

    versions = all_versions(session, condition) if entities else []
    return {version.entity.id: version.facts for version in versions}


def revision_sizes(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """How many entities each of these revisions touched, by number."""
    statement = select(Line.revision, func.count()).where(col(Line.revision).in_(numbers))
    rows = session.exec(statement.where(Line.position > 0).group_by(col(Line.revision)))
    return dict(rows.all())


def changes_of_things(session: Session, roots: Collection[int]) -> dict[int, list[Change]]:
    """What each revision changed of these things, by number, the oldest first.

    One statement, and one more where something went.

    Args:
        session: Where, and until which moment.
        roots: Ids of the things.
    """
    versions = all_versions(session, lambda kind: col(kind.root_id).in_(roots))
    as_of = moment_number(session)
    by_revision = changes_by_revision(versions)
    tell_mergers(session, [change for changes in by_revision.values() for change in changes])
    return {n: each for n, each in sorted(by_revision.items()) if as_of is None or n <= as_of}


def tell_mergers(session: Session, changes: Iterable[Change]) -> None:
    """Let changes that closed an entity say what it was merged into: one statement if there are."""
    closings = [change for change in changes if change.after is None]
    ends = {(change.entity_id, change.number) for change in closings}
    mergers = mergers_by_end(session, ends) if ends else {}
    for change in closings:
        change.into = mergers.get((change.entity_id, change.number))
