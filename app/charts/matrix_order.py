"""In which order actors stand in a picture, and which of them belong together."""

from datetime import date

from app.charts.rows import MatrixActor, MatrixPledge
from app.charts.tile import firmness_level, pledge_order, readiness_level
from app.spine.value import Term

OWN_TITLE = "In their own name"
OTHERS_TITLE = "Only others say so"
DECLINES_TITLE = "Decline, and offer nothing on record"
OVER_TITLE = "No longer standing"
APART_TITLE = "Several together, in no country’s total"


class MatrixOrder(Term):
    """How the rows of a picture are sorted."""

    FIRMNESS = "firmness", "who speaks for itself first, of these the firmest"
    READINESS = "readiness", "the readiest first"
    AGE = "age", "the newest evidence first"
    NAME = "name", "by name"


def firmest_pledge(actor: MatrixActor) -> MatrixPledge | None:
    """What an actor is known for: its firmest own pledge, else the firmest that others tell."""
    return min(actor.pledges, key=pledge_order, default=None)


def actor_order(actor: MatrixActor, order: MatrixOrder) -> tuple[object, ...]:
    """What actors are sorted by; countries come before groups whatever the order."""
    key: tuple[int, ...] = ()
    if order is MatrixOrder.FIRMNESS:
        key = firmness_key(actor)
    elif order is MatrixOrder.READINESS:
        key = readiness_key(actor)
    elif order is MatrixOrder.AGE:
        key = age_key(actor)
    return not actor.is_country, key, actor.sort_key, actor.code


def firmness_key(actor: MatrixActor) -> tuple[int, ...]:
    """Own words first, then the firmest, then who offers in the most domains itself."""
    firmest = firmest_pledge(actor)
    if firmest is None:
        return (3,)
    rank = 2 if firmest.ending else 0 if firmest.is_own else 1
    domains = {each.domain for each in actor.pledges if each.is_own and not each.ending}
    return rank, -firmness_level(firmest), -len(domains)


def readiness_key(actor: MatrixActor) -> tuple[int, ...]:
    """Own words first, then the readiest, then the firmest of these."""
    levels = [
        (not pledge.is_own, -readiness_level(pledge), -firmness_level(pledge))
        for pledge in actor.pledges
        if not pledge.ending
    ]
    return min(levels, default=(2, 0, 0))


def age_key(actor: MatrixActor) -> tuple[int]:
    """The newest evidence first, what has no day last."""
    days = [pledge.evidence_on for pledge in actor.pledges if pledge.evidence_on]
    return (-max(days, default=date.min).toordinal(),)


def section_of(actor: MatrixActor, order: MatrixOrder) -> str:
    """The title under which an actor stands; "" where nothing needs saying."""
    if not actor.is_country:
        return APART_TITLE
    firmest = firmest_pledge(actor)
    if order is not MatrixOrder.FIRMNESS:
        return ""
    if firmest is None:
        return DECLINES_TITLE
    if firmest.ending:
        return OVER_TITLE
    return OWN_TITLE if firmest.is_own else OTHERS_TITLE
