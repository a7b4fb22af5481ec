"""What an edit is to make of a thing and its parts, before anything new has an id."""

from dataclasses import dataclass
from typing import NamedTuple

from app.spine.versioned import Facts, Versioned


class Key(NamedTuple):
    """What stands for the id of something that the same edit adds."""

    name: str


@dataclass(frozen=True)
class DesiredRow:
    """One row as it is to be.

    Attributes:
        key: The number of its entity; any other name for a new one.
        under: The key of what it hangs on; "" for a thing.
        facts: What it is to say, with keys where it names what is new; None to retract it.
        entity_id: The number of its entity; None for a new one.
    """

    key: str
    kind: type[Versioned]
    under: str
    facts: Facts | None
    entity_id: int | None = None


def keys_in(facts: Facts | None) -> set[str]:
    """The keys that facts name."""
    return {value.name for value in (facts or {}).values() if isinstance(value, Key)}
