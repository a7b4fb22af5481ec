"""How old the evidence is, and whether a pledge is unconfirmed lately."""

from datetime import date

from app.models.vocabulary import Bindingness, Delivery
from app.rules.rule import Rule

# Days after which evidence is old; what is further along stays true for longer.
DAYS = {
    Bindingness.FLOATED: 90,
    Bindingness.DECLARED: 180,
    Bindingness.FORMAL: 365,
    Bindingness.AUTHORISED: 365,
}

RULE = Rule(
    "staleness",
    "Unconfirmed lately",
    1,
    (
        "Evidence is as old as the latest possible day of publication of its newest source: a "
        "source of between 27 November and 8 December counts from 8 December. A repost is no "
        "newer than what it repeats.",
        "A pledge is unconfirmed lately when its newest evidence is older than 90 days while "
        "floated, 180 days once declared, 365 days once formal or authorised. One whose sources "
        "have no date is unconfirmed lately. What was delivered or has ended never is.",
    ),
)


def unconfirmed_lately(
    bindingness: Bindingness | None,
    delivery: Delivery | None,
    evidence_on: date | None,
    today: date,
) -> bool:
    """Whether the newest evidence of a pledge is too old to lean on.

    One whose firmness is not recorded is judged as floated.
    """
    if delivery in (Delivery.DELIVERED, Delivery.ENDED):
        return False
    if evidence_on is None:
        return True
    return (today - evidence_on).days > DAYS[bindingness or Bindingness.FLOATED]


def age(evidence_on: date | None, today: date) -> str:
    """How old evidence is, in a few words that are never sharper than a person would be."""
    if evidence_on is None:
        return "of unknown age"
    days = (today - evidence_on).days
    if days < 1:
        return "new"
    if days < 14:
        return f"{days} day{'s' if days > 1 else ''} old"
    if days < 60:
        return f"about {round(days / 7)} weeks old"
    if days < 320:
        return f"about {round(days / 30.4)} months old"
    years = max(1, round(days / 365.25))
    return "about a year old" if years == 1 else f"about {years} years old"
