"""A pledge that is counted, as rules see it: say what is different."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from app.models.quantity import Quantity
from app.models.step import AMOUNTS
from app.models.vocabulary import ActorKind, Attribution, Bindingness, Delivery, Domain, Standing
from app.rules.contested_amount import amount_range, different_amounts
from app.rules.pledge_difference import PledgeSide, pledge_outcomes
from app.rules.pledge_state import ByThen, PledgeState

PLAIN = replace(
    PledgeState(**{field.name: None for field in fields(PledgeState)}),
    pledge_id=1,
    actor_id=7,
    actor_kind=ActorKind.COUNTRY,
    domain=Domain.LAND,
    bindingness=Bindingness.DECLARED,
    delivery=Delivery.NONE,
    standing=Standing.ACTIVE,
    attribution=Attribution.OWN,
    evidence_on=date(2026, 5, 3),
    by_then=ByThen.COUNTS,
    offered_statements=(),
    set_aside_statements=(),
    delivered_statements=(),
    worth_statements=(),
    unconfirmed_lately=False,
    possibly=0,
    waiting=0,
    conditions=(),
    awaits=(),
)


def pledge_state(number: int = 1, offered: str | None = None, **facts: Any) -> PledgeState:
    """Pledge `number`; what of AMOUNTS is given, as it is printed."""
    texts = {"offered": offered} | {name: facts.pop(name, None) for name in AMOUNTS[1:]}
    amounts = {name: Quantity.parse(text) if text else None for name, text in texts.items()}
    steps = {f"{name}_step": 90 for name, amount in amounts.items() if amount}
    return replace(PLAIN, pledge_id=number, **amounts, **steps | facts)


def contested_state(
    number: int, *amounts: str, stage: str = "offered", **facts: Any
) -> PledgeState:
    """Pledge `number`, on which sources disagree: what they say, as it is printed."""
    quantities = different_amounts(map(Quantity.parse, amounts))
    worth = {stage: amount_range(quantities), f"{stage}_statements": quantities}
    return replace(PLAIN, pledge_id=number, **worth | {f"{stage}_step": 90} | facts)


def outcome_words(was: PledgeState, now: PledgeState) -> list[str]:
    """What became of a pledge that waits for nothing, in words."""
    return [str(each) for each in pledge_outcomes(PledgeSide(was, []), PledgeSide(now, []))]
