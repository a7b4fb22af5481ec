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
from app.queries.choosing import WHOSE, Words, chosen
from app.queries.days import FIRST
from app.queries.records import placed
from app.rules.looked import Looked
from app.spine.value import Stored

TOLD = 5  # words that a row brings along, to be called by
KINDS: tuple[type[Any], ...] = (
    Pledge, Step, Stance, Assessment, Event, Circumstance, Source, Check,
)  # fmt: skip
AT = {Pledge: "announced", Source: "published"}
NONE: Any = cast(null(), String)
source: Any = Source
check: Any = Check
pledge: Any = Pledge
FOUND = case((check.found, Looked.FOUND.value), else_=Looked.NOTHING.value)
WORDS: Mapping[type[Any], tuple[Any, ...]] = {  # at most TOLD
    Pledge: (Pledge.domain,),
    Step: (Pledge.domain, Step.bindingness, Step.readiness, Step.delivery, Step.standing),
    Stance: (Stance.proposition, Stance.position),
    Assessment: (Assessment.kind, Assessment.author, Assessment.capability),
    Event: (Event.kind,),
    Circumstance: (Circumstance.kind, Circumstance.state),
    Source: (Source.kind,),
    Check: (Check.topic, FOUND),
}
TEXT: Mapping[type[Any], Any] = {
    Pledge: Pledge.title,
    Step: Pledge.title,
    Stance: Stance.gist,
    Assessment: Assessment.gist,
    Event: Event.title,
    Source: func.coalesce(source.title, source.publisher),
    Check: Check.where,
}


def every(day: date, words: Words) -> Subquery:
    """The entries that an address asks for."""
    kinds = [kind for kind in KINDS if kind.noun() in words.get("kind", (kind.noun(),))]
    others = {name: each for name, each in words.items() if name != "kind"}
    return union_all(*(entries(kind, day, others) for kind in kinds)).subquery()


def entries(kind: Any, day: date, words: Words) -> Select[Any]:  # noqa: ANN401
    """The dated rows of a kind that fit, all kinds with the same columns."""
    rows = days(kind, day)
    own = (*WORDS[kind], *[NONE] * TOLD)[:TOLD]
    owner: Any = WHOSE.get(Pledge if kind is Step else kind, cast(null(), Integer))
    found: Select[Any] = select(
        literal(kind.noun()).label("kind"),
        kind.entity_id.label("id"),
        kind.root_id.label("thing_id"),
        owner.label("actor_id"),
        type_coerce(getattr(kind, AT.get(kind, "at"), NONE), Stored(When)).label("at"),
        rows.c.earliest,
        rows.c.latest,
        rows.c.counts,
        rows.c.maybe,
        *(cast(word, String).label(f"word_{i}") for i, word in enumerate(own)),
        cast(TEXT.get(kind, NONE), String).label("text"),
        type_coerce(cast(getattr(kind, "quantity", NONE), String), Stored(Quantity)).label(
            "quantity"
        ),
    )
    found = found.join(rows, rows.c.entity_id == kind.entity_id)
    if kind is Step:
        found = found.join(pledge, pledge.entity_id == kind.parent_id)
    return found.where(*chosen(kind, words))


def days(kind: Any, day: date) -> CTE:  # noqa: ANN401
    """The days of rows: entity_id, earliest, latest, counts, maybe.

    Nothing else dates a publication or an announcement; a pledge without one has no row.
    """
    if kind not in (Pledge, Source):
        return placed(kind, day, None)
    first = func.coalesce(getattr(kind, f"{AT[kind]}_earliest"), FIRST)
    last = func.coalesce(getattr(kind, f"{AT[kind]}_latest"), FIRST)
    found: Select[Any] = select(
        kind.entity_id,
        first.label("earliest"),
        last.label("latest"),
        (last <= day).label("counts"),
        ((last > day) & (first <= day)).label("maybe"),
    )
    if kind is Pledge:
        found = found.where(pledge.announced.is_not(None))
    return found.cte(f"days_{kind.noun()}")
