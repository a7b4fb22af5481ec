"""What a check of the register finds: which revision is bad, and in which way."""

from typing import NamedTuple

from app.spine.value import Term


class FaultKind(Term):
    """Which of the checks failed."""

    STORAGE = "storage", "the database itself finds that it is damaged"
    SCHEMA = "schema", "the tables are not those that the migrations make"

    CHAIN = "chain", "the stored record is not the one that was sealed"
    ROWS = "rows", "a table says something else than the record"
    REFERENCES = "references", "something points at what is not in the register"
    VERSIONS = "versions", "an entity has two versions at one time"
    DERIVED = "derived", "a table says something else than follows from the versions"


class Fault(NamedTuple):
    """The first bad revision, which check failed there, and on what; no number: no one revision."""

    number: int | None
    kind: FaultKind
    where: str

    def __str__(self) -> str:
        prefix = "" if self.number is None else f"r{self.number}: "
        return f"{prefix}{self.kind}: {self.kind.meaning} ({self.where})"
