"""How old the evidence is, and whether a pledge is unconfirmed lately."""

from datetime import date

from app.models.vocabulary import Bindingness
from app.rules.rule import Rule

# Days after which evidence is old; what is further along stays true for longer.
DAYS_UNTIL_OLD = {
    Bindingness.FLOATED: 90,
    Bindingness.DECLARED: 180,
    Bindingness.FORMAL: 365,
    Bindingness.AUTHORISED: 365,
}

RULE = Rule(
    "staleness",
    "Unconfirmed lately",
    version=2,
    text=(
        "Evidence is as old as the latest possible day of publication of its newest source: a "
        "source of between 27 November and 8 December counts from 8 December. A repost is no "
        "newer than what it repeats. A search that says that a pledge is still so counts with the "
        "source it cites; one that found nothing newer leaves the evidence as old as it was.",
        "A pledge is unconfirmed lately when its newest evidence is older than 90 days while "
        "floated, 180 days once declared, 365 days once formal or authorised. One whose sources "
        "have no date is unconfirmed lately. What was delivered or has ended never is.",
    ),
)


def is_evidence_old(evidence_on: date | None, today: date) -> bool:
    """Whether evidence is too old for anything that is only floated."""
    return evidence_on is None or (today - evidence_on).days > DAYS_UNTIL_OLD[Bindingness.FLOATED]


def evidence_age(evidence_on: date | None, today: date) -> str:
    """How old evidence is, in a few words that are never sharper than a person would be."""
    if evidence_on is None:
        return "of unknown age"
    days = (today - evidence_on).days
    if days < 0:
        return "newer than this day"
    if days == 0:
        return "less than a day old"
    for end, size, unit in ((14, 1.0, "day"), (60, 7.0, "week"), (320, 30.4, "month")):
        if days < end:
            count = round(days / size)
            about = "about " if size > 1 else ""
            return f"{about}{count} {unit}{'' if count == 1 else 's'} old"
    years = max(1, round(days / 365.25))
    return "about a year old" if years == 1 else f"about {years} years old"
