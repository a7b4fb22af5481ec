"""What the first page shows: actors with their pledges, positions that wait, counts."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import Stance
from app.models.vocabulary import Position
from app.queries.entries import Entry, load_parts
from app.queries.links import unclear_pairs
from app.queries.offer_matrix import ActorOffers, current_stances, group_offers
from app.queries.offers import Offer, offers
from app.queries.pledge_filters import facet_counts
from app.rules.conditions import unmet_conditions
from app.rules.pledge_state import ByThen

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Overview:
    """The first page.

    Attributes:
        offers: All pledges.
        rows: All actors, by name.
        counts: By parameter of the list of pledges and word: how many of the pledges that are
            there on the day have it; under `by_then`, how many are there, possibly, and not yet.
        positions: The latest positions that hold only if something is met that is not.
        unclear_pairs: The ids of pledges, and others, of which it is unclear whether they add.
    """

    rows: list[ActorOffers]
    offers: list[Offer]
    counts: Counts
    positions: list[Entry]
    unclear_pairs: list[tuple[int, int]]


def show(session: Session, day: date) -> Overview:
    """All actors with their pledges, and how many pledges there are of each sort."""
    all_offers = offers(session, day)
    stances = current_stances(session, day)
    rows = group_offers(session, day, all_offers, stances)
    word_counts = facet_counts(session, day, {"by_then": [ByThen.COUNTS]})
    positions = waiting_positions(session, stances)
    return Overview(rows, all_offers, word_counts, positions, unclear_pairs(session))


def waiting_positions(session: Session, stances: list[Entry]) -> list[Entry]:
    """Those of these positions that wait for a condition: at most three statements."""
    current = [each for each in stances if each.row.position is Position.SUPPORTS_IF]
    return [
        r
        for r in load_parts(session, Stance, current)
        if unmet_conditions(r.conditions, r.condition_states)
    ]
