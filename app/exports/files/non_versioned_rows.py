"""Rows that are no versions: what is dated, and the revisions."""

from collections.abc import Sequence

from sqlmodel import Session

from app.exports.files import computed_values
from app.exports.files.edition import Edition
from app.exports.files.tables import REVISION_TABLE, TIMELINE_TABLE, TableRow
from app.queries import export_ids, revisions, timeline
from app.queries.timeline import TimelineEntry


def timeline_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """What is dated."""
    dated_entries = export_ids.sort_by_ids(
        ids, timeline.load_timeline_entries(session, edition.today, ids)
    )
    return [
        TableRow(
            TIMELINE_TABLE,
            {
                "kind": each.kind,
                "id": each.id,
                "thing_id": each.thing.id,
                "base": edition.number,
                "at": each.at,
                "text": each.text,
                "quantity": each.quantity,
            },
            computed_values.timeline_values(each),
            blank_reasons=entry_blank_reasons(each),
        )
        for each in dated_entries
    ]


def entry_blank_reasons(entry: TimelineEntry) -> dict[str, str]:
    """Why an entry says nothing of its date, or of who says so."""
    is_pledged = entry.kind in ("pledge", "step")
    reasons = {"said_by": "its owner, or nobody is cited" if is_pledged else "it is of no pledge"}
    return reasons | ({"at": "it is of one day"} if entry.kind == "check" else {})


def revision_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Revisions."""
    log_entries = export_ids.sort_by_ids(ids, revisions.load_log_entries(session, ids))
    names = ("number", "made_at", "intent", "comment", "undoes", "body", "digest")
    return [
        TableRow(
            REVISION_TABLE,
            {name: getattr(each.revision, name) for name in names}
            | {"account": each.account.handle, "account_uid": str(each.account.uid)},
            computed_values.revision_values(each, edition.site),
        )
        for each in log_entries
    ]
