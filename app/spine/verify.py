"""Whether the register still says what it said when it was written."""

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.spine.derived import check_derived
from app.spine.fault import Fault, FaultKind
from app.spine.record_check import record_faults
from app.spine.schema_check import schema_fault
from app.spine.storage_check import storage_fault
from app.spine.stored_bytes import is_damage

# What `verify` can't know, in its help and on /method.
UNCOVERED = (
    "passwords, invitations and who is signed in, which are secrets and in no record",
    "the handles of accounts that were erased, or that came with an export and have none: the "
    "command lists them",
    "when an account was made or disabled, and what its owner set",
    "that the newest revisions were cut off, or all of them written anew, unless you ask for a "
    "digest that was noted down elsewhere",
    "tables beside its own, and the settings of the database server",
    "whether what was recorded is true",
)


def verify(session: Session, expect: tuple[int, str] | None = None) -> Fault | None:
    """The first fault of the register; None when all is as it was written.

    Args:
        session: A reading session, at now.
        expect: The number and the digest of a revision that someone noted down elsewhere: the
            chain itself can't tell that its newest revisions were cut off.
    """
    return next(filter(None, verify_revisions(session, expect)), None)


def verify_revisions(
    session: Session, expect: tuple[int, str] | None = None
) -> Iterator[Fault | None]:
    """What `verify` finds: of the database, of each revision, then of what follows from them.

    A None comes for each revision that is good, then for each key of a derived table. It ends at
    the first fault, but names each row of the derived tables that is not as it should be.
    """
    try:
        if fault := storage_fault(session.connection()) or schema_fault(session):
            yield fault
        else:
            for fault in record_faults(session, expect):
                yield fault
                if fault:
                    return
            for sentence in check_derived(session):
                yield Fault(None, FaultKind.DERIVED, sentence) if sentence else None
    except DBAPIError as error:
        if not is_damage(error):
            raise
        yield Fault(None, FaultKind.STORAGE, str(error.orig))
