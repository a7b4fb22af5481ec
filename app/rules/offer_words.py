"""What pledges are of, in a few words: “troops, 2 systems and money”."""

import re
from collections.abc import Sequence

from app.models.unit import UNITS
from app.models.vocabulary import Capability, Domain
from app.rules.pledge_state import PledgeState

DOMAIN_WORDS: dict[Domain, str] = {
    Domain.LAND: "troops",
    Domain.AIR: "air support",
    Domain.SEA: "naval support",
    Domain.FUNDING: "money",
    Domain.TRAINING: "training",
    Domain.ENABLING: "enabling support",
    Domain.LEADERSHIP: "leadership",
    Domain.UNSPECIFIED: "support of a form not stated",
}
CAPABILITY_WORDS: dict[Capability, str] = {
    Capability.GROUND_BASED_AIR_DEFENCE: "ground-based air defence",
    Capability.LOGISTICS: "logistics",
    Capability.MEDICAL: "medical care",
    Capability.OWN_DEPLOYMENT: "money for its own deployment",
    Capability.COMMAND: "command",
    Capability.TASKFORCE: "a role in the taskforce",
    Capability.PLANNING: "planning",
}
# What can be given on the ground by whoever sends no soldiers.
SERVICES = (Capability.LOGISTICS, Capability.MEDICAL, Capability.GROUND_BASED_AIR_DEFENCE)
# The units that the words for domains stand for, or that are no things.
UNNAMED_UNITS = ("troops", "people trained", "countries", "months")
ONE = r"(?:^| )1 [a-z ]+$"  # a figure of one, at the end


def list_offers(pledges: Sequence[PledgeState]) -> str:
    """What these pledges are of, what has no unit of its own once: troops, 2 systems and money."""
    sorted_pledges = sorted(pledges, key=lambda pledge: list(Domain).index(pledge.domain))
    words: list[str] = []
    for pledge in sorted_pledges:
        offer = offer_words(pledge)
        words += [offer] if has_own_unit(pledge) or offer not in words else []
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def offer_words(pledge: PledgeState) -> str:
    """What a pledge is of: so many of its unit, or a word or two.

    What is offered on land is called troops only where nothing says that it is something else.
    """
    capability, amount = pledge.capability, pledge.main_amount
    if has_own_unit(pledge):
        words = str(amount.quantity)
        return f"{words} (contested)" if amount.contested else words
    better = CAPABILITY_WORDS.get(capability) if capability else None
    if amount.quantity is not None and amount.has_figure and amount.quantity.is_money:
        return better or DOMAIN_WORDS[Domain.FUNDING]
    if capability in SERVICES and (amount.has_figure or amount.contested):
        return DOMAIN_WORDS[pledge.domain]
    is_in_words = amount.quantity is not None and amount.quantity.unit is None
    bare_words = str(amount.quantity) if is_in_words and pledge.domain is Domain.LAND else ""
    return better or bare_words or DOMAIN_WORDS[pledge.domain]


def has_own_unit(pledge: PledgeState) -> bool:
    """Whether it is said how many, of something that no word for a domain would name."""
    quantity = pledge.main_amount.quantity
    if quantity is None or quantity.bounds == (None, None):
        return False
    return quantity.unit in UNITS and quantity.unit not in UNNAMED_UNITS


def are_several(offers: str) -> bool:
    """Whether what `list_offers` gave is several things, as a verb must know."""
    if " and " in offers or offers == DOMAIN_WORDS[Domain.LAND]:
        return True
    return bool(re.search("[0-9]", offers)) and not re.search(ONE, offers)
