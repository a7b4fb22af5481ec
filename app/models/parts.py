"""What things consist of: the kinds of parts that each kind may have."""

from app.models.citation import Citation
from app.models.kinds import PARTS, THINGS
from app.models.source import Source
from app.spine.versioned import Versioned

# The things, which hang on nothing else, each with its parts; evidence apart.
ROOTS: dict[type[Versioned], tuple[type[Versioned], ...]] = {
    kind.model: kind.parts for kind in THINGS
}
KINDS: tuple[type[Versioned], ...] = (*ROOTS, *(kind.model for kind in PARTS))


def part_kinds(kind: type[Versioned]) -> tuple[type[Versioned], ...]:
    """The kinds of parts that a row of a kind may have, its evidence last.

    A source is evidence itself; a check needs it where it says that something is still so.
    """
    own_parts = ROOTS.get(kind, ())
    return own_parts if kind in (Source, Citation) else (*own_parts, Citation)
