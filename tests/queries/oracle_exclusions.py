"""Whether a pledge is old, and why it is in no total, from the other columns of its row."""

from datetime import date, timedelta

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, or_, select, type_coerce
from sqlmodel import col

from app.models import Link, Pledge
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Delivery,
    LinkKind,
    Standing,
)
from app.rules.pledge_state import UNCOUNTED_LINKS, ByThen, Exclusion
from app.rules.staleness import DAYS_UNTIL_OLD
from app.spine.value import term_column


def unconfirmed_lately(row: CTE, day: date) -> ColumnElement[bool]:
    """Whether the newest evidence is too old; firmness that is not recorded is taken as floated."""
    c = row.c
    firm = func.coalesce(c.bindingness, Bindingness.FLOATED.value)
    since = case(
        *((firm == word, day - timedelta(days=DAYS_UNTIL_OLD[word])) for word in DAYS_UNTIL_OLD)
    )
    never = func.coalesce(c.delivery.in_([Delivery.DELIVERED, Delivery.ENDED]), False)
    return and_(~never, or_(c.evidence_on.is_(None), c.evidence_on < since))


def exclusion_reason(row: CTE) -> ColumnElement[str]:
    """Why a pledge is in no total: the first reason that applies; NULL if it is counted."""
    c = row.c
    reasons = {
        Exclusion.NOT_YET: c.by_then == ByThen.NOT_YET,
        Exclusion.POSSIBLY: c.by_then == ByThen.POSSIBLY,
        Exclusion.NO_COUNTRY: c.actor_kind != ActorKind.COUNTRY,
        Exclusion.GONE: or_(
            and_(c.standing.is_not(None), c.standing != Standing.ACTIVE),
            c.delivery == Delivery.ENDED,
        ),
        Exclusion.NOT_OWN: func.coalesce(c.attribution, "") != Attribution.OWN,
        Exclusion.FLOATED: c.bindingness == Bindingness.FLOATED,
        Exclusion.LINKED: c.linked.is_not(None),
    }
    cases = ((applies, reason.value) for reason, applies in reasons.items())
    return type_coerce(case(*cases, else_=None), term_column(Exclusion))


def excluding_link() -> ColumnElement[str]:
    """The first kind of link that takes a pledge out of totals; NULL if none does."""
    here, there = (end == Pledge.entity_id for end in (col(Link.from_id), col(Link.to_id)))
    ends = dict.fromkeys(UNCOUNTED_LINKS, here) | {LinkKind.CONTRADICTS: or_(here, there)}
    cases = [
        (exists(select(col(Link.entity_id)).where(end, col(Link.kind) == kind)), kind.value)
        for kind, end in ends.items()
    ]
    return type_coerce(case(*cases, else_=None), term_column(LinkKind))
