"""What the record says of a revision, against what the tables say."""

from collections.abc import Iterable, Sequence

from app.spine.register_reader import RowEvent
from app.spine.replay import ReplayedEvent

RevisionContent = dict[tuple[str, int, bool], object]  # by kind, entity, and whether it was closed


def find_difference(events: Sequence[ReplayedEvent], row_events: Sequence[RowEvent]) -> str:
    """The first entity on which record and tables part; "" when they say the same."""
    from_record, from_tables = record_content(events), table_content(row_events)
    for key in sorted(from_record.keys() | from_tables.keys()):
        if from_record.get(key) != from_tables.get(key):
            kind, entity_id, _ = key
            return f"{kind} {entity_id}"
    return ""


def record_content(events: Iterable[ReplayedEvent]) -> RevisionContent:
    """What the record says, to compare: values and not their spelling, with derived columns."""
    return {
        (version.entity.kind, version.entity.id, is_closed): "closed"
        if is_closed
        else (
            version.entity.parent_id,
            version.entity.root_id,
            version.facts,
            version.kind.derived_values(version.facts),
        )
        for version, is_closed in events
    }


def table_content(row_events: Iterable[RowEvent]) -> RevisionContent:
    """What the tables say of the same, in the same form."""
    return {
        (row.noun(), row.entity_id, is_closed): "closed"
        if is_closed
        else (
            row.parent_id,
            row.root_id,
            (facts := row.facts()),
            {n: getattr(row, n) for n in row.derived_values(facts)},
        )
        for row, is_closed in row_events
    }
