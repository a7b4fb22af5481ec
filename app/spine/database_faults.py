"""What fails where a database does not do what it was asked, in words for the person who asked."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.sqlite_file import ReplacedFile

WAIT = 5  # seconds after which to try again what passes by itself


@dataclass(frozen=True)
class DatabaseFault:
    """What a database could not do.

    Attributes:
        part: What fails, for whoever runs the register; it names no host and no path.
        sentence: The same for whoever asked.
        wait: The seconds after which to try again; 0 where somebody must mend something first.
        is_unchanged: Whether nothing was saved for certain.
        answers: Whether it makes sense to read from it meanwhile.
        keeps_record: Whether what is saved is there afterwards, whatever is done about it.
    """

    part: str
    sentence: str
    wait: int = 0
    is_unchanged: bool = False
    answers: bool = True
    keeps_record: bool = True


FULL: Final = DatabaseFault(
    "disk space",
    "The disk that holds the register is full: nothing can be saved until whoever runs it has "
    "made room.",
    is_unchanged=True,
)
READ_ONLY: Final = DatabaseFault(
    "writing",
    "The register can be read, but its database takes no changes until whoever runs it has seen "
    "to that.",
    is_unchanged=True,
)
DISK: Final = DatabaseFault(
    "disk", "The disk that holds the register could not be read or written just now.", WAIT
)
DAMAGED: Final = DatabaseFault(
    "database file",
    "The file that holds the register is damaged: whoever runs it must restore it.",
    keeps_record=False,
)
LOCKED: Final = DatabaseFault(
    "database", "Others are saving just now, and this waited too long for its turn.", WAIT, True
)
SLOW: Final = DatabaseFault("database", "The register’s database took too long to answer.", WAIT)
CUT: Final = DatabaseFault(
    "database", "The connection to the register’s database was cut meanwhile.", WAIT
)
UNREACHABLE: Final = DatabaseFault(
    "database", "The register’s database can’t be reached just now.", WAIT, answers=False
)
CROWDED: Final = DatabaseFault(
    "database", "Too many are asking this register just now.", WAIT, answers=False
)
REPLACED: Final = DatabaseFault(
    "file",
    "The file of this register was moved, removed or replaced while it was in use: nothing can be "
    "saved until the file is back in its place, or whoever runs it starts the program again.",
    is_unchanged=True,
)
# By SQLite's extended or primary result code: https://www.sqlite.org/rescode.html
SQLITE_FAULTS = {
    4874: FULL,  # no room for the index of its log, which a first connection makes
    **{5: LOCKED, 6: LOCKED, 8: READ_ONLY, 10: DISK, 11: DAMAGED},
    **{13: FULL, 14: UNREACHABLE, 26: DAMAGED},
}
# By the beginning of SQLSTATE, the longest first: appendix A of PostgreSQL's manual.
POSTGRESQL_FAULTS = {
    **{"25006": READ_ONLY, "25P0": CUT, "53100": FULL, "53300": CROWDED, "53": SLOW},
    **{"55P03": LOCKED, "40": LOCKED, "57014": SLOW, "57P03": UNREACHABLE, "57P": CUT},
    **{"58": DISK, "XX001": DAMAGED, "XX002": DAMAGED, "08": UNREACHABLE},
}


def find_fault(error: BaseException | None) -> DatabaseFault | None:
    """What failed in the database; None where an error is a mistake of ours, or none of these."""
    if isinstance(error, PoolTimeout):
        return CROWDED
    if not isinstance(error, DBAPIError):
        return find_fault(error.__cause__) if isinstance(error, SQLAlchemyError) else None
    if isinstance(error.orig, ReplacedFile):
        return REPLACED
    if code := getattr(error.orig, "sqlite_errorcode", None):
        return SQLITE_FAULTS.get(code) or SQLITE_FAULTS.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None) or ""
    faults = (fault for start, fault in POSTGRESQL_FAULTS.items() if state.startswith(start))
    unknown_fault = UNREACHABLE if isinstance(error, OperationalError) and not state else None
    return next(faults, CUT if error.connection_invalidated else unknown_fault)
