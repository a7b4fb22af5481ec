"""Making the tables again from the record."""

from collections.abc import Callable

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from app.spine import stored
from app.spine.refusals import Refused
from app.spine.replay import Replay
from app.spine.revision import Revision
from app.spine.turn import turn
from app.spine.verify import UNREADABLE, broken
from app.spine.versioned import Entity, Versioned, kinds


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
    replay = Replay()
    versions: list[Versioned] = []
    numbers = session.exec(select(Revision.number).order_by(col(Revision.number))).all()
    for first in range(1, len(numbers) + 1, stored.BATCH):
        for number, lines in stored.lined(session, first, first + stored.BATCH).items():
            for row, closed in replay.play(number, lines):
                if closed:
                    row.until = number
                else:
                    versions.append(row)
            progress(number)
        session.expunge_all()
    session.add_all(replay.entities.values())
    session.flush()
    session.add_all(versions)
    session.flush()
    return len(versions)
