"""The stored register in the order of its revisions, for `verify` and `rebuild`."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, func, select

from app.spine.columns import column
from app.spine.moment import ALL_VERSIONS
from app.spine.revision import Line, Revision
from app.spine.stored_bytes import parse_stored
from app.spine.version_event import VersionEvent
from app.spine.versioned import Entity, Versioned, kinds

MAX_REVISIONS, MAX_LINES = (
    500,
    5_000,
)  # revisions that are read at once, and about how many of their lines
T = TypeVar("T")
RowEvent = VersionEvent[Versioned]
EntityRow = tuple[str, str, int | None, int]  # uid in hex, kind, id of the parent and of the root


def load_entity_rows(session: Session) -> dict[int, EntityRow]:
    """Every entity's row by id; its uid is 32 hexadecimal digits, or whatever the table holds."""
    uid = type_coerce(col(Entity.uid), String)
    with parse_stored():
        uids_by_id = dict(session.exec(select(Entity.id, uid)).all())
        rows = session.exec(select(Entity.id, Entity.kind, Entity.parent_id, Entity.root_id)).all()
    return {
        entity_id: (str(uids_by_id[entity_id]).replace("-", ""), kind, parent_id, root_id)
        for entity_id, kind, parent_id, root_id in rows
    }


def find_batch_end(session: Session, first: int) -> int:
    """The revision before which a batch from `first` on ends, so that it fits into memory."""
    counts = select(Line.revision, func.count()).group_by(col(Line.revision))
    batch_counts = counts.where(Line.revision >= first, Line.revision < first + MAX_REVISIONS)
    line_count = 0
    for number, count in session.exec(batch_counts.order_by(col(Line.revision))):
        line_count += count
        if line_count > MAX_LINES and number > first:
            return number
    return first + MAX_REVISIONS


def load_revisions(session: Session, number: int, size: int) -> list[Revision]:
    """The next revisions from `number` on; empty at the end."""
    session.expunge_all()
    statement = select(Revision).order_by(col(Revision.number))
    with parse_stored():
        return list(session.exec(statement.where(col(Revision.number) >= number).limit(size)))


def load_lines(session: Session, first: int, end: int) -> dict[int, list[Line]]:
    """The lines of the revisions from `first` until before `end`, by number, in their order."""
    statement = select(Line).where(Line.revision >= first, Line.revision < end)
    ordered_statement = statement.order_by(col(Line.revision), col(Line.position))
    with parse_stored():
        lines = session.exec(ordered_statement).all()
        for line in lines:
            require_type(line.text, str)
    return group_pairs((line.revision, line) for line in lines)


def load_row_events(session: Session, first: int, end: int) -> dict[int, list[RowEvent]]:
    """The rows that each revision from `first` until before `end` closed and opened, by number."""
    events: list[tuple[int, RowEvent]] = []
    for kind in kinds():
        for name, is_closed in (("since", False), ("until", True)):
            bound = column(kind, name)
            statement = select(kind).where(bound >= first, bound < end)
            with parse_stored():
                rows = session.exec(statement, execution_options=ALL_VERSIONS).all()
                for row in rows:
                    require_type(row.entity_id, int)
            events += [(getattr(row, name), VersionEvent(row, is_closed)) for row in rows]
    return group_pairs(events)


def require_type(value: object, kind: type) -> None:
    """Raise TypeError for a value that SQLite, where a column takes any, keeps as another one."""
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.40} stands where a {kind.__name__} is to be")


def group_pairs(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    """The second of each pair, by the first."""
    groups: dict[int, list[T]] = {}
    for number, each in pairs:
        groups.setdefault(number, []).append(each)
    return groups
