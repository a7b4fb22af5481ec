"""Whether a source would repeat itself, by way of what it repeats."""

from collections.abc import Mapping

RING = (
    "{} would be a repost of itself: what it repeats leads back to it. Name another source, or "
    "leave “Repost of” empty."
)


def repeats_itself(source_id: int, origins: Mapping[int, int | None]) -> bool:
    """Whether one comes back to a source along what each repeats, by id."""
    seen_ids, at = set[int](), origins.get(source_id)
    while at is not None and at != source_id and at not in seen_ids:
        seen_ids.add(at)
        at = origins.get(at)
    return at == source_id
