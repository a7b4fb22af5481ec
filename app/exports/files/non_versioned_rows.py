"""Rows that are no versions: what is dated, and the revisions."""

from collections.abc import Sequence

from sqlmodel import Session

from app.exports.files.edition import Edition
from app.exports.files.log_tables import REVISION, TIMELINE, RevisionSubject, TimelineSubject
from app.exports.files.table import TableRow
from app.models.step import AMOUNTS
from app.queries import export_ids, revisions, timeline


def timeline_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Things and steps with their dates, by the ids of the timeline."""
    dated_entries = export_ids.sort_by_ids(
        ids, timeline.load_timeline_entries(session, edition.today, ids)
    )
    return [
        TIMELINE.build_row(
            TimelineSubject(each),
            {
                "kind": each.kind,
                "id": each.id,
                "thing_id": each.thing.id,
                "base": edition.number,
                "at": each.at,
                "text": each.text,
                "quantity": each.quantity,
                **{name: each.amounts.get(name) for name in AMOUNTS},
            },
        )
        for each in dated_entries
    ]


def revision_rows(session: Session, edition: Edition, ids: Sequence[int]) -> list[TableRow]:
    """Revisions without what they changed, by number."""
    log_entries = export_ids.sort_by_ids(ids, revisions.load_log_entries(session, ids))
    names = ("number", "made_at", "intent", "comment", "undoes", "body", "digest")
    return [
        REVISION.build_row(
            RevisionSubject(each, edition.site),
            {name: getattr(each.revision, name) for name in names}
            | {"account": each.account.handle, "account_uid": str(each.account.uid)},
        )
        for each in log_entries
    ]
