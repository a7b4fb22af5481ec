"""Rows that are no versions: what is dated, and the revisions."""

from collections.abc import Sequence

from sqlmodel import Session

from app.exports import worked
from app.exports.shown import Shown
from app.exports.tables import ENTRY, REVISION, Row
from app.queries import keys, revisions, timeline
from app.queries.timeline import Entry


def of_entries(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """What is dated."""
    found = keys.in_order(ids, timeline.some(session, shown.today, ids))
    return [
        Row(
            ENTRY,
            {
                "kind": each.kind,
                "id": each.id,
                "thing_id": each.thing.id,
                "base": shown.number,
                "at": each.at,
                "text": each.text,
                "quantity": each.quantity,
            },
            worked.entry(each),
            because=unsaid(each),
        )
        for each in found
    ]


def unsaid(entry: Entry) -> dict[str, str]:
    """Why an entry says nothing of its date, or of who says so."""
    is_pledged = entry.kind in ("pledge", "step")
    found = {"said_by": "its owner, or nobody is cited" if is_pledged else "it is of no pledge"}
    return found | ({"at": "it is of one day"} if entry.kind == "check" else {})


def of_revisions(session: Session, shown: Shown, ids: Sequence[int]) -> list[Row]:
    """Revisions."""
    found = keys.in_order(ids, revisions.some(session, ids))
    names = ("number", "made_at", "intent", "comment", "undoes", "body", "digest")
    return [
        Row(
            REVISION,
            {name: getattr(each.revision, name) for name in names}
            | {"account": each.account.handle, "account_uid": str(each.account.uid)},
            worked.edit(each, shown.site),
        )
        for each in found
    ]
