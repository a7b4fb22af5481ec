"""Which two versions the address of a history asks for."""

from collections.abc import Sequence

from app.forms.asking import Asking, Parameter
from app.queries.revisions import Entry


def parameters(entries: Sequence[Entry]) -> tuple[Parameter, ...]:
    """What a history takes: the revisions in it, and r0 for what was before all of them.

    Args:
        entries: Those in it, the newest first.
    """
    known = {
        f"r{entry.revision.number}": f"r{entry.revision.number}, {entry.revision.made_at:%Y-%m-%d}"
        for entry in entries
    }
    before = known | {"r0": "r0, before it was recorded"}
    return (
        Parameter("from", "Compare", "The earlier version.", before, several=False),
        Parameter("to", "with", "The later version.", known, several=False),
    )


def span(asked: Asking, numbers: Sequence[int]) -> tuple[int, int]:
    """The revisions to compare, the earlier one first: the newest and the one before it if unsaid.

    Args:
        asked: What was asked for.
        numbers: The revisions there are, the newest first.
    """
    newest = numbers[0] if numbers else 0
    later = int(asked.one("to", f"r{newest}")[1:])
    previous = next((number for number in numbers if number < later), 0)
    earlier = int(asked.one("from", f"r{previous}")[1:])
    return min(earlier, later), max(earlier, later)
