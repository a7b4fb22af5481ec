"""The tables of the register, in the order in which files hold them."""

from collections import defaultdict

from app.exports.files.actor_tables import ACTORS, MEMBERSHIP
from app.exports.files.columns import is_vocabulary
from app.exports.files.entry_tables import ATTENDANCE, ENTRY_TABLES
from app.exports.files.log_tables import REVISION, TIMELINE
from app.exports.files.pledge_tables import CONDITION, PLEDGE, STEP
from app.exports.files.shared_fields import PartSubject
from app.exports.files.source_tables import CITATION, PASSAGE, SOURCE
from app.exports.files.table import AnyTable, Table
from app.models import (
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Condition,
    Event,
    Link,
    Membership,
    Stance,
    Step,
    Versioned,
)
from app.models.kinds import BY_MODEL
from app.spine.value import Term

PART_TABLES: dict[type[Versioned], Table[PartSubject]] = {
    Step: STEP,
    Condition: CONDITION,
    Attendance: ATTENDANCE,
    Membership: MEMBERSHIP,
}
ALL_TABLES: tuple[AnyTable, ...] = (
    ACTORS,
    SOURCE,
    PASSAGE,
    PLEDGE,
    STEP,
    CONDITION,
    ENTRY_TABLES[Stance],
    ENTRY_TABLES[Assessment],
    ENTRY_TABLES[Event],
    ATTENDANCE,
    MEMBERSHIP,
    ENTRY_TABLES[Circumstance],
    ENTRY_TABLES[Check],
    ENTRY_TABLES[Link],
    CITATION,
    TIMELINE,
    REVISION,
)
TABLES: dict[str, AnyTable] = {table.name: table for table in ALL_TABLES}
EXACT_DIGITS = 15  # digits that a number keeps in a workbook, and in SQLite
SNAPSHOT_TABLES = tuple(name for name in TABLES if name not in ("timeline", "revisions"))


def table_of(kind: type[Versioned]) -> AnyTable:
    """The table that holds the versions of a kind."""
    return TABLES[BY_MODEL[kind].plural]


def vocabulary_rows() -> list[tuple[str, str, str]]:
    """Each word of a vocabulary: the columns that use it, the word, what it means.

    The vocabularies are in the order of their first use.
    """
    columns_by_type: dict[type[Term], list[str]] = defaultdict(list)
    for name in SNAPSHOT_TABLES:
        for column in TABLES[name].columns:
            if is_vocabulary(column.type):
                columns_by_type[column.type].append(f"{name}.{column.name}")
    return [
        ("; ".join(columns), str(word), word.meaning)
        for kind, columns in columns_by_type.items()
        for word in kind
    ]


VOCABULARY_ROWS = vocabulary_rows()
