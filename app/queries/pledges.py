"""What the pledge pages read."""

from datetime import date

from sqlmodel import Session, col, func, select

from app.models import Actor, Pledge
from app.queries.offers import Offer, offers, only

PAGE = 100


def index(session: Session, day: date, page: int) -> tuple[list[Offer], int]:
    """The pledges of one page, by actor and domain, and how many there are in all."""
    ordered = select(Pledge.entity_id).join(Actor, col(Actor.entity_id) == Pledge.actor_id)
    ordered = ordered.order_by(col(Actor.name), col(Pledge.domain), col(Pledge.entity_id))
    ids = session.exec(ordered.offset((page - 1) * PAGE).limit(PAGE)).all()
    count = session.exec(select(func.count(col(Pledge.entity_id)))).one()
    found = {offer.pledge.entity_id: offer for offer in offers(session, day, only(ids))}
    return [found[i] for i in ids], count


def show(session: Session, day: date, pledge_id: int) -> Offer | None:
    """One pledge; None if it isn't in the register."""
    return next(iter(offers(session, day, only([pledge_id]))), None)
