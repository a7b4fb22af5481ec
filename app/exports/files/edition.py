"""What a file shows: which moment, at which address, under which licence."""

from dataclasses import dataclass, field
from datetime import date

LICENCE = (
    "CC BY 4.0 for the register’s own words. Quotations and sources belong to their authors: they "
    "are cited here, not licensed."
)


@dataclass(frozen=True)
class Edition:
    """What a file shows: the register at a revision, on a day; and at which address it is.

    Attributes:
        is_example: Whether all of it is example data; no part of which edition it is.
    """

    number: int
    digest: str
    today: date
    site: str
    is_example: bool = field(default=False, compare=False)

    @property
    def cite(self) -> str:
        """What a citation pins: r57 and its digest."""
        return f"r{self.number}:{self.digest}"
