"""What a check of the register finds: which revision is bad, and in which way."""

from typing import NamedTuple

from app.spine.value import Term


class FaultKind(Term):
    """Which of the four checks failed."""

    CHAIN = "chain", "the stored record is not the one that was sealed"
    ROWS = "rows", "a table says something else than the record"
    REFERENCES = "references", "something points at what is not in the register"
    VERSIONS = "versions", "an entity has two versions at one time"


class Fault(NamedTuple):
    """The first bad revision, which check failed there, and on what."""

    number: int
    kind: FaultKind
    where: str

    def __str__(self) -> str:
        return f"r{self.number}: {self.kind}: {self.kind.meaning} ({self.where})"
