"""The links of a thing to others, and what links are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from app.models import Actor, Link, Versioned
from app.queries.things import Thing, things
from app.rules import thing_names


@dataclass(frozen=True)
class DirectedLink:
    """A link as one of its ends sees it.

    Attributes:
        other: The other end.
        is_outward: Whether the link leads from here to there.
    """

    link: Link
    other: Thing
    is_outward: bool

    @property
    def words(self) -> str:
        """How the end that this is seen from stands to the other, as in “This adds to”."""
        outward, inward = thing_names.TIES[self.link.kind]
        return outward if self.is_outward else inward


def load_links(
    session: Session, thing_id: int, extra_ids: Collection[int | None] = ()
) -> tuple[list[DirectedLink], dict[int, Thing]]:
    """The links of a thing, both ways; what they and `extra_ids` name, by id: two statements."""
    condition = or_(Link.from_id == thing_id, Link.to_id == thing_id)
    links = session.exec(select(Link).where(condition).order_by(col(Link.entity_id))).all()
    other_ids = {link.entity_id: other_end(link, thing_id) for link in links}
    things_by_id = things(session, {i for i in (*other_ids.values(), *extra_ids) if i is not None})
    directed_links = [
        DirectedLink(link, things_by_id[other_ids[link.entity_id]], link.from_id == thing_id)
        for link in links
        if other_ids[link.entity_id] in things_by_id
    ]
    return directed_links, things_by_id


def other_end(link: Link, thing_id: int) -> int:
    """The end of a link that isn't this one."""
    return link.to_id if link.from_id == thing_id else link.from_id


def thing_name(row: Versioned, actor: Actor | None, things_by_id: Mapping[int, Thing]) -> str:
    """What a thing is called; a link, by what it joins."""
    if not isinstance(row, Link):
        return thing_names.thing_name(row, actor)
    first, second = (describe_end(things_by_id.get(i)) for i in (row.from_id, row.to_id))
    return thing_names.link_name(row.kind, (first, second))


def describe_end(thing: Thing | None) -> tuple[str, str]:
    """One end of a link: its kind, and the name of whose it is or "".

    None stands for a part of a thing, which has no name.
    """
    if thing is None:
        return "part of a thing", ""
    return thing.kind, thing.actor.name if thing.actor else ""
