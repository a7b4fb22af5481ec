"""How the record says that all of a register is example data: in the comment of its first revision.

It is a line of the record, so that it goes along into exports and backups and comes back from them.
"""

from collections.abc import Iterable

from app.spine.revision import SYSTEM_ACCOUNT, Intent, Revision

EXAMPLE_NOTE = (
    "Example data: nothing here was ever offered, said or done. A program made all of it up."
)
EXAMPLE_COLUMN = "example_data"  # what files that have no other place for the note call theirs


def is_example(revisions: Iterable[Revision]) -> bool:
    """Whether the first revision is among these and says that the register is example data."""
    return any(
        each.number == 1
        and each.account_id == SYSTEM_ACCOUNT
        and each.intent is Intent.IMPORTS
        and each.comment == EXAMPLE_NOTE
        for each in revisions
    )
