"""How things bear on each other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from app.models import Actor, Link, Versioned
from app.queries.things import Thing, things
from app.rules import naming


@dataclass(frozen=True)
class Tie:
    """A link as one of its ends sees it.

    Attributes:
        other: The other end.
        outward: Whether the link leads from here to there.
    """

    link: Link
    other: Thing
    outward: bool


def ties(
    session: Session, thing_id: int, beside: Collection[int | None] = ()
) -> tuple[list[Tie], dict[int, Thing]]:
    """The links of a thing, both ways; and what they and `beside` name, by id: two statements."""
    touching = or_(Link.from_id == thing_id, Link.to_id == thing_id)
    links = session.exec(select(Link).where(touching).order_by(col(Link.entity_id))).all()
    others = {link.entity_id: other(link, thing_id) for link in links}
    named = things(session, {i for i in (*others.values(), *beside) if i is not None})
    found = [
        Tie(link, named[others[link.entity_id]], link.from_id == thing_id)
        for link in links
        if others[link.entity_id] in named
    ]
    return found, named


def other(link: Link, thing_id: int) -> int:
    """The end of a link that isn't this one."""
    return link.to_id if link.from_id == thing_id else link.from_id


def called(row: Versioned, actor: Actor | None, named: Mapping[int, Thing]) -> str:
    """What a thing is called; a link, by what it joins."""
    if not isinstance(row, Link):
        return naming.name(row, actor)
    first, second = (end(named.get(i)) for i in (row.from_id, row.to_id))
    return naming.link(row.kind, (first, second))


def end(thing: Thing | None) -> tuple[str, str]:
    """One end of a link: its kind, and whose it is; a part of a thing has no name."""
    if thing is None:
        return "part of a thing", ""
    return thing.kind, thing.actor.name if thing.actor else ""
