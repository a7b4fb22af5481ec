"""What the pledge pages read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col

from app.models import Actor, Pledge
from app.models.vocabulary import Bindingness, Domain
from app.queries.facets import Words, chosen, counts, joined
from app.queries.offers import Offer, offers
from app.queries.things import only
from app.queries.values import values
from app.spine.value import Term

PAGE = 100
BACKWARDS = "-"


@dataclass(frozen=True)
class Listed:
    """One page of the pledges that were asked for.

    Attributes:
        count: How many were asked for.
        counts: How many each further word of each parameter would leave.
    """

    offers: list[Offer]
    count: int
    counts: dict[str, dict[str, int]]


def index(session: Session, day: date, words: Words, page: int) -> Listed:
    """The pledges of one page of those asked for; in order of actor and domain, or as asked."""
    worth = values(day)
    rows = joined(worth, worth.c.pledge_id, func.count().over())
    rows = rows.where(*chosen(worth, words)).order_by(*order(worth, words))
    found = session.exec(rows.offset((page - 1) * PAGE).limit(PAGE)).all()  # type: ignore[call-overload]
    ids, count = [i for i, _ in found], found[0][1] if found else 0
    if not found and page > 1:  # past the end: how long the list is, to say so
        every = joined(worth, func.count()).where(*chosen(worth, words))
        count = session.exec(every).one()[0]  # type: ignore[call-overload]
    shown = {offer.pledge.entity_id: offer for offer in offers(session, day, only(Pledge, *ids))}
    return Listed([shown[i] for i in ids], count, counts(session, worth, words))


def order(worth: Any, words: Words) -> list[Any]:  # noqa: ANN401
    """What the list is ordered by: as asked, then by actor, domain and recording."""
    asked = next(iter(words.get("sort", ())), "")
    name = asked.removeprefix(BACKWARDS)
    by: dict[str, Any] = {
        "title": func.lower(col(Pledge.title)),
        "domain": ladder(worth.c.domain, Domain),
        "firmness": ladder(worth.c.bindingness, Bindingness),
        "quantity": worth.c.quantity_sorted,
        "evidence": worth.c.evidence_on,
        "announced": col(Pledge.announced_latest),
    }
    last = [col(Actor.name), ladder(worth.c.domain, Domain), worth.c.pledge_id]
    if name not in by:
        return [last[0].desc(), *last[1:]] if asked.startswith(BACKWARDS) else last
    first = by[name].desc() if asked.startswith(BACKWARDS) else by[name].asc()
    return [first.nulls_last(), *last]


def ladder(column: Any, terms: type[Term]) -> Any:  # noqa: ANN401
    """The place of a word in its vocabulary."""
    return case(*((column == term, place) for place, term in enumerate(terms)))


def show(session: Session, day: date, pledge_id: int) -> Offer | None:
    """One pledge; None if it isn't in the register."""
    return next(iter(offers(session, day, only(Pledge, pledge_id))), None)
