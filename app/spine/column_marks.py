"""What the spine reads off a column: that it points at something, or repeats a part of a fact."""

from dataclasses import dataclass

from app.spine.folding import fold_text
from app.spine.kind_metadata import Mark

ANY_KIND = ""  # the kind of a reference that may lead to any


@dataclass(frozen=True)
class Reference(Mark):
    """On a field: it holds the id of an entity of `kind`, and the spine sees to it that it does.

    The kind may be ANY_KIND.
    """

    kind: str


@dataclass(frozen=True)
class ReferenceList(Mark):
    """On a field: it holds a list of ids of entities of `kind`, as an `IdListColumn` stores it.

    The spine sees to each of them as to a `Reference`. The whole list is one fact.
    """

    kind: str


@dataclass(frozen=True)
class DerivedColumn(Mark):
    """On a column: it is no fact but repeats `part` of the fact `of`, for the database to sort by.

    `verify` works it out again.
    """

    of: str
    part: str

    def value(self, fact: object) -> object:
        """What the column holds beside a fact; None where it has no such part."""
        return getattr(fact, self.part, None)


@dataclass(frozen=True)
class FoldedColumn(DerivedColumn):
    """On a column of type FOLDED_TEXT: it is the text `of` folded, to be searched and sorted by."""

    part: str = "folded"

    def value(self, fact: object) -> str | None:
        """The text folded; None where there is none."""
        return fold_text(fact) if isinstance(fact, str) else None
