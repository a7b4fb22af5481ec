"""Making the tables again from the record."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, bindparam, delete, update
from sqlmodel import Session

from app.spine import lookups, stored
from app.spine.recording import insert
from app.spine.refusals import Refused
from app.spine.replay import Replay, Step
from app.spine.turn import turn
from app.spine.verify import UNREADABLE, broken
from app.spine.versioned import Entity, Versioned, kinds

Rows = dict[type[Versioned], dict[tuple[int, int], dict[str, Any]]]
BOUNDS = ("its_entity", "its_since", "its_until")  # no names of columns


def rebuild(engine: Engine, progress: Callable[[int], None] = lambda _: None) -> int:
    """Every versioned row and entity is what the lines say, whatever it was before.

    Args:
        engine: Where the register is.
        progress: Is told the number of each revision that was played.

    Returns:
        How many versions there are.

    Raises:
        Refused: When the record is what is damaged; then nothing is changed.
    """
    with turn(engine, unhurried=True) as session:
        if fault := broken(session):
            raise Refused(f"The record itself is damaged, and nothing was changed: {fault}")
        for kind in (*kinds(), Entity):
            session.connection().execute(delete(kind.__table__))  # type: ignore[attr-defined]
        try:
            return replayed(session, progress)
        except UNREADABLE as error:
            raise Refused(f"The record can't be read, and nothing was changed: {error}") from None


def replayed(session: Session, progress: Callable[[int], None]) -> int:
    """Play all lines, and store what they tell; how many versions that is."""
    replay, count = Replay(), 0
    last, first = lookups.last(session), 1
    while last is not None and first <= last.number:
        end = stored.reach(session, first)
        told = Batch()
        for number, lines in stored.lined(session, first, end).items():
            told.add(number, replay.play(number, lines))
            told.met += [entity._asdict() for entity in replay.met]
            progress(number)
        session.expunge_all()
        first = end
        count += told.write(session)
    return count


class Batch:
    """What some revisions did to the tables.

    Attributes:
        met: The columns of the entities that they were the first to name.
        opened: The columns of the versions that they opened, by kind, entity and revision.
        closed: The bounds of versions of earlier batches that they closed, by kind.
    """

    def __init__(self) -> None:
        self.met: list[dict[str, Any]] = []
        self.opened: Rows = defaultdict(dict)
        self.closed: dict[type[Versioned], list[dict[str, int]]] = defaultdict(list)

    def add(self, number: int, steps: list[Step]) -> None:
        """Take in what a revision did."""
        for version, closed in steps:
            key = (version.entity.id, version.since)
            mine = self.opened[version.kind]
            if not closed:
                columns = version.kind.columns(version.entity, number, version.facts)
                mine[key] = columns | {"until": None}
            elif key in mine:
                mine[key]["until"] = number
            else:
                bounds = dict(zip(BOUNDS, (*key, number), strict=True))
                self.closed[version.kind].append(bounds)

    def write(self, session: Session) -> int:
        """Write it, closings before openings; how many versions were opened."""
        insert(session, Entity, self.met)
        for kind, bounds in self.closed.items():
            table: Any = kind.__table__  # type: ignore[attr-defined]
            bound: list[Any] = [bindparam(name) for name in BOUNDS]
            its = (table.c.entity_id == bound[0], table.c.since == bound[1])
            ends = update(table).where(*its).values(until=bound[2])
            session.connection().execute(ends, bounds)
        for kind, rows in self.opened.items():
            insert(session, kind, list(rows.values()))
        return sum(map(len, self.opened.values()))
