"""What the database holds, turned into values: here alone nonsense is damage, and not a bug."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

# What the types of columns and of facts raise for bytes that they did not write.
NONSENSE_ERRORS = (LookupError, ValueError, TypeError, AttributeError)
SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE = 11, 26  # sqlite.org/rescode.html
PRIMARY_CODE = 0xFF  # the bits of a SQLite code that say more than its refinements
# postgresql.org/docs/current/errcodes-appendix.html: data, an index, a file of the server.
POSTGRES_DAMAGE = ("XX001", "XX002", "58P01")


class UnreadableBytes(Exception):  # noqa: N818
    """Stored bytes that make no sense: nobody wrote them with this program."""


@contextmanager
def parse_stored() -> Iterator[None]:
    """Around what turns stored bytes into values, and nothing else.

    Raises:
        UnreadableBytes: When they make no sense.
    """
    try:
        yield
    except NONSENSE_ERRORS as error:
        raise UnreadableBytes(str(error)) from error


def is_damage(error: Exception) -> bool:
    """Whether a database says that its own file is damaged, and not that it can't be reached."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None and code & PRIMARY_CODE in (SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE):
        return True
    # What Python says for a text of SQLite that is no UTF-8; it has no code.
    is_no_text = "Could not decode to UTF-8" in str(cause)
    return is_no_text or getattr(cause, "sqlstate", None) in POSTGRES_DAMAGE
