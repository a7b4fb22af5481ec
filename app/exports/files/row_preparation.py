"""What rows of a file are made with: the uids and things that they name, asked for once."""

from collections.abc import Iterable

from sqlmodel import Session

from app.exports.files.edition import Edition
from app.exports.files.row_builder import RowBuilder, ids_needing_uids
from app.models import (
    Attendance,
    Membership,
    Versioned,
)
from app.queries import export_ids
from app.queries.things import things


def prepare_builder(
    session: Session, edition: Edition, rows: Iterable[Versioned], *, are_roots: bool = False
) -> RowBuilder:
    """What makes rows of these versions, and of what is a part of the same things.

    Args:
        session: Where, and at which moment.
        edition: The same moment, as files tell it.
        rows: The versions.
        are_roots: Whether none of them is a part of a thing.
    """
    versions = list(rows)
    roots = {row.root_id for row in versions}
    uids = export_ids.load_uids(session, roots, ids_needing_uids(versions) - roots)
    things_by_id = {} if are_roots else things(session, roots | participant_ids(versions))
    return RowBuilder(uids, edition.number, edition.site, things_by_id)


def participant_ids(rows: Iterable[Versioned]) -> set[int]:
    """The ids of the actors that were somewhere or belong to another."""
    actor_ids = {row.actor_id for row in rows if isinstance(row, Attendance)}
    return actor_ids | {row.member_id for row in rows if isinstance(row, Membership)}
