"""What points at a thing from outside, and would stand in the way if it went."""

from dataclasses import dataclass

from sqlmodel import Session

from app.models import Check, Link
from app.queries.form_options import ThingWithParts
from app.spine.versions import Version, versions_pointing_at


@dataclass(frozen=True)
class Pointers:
    """What points at a thing or at a part of it.

    Attributes:
        ties: What only ties it to others, or tells of a search for it; that can go with it.
        others: What would point at nothing.
    """

    ties: list[Version]
    others: list[Version]


def load_pointers(session: Session, thing: ThingWithParts) -> Pointers:
    """What points at a thing from outside, in the order of recording."""
    rows = versions_pointing_at(session, thing.facts.keys())
    outside = sorted(
        (row for row in rows if row.entity.root_id != thing.root.id), key=lambda row: row.entity.id
    )
    ties = [row for row in outside if row.kind in (Link, Check)]
    return Pointers(ties, [row for row in outside if row not in ties])
