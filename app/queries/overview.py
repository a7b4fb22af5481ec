"""What the first page reads."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import Actor
from app.models.vocabulary import ActorKind, Domain
from app.queries import actors
from app.queries.offers import Offer, offers

COLUMNS = (Domain.LAND, Domain.AIR, Domain.SEA, Domain.FUNDING)


@dataclass(frozen=True)
class Row:
    """An actor and its pledges by column: one for each of the first four domains, then the rest."""

    actor: Actor
    cells: list[list[Offer]]


def show(session: Session, day: date) -> list[Row]:
    """All actors with their pledges that are, or possibly are, there: countries first."""
    cells: dict[int, dict[Domain | None, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for offer in offers(session, day):
        column = offer.pledge.domain if offer.pledge.domain in COLUMNS else None
        cells[offer.actor.entity_id][column].append(offer)

    def place(actor: Actor) -> tuple[bool, bool, str]:
        """Countries before groups; of each, those with pledges first; then by name."""
        return actor.kind != ActorKind.COUNTRY, actor.entity_id not in cells, actor.name

    return [
        Row(actor, [cells[actor.entity_id][column] for column in (*COLUMNS, None)])
        for actor in sorted(actors.index(session), key=place)
    ]
