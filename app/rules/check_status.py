"""Whether anybody has looked: nothing found is a finding, not looked at is none."""

from collections.abc import Iterable
from datetime import date

from app.models import Check
from app.models.vocabulary import CheckResult
from app.rules.rule import Rule
from app.spine.value import Term

RULE = Rule(
    "looked",
    "Not looked at, and nothing found",
    version=2,
    text=(
        "Where nothing is recorded, the register says which of two it is. “Nothing found”: an "
        "editor has looked, and the check says when, where and for what. “Not looked at”: "
        "there is no check by that day. Neither is a zero or a refusal: an actor that has refused "
        "has a stance that says so.",
        "A check counts from the day on which somebody looked, however old the sources are. The "
        "page shows the latest one by the day. It covers one actor and one domain or proposition, "
        "and nothing else.",
        "Where something is on record, a check says one of three. “Nothing newer”: somebody "
        "looked, and the evidence keeps its age. “Still so”: a source says that it still holds; "
        "where the check is about one pledge, the day of that source renews its evidence. "
        "“Something new”: it is recorded apart.",
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
    NOTHING_NEWER = "nothing newer", CheckResult.NOTHING_NEWER.meaning
    STILL_SO = "still so", CheckResult.STILL_SO.meaning
    SOMETHING_NEW = "something new", CheckResult.SOMETHING_NEW.meaning


def result_words(found: str) -> str:
    """What a search came to, as pages say it: “nothing found”, “nothing newer”."""
    return CheckStatus.NOTHING.value if found == CheckResult.NOTHING else str(found)


def latest_check(checks: Iterable[Check], day: date) -> Check | None:
    """The last check made by a day, of those made on one day the last recorded; None for none."""
    candidates = [check for check in checks if check.checked_on <= day]
    return max(candidates, key=lambda check: (check.checked_on, check.entity_id), default=None)
