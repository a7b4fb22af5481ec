"""The rows of all kinds that are dated, as one SELECT."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    Integer,
    Select,
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

from app.models import (
    Assessment,
    Check,
    Circumstance,
    Event,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.quantity import Quantity
from app.models.when import When
from app.queries.entries import entry_days
from app.queries.filters import OWNER_COLUMNS, Words, filter_conditions
from app.queries.row_dates import FIRST
from app.rules.check_status import CheckStatus
from app.spine.value import JsonColumn

WORD_COUNT = 5  # words that a row brings along, to be called by
KINDS: tuple[type[Any], ...] = (
    Pledge, Step, Stance, Assessment, Event, Circumstance, Source, Check,
)  # fmt: skip
DATE_FIELDS = {Pledge: "announced", Source: "published"}
NO_TEXT: Any = cast(null(), String)
source: Any = Source
check: Any = Check
pledge: Any = Pledge
CHECK_RESULT = case((check.found, CheckStatus.FOUND.value), else_=CheckStatus.NOTHING.value)
WORD_COLUMNS: Mapping[type[Any], tuple[Any, ...]] = {  # at most TOLD
    Pledge: (Pledge.domain,),
    Step: (Pledge.domain, Step.bindingness, Step.readiness, Step.delivery, Step.standing),
    Stance: (Stance.proposition, Stance.position),
    Assessment: (Assessment.kind, Assessment.author, Assessment.capability),
    Event: (Event.kind,),
    Circumstance: (Circumstance.kind, Circumstance.state),
    Source: (Source.kind,),
    Check: (Check.topic, CHECK_RESULT),
}
TITLE_COLUMNS: Mapping[type[Any], Any] = {
    Pledge: Pledge.title,
    Step: Pledge.title,
    Stance: Stance.gist,
    Assessment: Assessment.gist,
    Event: Event.title,
    Source: func.coalesce(source.title, source.publisher),
    Check: Check.where,
}


def select_timeline(day: date, words: Words) -> Subquery:
    """The entries that an address asks for."""
    kinds = [kind for kind in KINDS if kind.noun() in words.get("kind", (kind.noun(),))]
    other_words = {name: each for name, each in words.items() if name != "kind"}
    return union_all(*(select_kind(kind, day, other_words) for kind in kinds)).subquery()


def select_kind(kind: Any, day: date, words: Words) -> Select[Any]:  # noqa: ANN401
    """The dated rows of a kind that fit, all kinds with the same columns."""
    rows = select_days(kind, day)
    word_columns = (*WORD_COLUMNS[kind], *[NO_TEXT] * WORD_COUNT)[:WORD_COUNT]
    owner: Any = OWNER_COLUMNS.get(Pledge if kind is Step else kind, cast(null(), Integer))
    query: Select[Any] = select(
        literal(kind.noun()).label("kind"),
        kind.entity_id.label("id"),
        kind.root_id.label("thing_id"),
        owner.label("actor_id"),
        type_coerce(getattr(kind, DATE_FIELDS.get(kind, "at"), NO_TEXT), JsonColumn(When)).label(
            "at"
        ),
        rows.c.earliest,
        rows.c.latest,
        rows.c.counts,
        rows.c.maybe,
        *(cast(word, String).label(f"word_{i}") for i, word in enumerate(word_columns)),
        cast(TITLE_COLUMNS.get(kind, NO_TEXT), String).label("text"),
        type_coerce(cast(getattr(kind, "quantity", NO_TEXT), String), JsonColumn(Quantity)).label(
            "quantity"
        ),
    )
    query = query.join(rows, rows.c.entity_id == kind.entity_id)
    if kind is Step:
        query = query.join(pledge, pledge.entity_id == kind.parent_id)
    return query.where(*filter_conditions(kind, words))


def select_days(kind: Any, day: date) -> CTE:  # noqa: ANN401
    """The days of rows: entity_id, earliest, latest, counts, maybe.

    Nothing else dates a publication or an announcement; a pledge without one has no row.
    """
    if kind not in (Pledge, Source):
        return entry_days(kind, day, None)
    first = func.coalesce(getattr(kind, f"{DATE_FIELDS[kind]}_earliest"), FIRST)
    last = func.coalesce(getattr(kind, f"{DATE_FIELDS[kind]}_latest"), FIRST)
    query: Select[Any] = select(
        kind.entity_id,
        first.label("earliest"),
        last.label("latest"),
        (last <= day).label("counts"),
        ((last > day) & (first <= day)).label("maybe"),
    )
    if kind is Pledge:
        query = query.where(pledge.announced.is_not(None))
    return query.cte(f"days_{kind.noun()}")
