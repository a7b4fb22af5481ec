"""The ids of what a list shows, on all its pages, in its order: what a file is then read by."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select
from sqlmodel import Session, col

from app.models import (
    Account,
    Actor,
    Assessment,
    Check,
    Citation,
    Entity,
    Revision,
    Source,
    Versioned,
)
from app.models.vocabulary import ActorKind, AssessmentKind, Topic
from app.queries import choosing, facets, log, timeline
from app.queries.dated import every as every_dated
from app.queries.days import FIRST
from app.queries.pledges import order
from app.queries.records import placed
from app.queries.register import made_by
from app.queries.values import values
from app.spine.moment import ALL
from app.spine.revision import Line
from app.spine.value import Term

Words = choosing.Words
citation: Any = Citation


def pledges(session: Session, day: date, words: Words) -> list[int]:
    """Of the pledges asked for."""
    worth = values(day)
    rows = facets.joined(worth, worth.c.pledge_id).where(*facets.chosen(worth, words))
    return ids(session, rows.order_by(*order(worth, words)))


def records(
    session: Session,
    day: date,
    kind: Any,  # noqa: ANN401
    words: Words,
    *,
    backwards: bool,
) -> list[int]:
    """Of the stances and the like asked for, by date; assessments by kind first.

    Checks of one day are in the order of actor and topic.
    """
    rows = placed(kind, day, select(kind.entity_id).where(*choosing.chosen(kind, words)))
    last = func.coalesce(rows.c.latest, FIRST)
    by: list[Any] = [last, func.coalesce(rows.c.earliest, FIRST), rows.c.entity_id]
    asked: Any = select(rows.c.entity_id).join(kind, kind.entity_id == rows.c.entity_id)
    if kind is Check:
        asked = asked.outerjoin(Actor, col(Actor.entity_id) == Check.actor_id)
        of_day = (col(Actor.name), placed_in(Check.topic, Topic), rows.c.entity_id)
        return ids(session, asked.order_by(last.desc() if backwards else last, *of_day))
    by = [column.desc() for column in by] if backwards else by
    first = [placed_in(Assessment.kind, AssessmentKind)] if kind is Assessment else []
    return ids(session, asked.order_by(*first, *by))


def placed_in(column: Any, terms: type[Term]) -> Any:  # noqa: ANN401
    """The place of a word in its vocabulary."""
    return case(*((column == term, place) for place, term in enumerate(terms)))


def actors(session: Session, *, countries: bool) -> list[int]:
    """Of the countries, or of the others, by name."""
    is_country: Any = col(Actor.kind) == ActorKind.COUNTRY
    asked: Any = select(col(Actor.entity_id)).where(is_country if countries else ~is_country)
    return ids(session, asked.order_by(col(Actor.name)))


def sources(session: Session) -> list[int]:
    """Of the sources, the newest first."""
    newest = col(Source.published_latest).desc().nulls_last()
    asked: Any = select(col(Source.entity_id)).order_by(newest, col(Source.entity_id))
    return ids(session, asked)


def dated(session: Session, day: date, words: Words, *, backwards: bool) -> list[int]:
    """Of all that is dated, things and steps."""
    rows = every_dated(day, words)
    by = timeline.order(rows, newest_first=backwards)
    return ids(session, select(rows.c.id).order_by(*by))


def revisions(session: Session, words: Words, before: int | None = None) -> list[int]:
    """The numbers of the revisions asked for, before one or all, the newest first."""
    asked: Any = select(col(Revision.number)).join(Account).where(*log.conditions(words))
    if before is not None:
        asked = asked.where(col(Revision.number) < before)
    return ids(session, asked.order_by(col(Revision.number).desc()).execution_options(**ALL))


def every(session: Session, kind: type[Versioned]) -> list[int]:
    """Of all of a kind, in the order of recording."""
    asked: Any = select(col(kind.entity_id)).order_by(col(kind.entity_id))
    return ids(session, asked)


def ids(session: Session, asked: Select[Any]) -> list[int]:
    """The first column."""
    return [row[0] for row in session.exec(asked)]  # type: ignore[call-overload]


def uids(session: Session, roots: Collection[int], others: Collection[int]) -> dict[int, UUID]:
    """The uids of all parts of these things, and of these others, by id: one statement."""
    of_it = or_(col(Entity.root_id).in_(roots), col(Entity.id).in_(others))
    asked: Any = select(col(Entity.id), col(Entity.uid)).where(of_it)
    return dict(session.exec(asked).all())


def rows(session: Session, kind: type[Versioned], these: Sequence[int]) -> list[Any]:
    """These of a kind, in their order."""
    asked: Any = select(kind).where(col(kind.entity_id).in_(these))
    return in_order(these, {row.entity_id: row for (row,) in session.exec(asked)})


def under(session: Session, kind: type[Versioned], roots: Sequence[int]) -> list[Any]:
    """The parts of a kind of these things, in the order of recording."""
    asked: Any = select(kind).where(col(kind.root_id).in_(roots)).order_by(col(kind.entity_id))
    return [row for (row,) in session.exec(asked)]


def in_order(these: Sequence[int], found: dict[int, Any]) -> list[Any]:
    """What was found, by id, in the order of the ids."""
    return [found[i] for i in these if i in found]


def counted(session: Session, actors: Sequence[int]) -> dict[int, int]:
    """How many pledges each of these actors has."""
    pledge: Any = facets.pledge
    asked: Any = select(pledge.actor_id, func.count()).where(pledge.actor_id.in_(actors))
    return dict(session.exec(asked.group_by(pledge.actor_id)).all())


def resting(session: Session, roots: Sequence[int]) -> dict[int, int]:
    """How many citations there are of each of these things and of its parts."""
    asked: Any = select(citation.root_id, func.count()).where(citation.root_id.in_(roots))
    return dict(session.exec(asked.group_by(citation.root_id)).all())


def cited(session: Session, these: Sequence[int]) -> dict[int, int]:
    """How many citations rest on each of these sources."""
    asked: Any = select(citation.source_id, func.count()).where(citation.source_id.in_(these))
    return dict(session.exec(asked.group_by(citation.source_id)).all())


def lines(session: Session, number: int, after: int, most: int) -> list[Line]:
    """Lines of the record of a revision, from behind a position on."""
    asked: Any = select(Line).where(col(Line.revision) == number, col(Line.position) > after)
    return [line for (line,) in session.exec(asked.order_by(col(Line.position)).limit(most))]


def made(session: Session, numbers: Sequence[int]) -> list[tuple[Revision, Account]]:
    """These revisions with who made them, the oldest first."""
    return [made for _, made in sorted(made_by(session, numbers).items())]


def lines_of(session: Session, first: int, final: int) -> dict[int, list[Line]]:
    """The lines of the revisions from `first` to `final`, in order, by revision."""
    asked: Any = select(Line).where(col(Line.revision).between(first, final))
    found: dict[int, list[Line]] = defaultdict(list)
    for (line,) in session.exec(asked.order_by(col(Line.revision), col(Line.position))):
        found[line.revision].append(line)
    return found
