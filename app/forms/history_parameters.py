"""Which two versions the address of a history asks for."""

from collections.abc import Sequence

from app.forms.list_query import ListQuery, Parameter
from app.queries.revisions import LogEntry


def history_parameters(entries: Sequence[LogEntry]) -> tuple[Parameter, ...]:
    """What a history takes: the revisions in it, and r0 for what was before all of them.

    Args:
        entries: Those in it, the newest first.
    """
    choices = {
        f"r{entry.revision.number}": f"r{entry.revision.number}, {entry.revision.made_at:%Y-%m-%d}"
        for entry in entries
    }
    earlier_choices = choices | {"r0": "r0, before it was recorded"}
    return (
        Parameter("from", "Compare", "The earlier version.", earlier_choices, is_repeatable=False),
        Parameter("to", "with", "The later version.", choices, is_repeatable=False),
    )


def version_span(query: ListQuery, numbers: Sequence[int]) -> tuple[int, int]:
    """The revisions to compare, the earlier one first: the newest and the one before it if unsaid.

    Args:
        query: What was asked for.
        numbers: The revisions there are, the newest first.
    """
    newest = numbers[0] if numbers else 0
    later = int(query.word_for("to", f"r{newest}")[1:])
    previous = next((number for number in numbers if number < later), 0)
    earlier = int(query.word_for("from", f"r{previous}")[1:])
    return min(earlier, later), max(earlier, later)
