"""What an edit is to make of a thing and its parts, before anything new has an id."""

from collections.abc import Callable
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
    """The keys that facts name, those in lists too."""
    return {key.name for value in (facts or {}).values() for key in keys_of(value)}


def keys_of(value: object) -> list[Key]:
    """The keys in one fact: in itself, or in the list that it is."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, Key)]


def replace_keys(value: object, ids: Callable[[Key], object]) -> object:
    """A fact with what `ids` makes of each key in place of the key."""
    if isinstance(value, list):
        return [replace_keys(each, ids) for each in value]
    return ids(value) if isinstance(value, Key) else value
