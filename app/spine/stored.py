"""The stored register in the order of its revisions, for `verify` and `rebuild`."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, func, select

from app.spine.moment import ALL
from app.spine.revision import Line, Revision
from app.spine.versioned import Entity, Versioned, kinds

BATCH, MOST = 500, 5_000  # revisions that are read at once, and about how many of their lines
T = TypeVar("T")
Step = tuple[Versioned, bool]  # a row, and whether it was closed


def entities(session: Session) -> dict[int, tuple[Any, ...]]:
    """Every entity's row by id; its uid as 32 hexadecimal digits, or whatever stands there."""
    uid = type_coerce(col(Entity.uid), String)
    told = dict(session.exec(select(Entity.id, uid)).all())
    rest = select(Entity.id, Entity.kind, Entity.parent_id, Entity.root_id)
    return {row[0]: (str(told[row[0]]).replace("-", ""), *row[1:]) for row in session.exec(rest)}


def reach(session: Session, first: int) -> int:
    """The revision before which a batch from `first` on ends, so that it fits into memory."""
    these = select(Line.revision, func.count()).group_by(col(Line.revision))
    counted = these.where(Line.revision >= first, Line.revision < first + BATCH)
    lines = 0
    for number, count in session.exec(counted.order_by(col(Line.revision))):
        lines += count
        if lines > MOST and number > first:
            return number
    return first + BATCH


def revisions(session: Session, number: int, size: int) -> list[Revision]:
    """The next revisions from `number` on; empty at the end."""
    session.expunge_all()
    ordered = select(Revision).order_by(col(Revision.number))
    return list(session.exec(ordered.where(col(Revision.number) >= number).limit(size)))


def lined(session: Session, first: int, end: int) -> dict[int, list[Line]]:
    """The lines of the revisions from `first` until before `end`, by number, in their order."""
    these = select(Line).where(Line.revision >= first, Line.revision < end)
    ordered = these.order_by(col(Line.revision), col(Line.position))
    return grouped((line.revision, line) for line in session.exec(ordered))


def rowed(session: Session, first: int, end: int) -> dict[int, list[Step]]:
    """The rows that each of these revisions closed (True) and opened (False)."""
    found: list[tuple[int, Step]] = []
    for kind in kinds():
        for name, closed in (("since", False), ("until", True)):
            bound: Any = getattr(kind, name)
            these = select(kind).where(bound >= first, bound < end)
            rows = session.exec(these, execution_options=ALL)
            found += [(getattr(row, name), (row, closed)) for row in rows]
    return grouped(found)


def grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    """The second of each pair, by the first."""
    found: dict[int, list[T]] = {}
    for number, each in pairs:
        found.setdefault(number, []).append(each)
    return found
