"""A pledge that is counted, as rules see it: say what is different."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from app.models.quantity import Quantity
from app.models.vocabulary import ActorKind, Attribution, Bindingness, Delivery, Domain, Standing
from app.rules.contested_amount import amount_range, different_amounts
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
    amounts=(),
    unconfirmed_lately=False,
    possibly=0,
    waiting=0,
    conditions=(),
    awaits=(),
)


def pledge_state(number: int = 1, quantity: str | None = None, **facts: Any) -> PledgeState:
    """Pledge `number`; its quantity as it is printed."""
    amount = Quantity.parse(quantity) if quantity else None
    return replace(PLAIN, pledge_id=number, quantity=amount, **facts)


def contested_state(number: int, *amounts: str, **facts: Any) -> PledgeState:
    """Pledge `number`, on which sources disagree: what they say, as it is printed."""
    quantities = different_amounts(map(Quantity.parse, amounts))
    worth = {"quantity": amount_range(quantities), "amounts": quantities}
    return replace(PLAIN, pledge_id=number, **worth | facts)
