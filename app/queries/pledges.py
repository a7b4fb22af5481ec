"""What the pledge pages read."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, Case, Select, SQLColumnExpression, case, func
from sqlmodel import Session, col

from app.models import Pledge
from app.models.quantity import Per
from app.models.unit import UNITS
from app.models.vocabulary import Bindingness, Domain
from app.queries.actors import ACTOR_ORDER
from app.queries.filters import WordPairs, word_pairs
from app.queries.offers import Offer, offers
from app.queries.pledge_filters import Words, facet_counts, join_pledges, pledge_conditions
from app.queries.pledge_states import pledge_states
from app.queries.result_rows import fetch_rows
from app.queries.things import select_ids
from app.spine.value import Term

PAGE = 100
BACKWARDS = "-"


@dataclass(frozen=True)
class PledgePage:
    """One page of the pledges that were asked for.

    Attributes:
        count: How many were asked for.
        counts: How many each further word of each parameter would leave.
    """

    offers: list[Offer]
    count: int
    counts: dict[str, dict[str, int]]


def index(session: Session, day: date, words: Words, page: int) -> PledgePage:
    """The pledges of one page of those asked for, in the order of `pledge_order`.

    Six statements; past the last page one more, for how many there are.
    """
    page_rows = fetch_rows(session, page_query(day, word_pairs(words), page)).all()
    ids, count = [i for i, _ in page_rows], page_rows[0][1] if page_rows else 0
    if not page_rows and page > 1:  # past the end: how long the list is, to say so
        state_rows = pledge_states(day)
        count_query = join_pledges(state_rows, func.count()).where(
            *pledge_conditions(state_rows, words)
        )
        count = fetch_rows(session, count_query).one()[0]
    offers_by_id = {
        offer.pledge.entity_id: offer for offer in offers(session, day, select_ids(Pledge, *ids))
    }
    return PledgePage([offers_by_id[i] for i in ids], count, facet_counts(session, day, words))


@lru_cache(maxsize=16)  # putting it together takes longer than asking it of a small register
def page_query(day: date, pairs: WordPairs, page: int) -> Select[int, int]:
    """The ids of the pledges of one page, in order, each with how many were asked for."""
    state_rows, words = pledge_states(day), dict(pairs)
    rows = join_pledges(state_rows, state_rows.c.pledge_id, func.count().over())
    rows = rows.where(*pledge_conditions(state_rows, words)).order_by(
        *pledge_order(state_rows, words)
    )
    return rows.offset((page - 1) * PAGE).limit(PAGE)


def pledge_order(state_rows: CTE, words: Words) -> list[SQLColumnExpression[object]]:
    """What the list is ordered by: as asked, then by actor, domain and recording.

    Args:
        state_rows: The selectable of `pledge_states`, joined with Pledge and Actor.
        words: Of them only `sort`: the name of a column, or "-" and the name to go backwards.
            By “quantity”, offers of one unit and as often stand together: they alone compare.
    """
    sort = next(iter(words.get("sort", ())), "")
    name = sort.removeprefix(BACKWARDS)
    columns: dict[str, SQLColumnExpression[object]] = {
        "title": col(Pledge.title_folded),
        "domain": vocabulary_rank(state_rows.c.domain, Domain),
        "firmness": vocabulary_rank(state_rows.c.bindingness, Bindingness),
        "quantity": state_rows.c.offered_sorted,
        "evidence": state_rows.c.evidence_on,
        "announced": col(Pledge.announced_latest),
    }
    last: list[SQLColumnExpression[object]] = [
        *ACTOR_ORDER,
        vocabulary_rank(state_rows.c.domain, Domain),
        state_rows.c.pledge_id,
    ]
    if name not in columns:
        return [last[0].desc(), *last[1:]] if sort.startswith(BACKWARDS) else last
    first = columns[name].desc() if sort.startswith(BACKWARDS) else columns[name].asc()
    units = unit_order(state_rows) if name == "quantity" else []
    return [*units, first.nulls_last(), *last]


def unit_order(state_rows: CTE) -> list[SQLColumnExpression[object]]:
    """What amounts are ordered by first: units as they are listed, currencies, those without."""
    unit = state_rows.c.offered_unit
    ranks = {unit_name: rank for rank, unit_name in enumerate(UNITS)}
    currency = case((unit.is_not(None), len(ranks)))
    rank = case(*((unit == name, rank) for name, rank in ranks.items()), else_=currency)
    return [rank.nulls_last(), func.lower(unit), vocabulary_rank(state_rows.c.offered_per, Per)]


def vocabulary_rank(column: SQLColumnExpression[object], terms: type[Term]) -> Case[int]:
    """The place of a column's word in its vocabulary, from 0; NULL where it holds no word."""
    return case(*((column == term, rank) for rank, term in enumerate(terms)))


def show(session: Session, day: date, pledge_id: int) -> Offer | None:
    """One pledge with its parts; None if it isn't in the register: four statements."""
    return next(iter(offers(session, day, select_ids(Pledge, pledge_id))), None)
