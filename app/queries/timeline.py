"""All that is dated, as one list: a SELECT of the rows of all kinds, a page of it, some of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import Session, col

from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Event,
    Pledge,
    Source,
    Stance,
    Step,
    Versioned,
)
from app.models.quantity import Quantity
from app.models.step import AMOUNTS
from app.models.vocabulary import CheckResult
from app.models.when import When
from app.queries.attributions import attribution_columns
from app.queries.filters import OWNER_COLUMNS, WordPairs, Words, filter_conditions, word_pairs
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import FIRST, entry_days
from app.queries.timeline_entries import WORD_COUNT, TimelineEntry, to_entry
from app.rules.check_status import CheckStatus
from app.spine.columns import column
from app.spine.value import JsonColumn

PAGE = 100
KINDS: tuple[type[Versioned], ...] = (
    Pledge, Step, Stance, Assessment, Event, Circumstance, Source, Check,
)  # fmt: skip
# The fact that dates a row, where it is not `at`.
DATE_FIELDS: Mapping[type[Versioned], str] = {Pledge: "announced", Source: "published"}
NO_TEXT: ColumnElement[str] = cast(null(), String)
CHECK_RESULT = case(
    (col(Check.found) == CheckResult.NOTHING, CheckStatus.NOTHING.value),
    else_=cast(col(Check.found), String),
)
# What a row is called by, at most WORD_COUNT words.
WORD_COLUMNS: Mapping[type[Versioned], tuple[SQLColumnExpression[object], ...]] = {
    Pledge: (col(Pledge.domain),),
    Step: (
        col(Pledge.domain),
        col(Step.bindingness),
        col(Step.readiness),
        col(Step.delivery),
        col(Step.standing),
    ),
    Stance: (col(Stance.proposition), col(Stance.position)),
    Assessment: (col(Assessment.kind), col(Assessment.author), col(Assessment.capability)),
    Event: (col(Event.kind),),
    Circumstance: (col(Circumstance.kind), col(Circumstance.state)),
    Source: (col(Source.kind),),
    Check: (col(Check.topic), CHECK_RESULT),
}
TITLE_COLUMNS: Mapping[type[Versioned], SQLColumnExpression[str]] = {
    Pledge: col(Pledge.title),
    Step: col(Pledge.title),
    Stance: col(Stance.gist),
    Assessment: col(Assessment.gist),
    Event: col(Event.title),
    Source: func.coalesce(col(Source.title), col(Source.publisher)),
    Check: col(Check.where),
}
NOUNS = sorted(kind.noun() for kind in KINDS)  # the order of what is of the same days


def show(
    session: Session, day: date, words: Words, newest_first: bool, page: int
) -> tuple[list[TimelineEntry], int]:
    """The entries of one page, by last possible day and then the first; and how many there are.

    What nothing dates comes last. Two statements.
    """
    count_query, page_query = page_queries(day, word_pairs(words), newest_first, page)
    count = fetch_rows(session, count_query).one()[0]
    return [to_entry(row) for row in fetch_rows(session, page_query)], count


@lru_cache(maxsize=16)  # putting them together takes longer than asking them of a small register
def page_queries(
    day: date, pairs: WordPairs, newest_first: bool, page: int
) -> tuple[Select[int], Select[*tuple[object, ...]]]:
    """How many entries were asked for; those of one page, with who says so."""
    timeline = select_timeline(day, dict(pairs))
    page_query = select(timeline).order_by(*timeline_order(timeline, newest_first=newest_first))
    page_rows = page_query.offset((page - 1) * PAGE).limit(PAGE).subquery()
    query = select_with_attribution(page_rows).order_by(
        *timeline_order(page_rows, newest_first=newest_first)
    )
    return select(func.count()).select_from(timeline), query


def load_timeline_entries(
    session: Session, day: date, ids: Sequence[int]
) -> dict[int, TimelineEntry]:
    """These entries, by the id of their row: one statement."""
    timeline = select_timeline(day, {})
    query = select_with_attribution(timeline).where(timeline.c.id.in_(ids))
    return {row.id: to_entry(row) for row in fetch_rows(session, query)}


def select_with_attribution(rows: Subquery) -> Select[*tuple[Any, ...]]:
    """Rows of `select_timeline`, each with the actor whose it is, or None, and who says so."""
    query = select(rows, Actor, *attribution_columns(rows.c.id, rows.c.actor_id))
    return query.outerjoin(Actor, col(Actor.entity_id) == rows.c.actor_id)


def timeline_order(rows: Subquery, *, newest_first: bool) -> list[SQLColumnExpression[object]]:
    """What rows of `select_timeline` are ordered by: last possible day, first, kind, id.

    What nothing dates comes last, whichever way.
    """
    kind_rank = case(*((rows.c.kind == noun, rank) for rank, noun in enumerate(NOUNS)))
    days = (rows.c.latest, rows.c.earliest, kind_rank, rows.c.id)
    is_undated = case((rows.c.latest == FIRST, 1), else_=0)
    return [is_undated, *(each.desc() if newest_first else each for each in days)]


def select_timeline(day: date, words: Words) -> Subquery:
    """The rows that an address asks for, in no order: those of `select_kind` for each kind."""
    kinds = [kind for kind in KINDS if kind.noun() in words.get("kind", (kind.noun(),))]
    other_words = {name: each for name, each in words.items() if name != "kind"}
    return union_all(*(select_kind(kind, day, other_words) for kind in kinds)).subquery()


def select_kind(kind: type[Versioned], day: date, words: Words) -> Select[*tuple[Any, ...]]:
    """The dated rows of a kind that fit, all kinds with the same columns.

    They are kind, id, thing_id, actor_id, at, earliest, latest, counts, maybe, word_0 and further,
    text, quantity and each of AMOUNTS: NULL where a kind has no such thing.
    """
    rows = select_days(kind, day)
    date_field = DATE_FIELDS.get(kind, "at")
    word_columns = (*WORD_COLUMNS[kind], *[NO_TEXT] * WORD_COUNT)[:WORD_COUNT]
    owner = OWNER_COLUMNS.get(Pledge if kind is Step else kind, cast(null(), Integer))
    query = select(
        literal(kind.noun()).label("kind"),
        col(kind.entity_id).label("id"),
        col(kind.root_id).label("thing_id"),
        owner.label("actor_id"),
        type_coerce(fact_or_null(kind, date_field), JsonColumn(When)).label("at"),
        rows.c.earliest,
        rows.c.latest,
        rows.c.counts,
        rows.c.maybe,
        *(cast(word, String).label(f"word_{i}") for i, word in enumerate(word_columns)),
        cast(TITLE_COLUMNS.get(kind, NO_TEXT), String).label("text"),
        *(
            type_coerce(cast(fact_or_null(kind, name), String), JsonColumn(Quantity)).label(name)
            for name in ("quantity", *AMOUNTS)
        ),
    )
    query = query.join(rows, rows.c.entity_id == col(kind.entity_id))
    if kind is Step:
        query = query.join(Pledge, col(Pledge.entity_id) == col(kind.parent_id))
    return query.where(*filter_conditions(kind, words))


def fact_or_null(kind: type[Versioned], name: str) -> SQLColumnExpression[object]:
    """The column of a fact; NULL for a kind that has no such fact."""
    return column(kind, name) if name in kind.fact_names() else NO_TEXT


def select_days(kind: type[Versioned], day: date) -> CTE:
    """The days of rows: entity_id, earliest, latest, counts, maybe.

    Nothing else dates a publication or an announcement; a pledge without one has no row.
    """
    if kind not in (Pledge, Source):
        return entry_days(kind, day, None)
    first = func.coalesce(column(kind, f"{DATE_FIELDS[kind]}_earliest"), FIRST)
    last = func.coalesce(column(kind, f"{DATE_FIELDS[kind]}_latest"), FIRST)
    query = select(
        col(kind.entity_id),
        first.label("earliest"),
        last.label("latest"),
        (last <= day).label("counts"),
        ((last > day) & (first <= day)).label("maybe"),
    )
    if kind is Pledge:
        query = query.where(col(Pledge.announced).is_not(None))
    return query.cte(f"days_{kind.noun()}")
