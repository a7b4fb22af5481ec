"""Versions of all times, for histories, for the log and for undoing."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from app.spine import lookups
from app.spine.across import versions
from app.spine.change import Change, changes
from app.spine.moment import ALL
from app.spine.record import Telling, facts, upcast
from app.spine.revision import Line
from app.spine.versioned import Entity, Facts, Versioned, named


def made(session: Session, number: int, limit: int | None = None, after: int = 0) -> list[Change]:
    """What a revision changed, in entity order: `limit` of it, from behind the first `after` on.

    What it opened, its lines say; what it closed, the rows: three statements in all.
    """
    own = select(Line.text).where(Line.revision == number, Line.position > after)
    lines = session.exec(own.order_by(col(Line.position)).limit(limit)).all()
    told = [upcast(text) for text in lines]
    named_in = {UUID(uid) for line in told for uid in (line["uid"], *pointed(line))}
    entities = lookups.by_uid(session, named_in)
    by_text = {str(uid): entity for uid, entity in entities.items()}
    touched = {by_text[line["uid"]].id for line in told}
    before = closed(session, touched, number)
    changes = [opened(line, by_text, before) for line in told]
    return [replace(change, number=number) for change in changes]


def whole(session: Session, number: int) -> list[Change]:
    """All that a revision changed, in entity order, as its rows tell it: one statement."""

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        return or_(kind.since == number, kind.until == number)

    found: dict[int, Change] = {}
    for version in sorted(versions(session, these), key=lambda version: version.entity.id):
        fresh = Change(version.kind, version.entity, number=number)
        side = "after" if version.since == number else "before"
        setattr(found.setdefault(version.entity.id, fresh), side, version.facts)
    return list(found.values())


def pointed(line: Telling) -> list[str]:
    """The uids that a line points at."""
    stated = line.get("facts", {})
    return [stated[name] for name in named(line["kind"]).references() if name in stated]


def opened(line: Telling, entities: Mapping[str, Entity], before: Mapping[int, Facts]) -> Change:
    """The change that a line tells, after what its entity said before."""
    entity = entities[line["uid"]]
    kind = named(entity.kind)
    after = None if "closed" in line else facts(line, kind, entities)
    return Change(kind, entity, before.get(entity.id), after)


def closed(session: Session, entities: Collection[int], number: int) -> dict[int, Facts]:
    """What these entities said in the versions that a revision closed."""

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        ids = kind.entity_id.between(min(entities), max(entities))
        return and_(kind.until == number, ids)

    found = versions(session, these) if entities else []
    return {version.entity.id: version.facts for version in found}


def sizes(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """How many entities each of these revisions touched, by number."""
    counted = select(Line.revision, func.count()).where(col(Line.revision).in_(numbers))
    rows = session.exec(counted.where(Line.position > 0).group_by(col(Line.revision)))
    return dict(rows.all())


def touched(session: Session, roots: Collection[int]) -> dict[int, list[Change]]:
    """What each revision changed of these things, by number: a statement for each of their kinds.

    Args:
        session: Where, and until which moment.
        roots: Ids of the things.
    """
    these = session.exec(select(Entity).where(col(Entity.root_id).in_(roots)))
    entities = {entity.id: entity for entity in these}
    rows: list[Versioned] = []
    for name in sorted({entity.kind for entity in entities.values()}):
        kind = named(name)
        rows += session.exec(
            select(kind).where(col(kind.root_id).in_(roots)), execution_options=ALL
        )
    as_of = session.info.get("as_of")
    found = changes(rows, entities)
    return {n: each for n, each in sorted(found.items()) if as_of is None or n <= as_of}
