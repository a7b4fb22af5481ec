"""What a file shows: which moment, at which address."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Edition:
    """What a file shows: the register at a revision, on a day; and at which address it is."""

    number: int
    digest: str
    today: date
    site: str

    @property
    def cite(self) -> str:
        """What a citation pins: r57 and its digest."""
        return f"r{self.number}:{self.digest}"
