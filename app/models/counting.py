"""Whether a pledge is there on a day, and why it is in no total."""

from app.spine.value import Term


class ByThen(Term):
    """Whether a pledge is there on a day."""

    COUNTS = "counts", "it was there by then"
    POSSIBLY = "possibly", "its date is uncertain: it may have been there by then"
    NOT_YET = "not yet", "it was not there by then"


class Exclusion(Term):
    """Why a pledge is listed beside totals and not counted in them; the first that applies."""

    NOT_YET = "not there yet", "on the day it had not been said"
    POSSIBLY = "possibly by then", "its date is uncertain: it may have been said by the day"
    NO_COUNTRY = "of no single country", "it is offered by a group, an organisation or a coalition"
    GONE = "not active", "withdrawn, lapsed, superseded, disputed, or ended"
    NOT_OWN = "not said by its owner", "said by another, reported, or uncited"
    FLOATED = "floated", "considered, not promised"
    LINKED = "part of another, or contradicted", "counting it could count the same twice"
