"""What follows for a pledge from the other columns of its row."""

from datetime import date, timedelta

from sqlalchemy import CTE, ColumnElement, and_, case, func, or_, type_coerce

from app.models.vocabulary import ActorKind, Attribution, Bindingness, Delivery, Standing
from app.rules.staleness import DAYS
from app.rules.value import Beside, ByThen
from app.spine.value import stored


def unconfirmed_lately(row: CTE, day: date) -> ColumnElement[bool]:
    """Whether the newest evidence is too old; firmness that is not recorded is taken as floated."""
    c = row.c
    firm = func.coalesce(c.bindingness, Bindingness.FLOATED.value)
    since = case(*((firm == word, day - timedelta(days=DAYS[word])) for word in DAYS))
    never = func.coalesce(c.delivery.in_([Delivery.DELIVERED, Delivery.ENDED]), False)
    return and_(~never, or_(c.evidence_on.is_(None), c.evidence_on < since))


def beside(row: CTE) -> ColumnElement[str]:
    """Why a pledge is in no total: the first reason that applies; NULL if it is counted."""
    c = row.c
    reasons = {
        Beside.NOT_YET: c.by_then == ByThen.NOT_YET,
        Beside.POSSIBLY: c.by_then == ByThen.POSSIBLY,
        Beside.NO_COUNTRY: c.actor_kind != ActorKind.COUNTRY,
        Beside.GONE: or_(
            and_(c.standing.is_not(None), c.standing != Standing.ACTIVE),
            c.delivery == Delivery.ENDED,
        ),
        Beside.NOT_OWN: func.coalesce(c.attribution, "") != Attribution.OWN,
        Beside.FLOATED: c.bindingness == Bindingness.FLOATED,
        Beside.LINKED: c.linked.is_not(None),
        Beside.CONTESTED: c.contested,
    }
    cases = ((applies, reason.value) for reason, applies in reasons.items())
    return type_coerce(case(*cases, else_=None), stored(Beside))
