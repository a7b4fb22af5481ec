"""Whether anybody has looked: nothing found is a finding, not looked at is none."""

from collections.abc import Iterable
from datetime import date

from app.models import Check
from app.rules.rule import Rule
from app.spine.value import Term

RULE = Rule(
    "looked",
    "Not looked at, and nothing found",
    version=1,
    text=(
        "Where nothing is recorded, the register says which of two it is. “Nothing found”: an "
        "editor has looked, and the check says when, where and for what. “Not looked at”: "
        "there is no check by that day. Neither is a zero or a refusal: an actor that has refused "
        "has a stance that says so.",
        "A check counts from the day on which somebody looked, however old the sources are. The "
        "page shows the latest one by the day. It covers one actor and one domain or proposition, "
        "and nothing else.",
    ),
    examples=(
        "On 3 May somebody goes through a parliament’s papers for Latvian ships and finds none. On "
        "4 May the page says: at sea, nothing found on 3 May. On 2 May it says: not looked at; and "
        "so it does on 4 May for Latvian aircraft, and for Estonian ships.",
    ),
)


class CheckStatus(Term):
    """What is known of a place in the register where nothing stands."""

    NOT_LOOKED = "not looked at", "nobody has recorded a search by this day"
    NOTHING = "nothing found", "somebody looked, and found nothing"
    FOUND = "found", "somebody looked, and found something"


def latest_check(checks: Iterable[Check], day: date) -> Check | None:
    """The last check made by a day, of those made on one day the last recorded; None for none."""
    candidates = [check for check in checks if check.checked_on <= day]
    return max(candidates, key=lambda check: (check.checked_on, check.entity_id), default=None)
