"""How many countries have spoken for themselves, beside how many others claim there are."""

from collections.abc import Collection, Iterable

from app.models.quantity import Quantity
from app.models.vocabulary import ActorKind, Delivery, Domain, Readiness
from app.rules.pledge_state import ByThen, PledgeState
from app.rules.rule import Rule

RULE = Rule(
    "identified",
    "Identified, and claimed",
    version=2,
    text=(
        "A country is identified if it has a pledge of forces, or of services such as logistics, "
        "on land, in the air or at sea that it made itself and that stands. Money, planning, "
        "training or a seat in a taskforce do not make it one.",
        "How many countries others speak of (“about 20”) is a claim. It is shown beside the number "
        "identified, in the words of whoever claims it. The two are never added, as they may "
        "overlap; two claims are never added either; and no claim is painted on a map.",
        "The first page begins with the number identified of all countries on record; how many of "
        "them have such a pledge whose units are chosen or ready; and how many have one that is "
        "delivered in part or whole, by what is on record. The figures below it are of what they "
        "name: countries on record; pledges that totals count, of which some say how much at any "
        "stage, or give amounts that differ; and pledges that are there on the day.",
    ),
    examples=(
        "Two countries promise troops and ships; a third only money; a neighbour says of a fourth "
        "that it will send aircraft; a host says that “more than 30 countries” are ready. "
        "That is: more than 30 claimed, 2 identified.",
    ),
)
FORCES = (Domain.LAND, Domain.AIR, Domain.SEA)
CHOSEN = (Readiness.ALLOCATED, Readiness.READY)
SENT = (Delivery.PARTIAL, Delivery.DELIVERED)


def identified_country_ids(states: Iterable[PledgeState]) -> list[int]:
    """The ids of the countries with an own pledge of forces that is counted, each once, by id."""
    return sorted({v.actor_id for v in states if v.exclusion is None and v.domain in FORCES})


def identified_line(states: Collection[PledgeState], country_count: int) -> str:
    """What is on record in one sentence; "" while there is no country.

    Args:
        states: All pledges.
        country_count: How many countries there are on record.
    """
    offers = [v for v in states if v.exclusion is None and v.domain in FORCES]
    count = len({v.actor_id for v in offers})
    if not count:
        whole = (
            f"None of {country_count} countries" if country_count > 1 else "No country on record"
        )
        return f"{whole} has itself declared a part of a force." if country_count else ""
    chosen_count = len({v.actor_id for v in offers if v.readiness in CHOSEN})
    sender_count = len({v.actor_id for v in offers if v.delivery in SENT})
    verb = "has itself" if count == 1 else "have themselves"
    countries = "country" if country_count == 1 else "countries"
    deliveries = (
        f"{count_words(sender_count)} sent any" if sender_count else "no delivery is on record"
    )
    return (
        f"{count} of {country_count} {countries} {verb} declared a part of a force; "
        f"{count_words(chosen_count)} chosen units, and {deliveries}."
    )


def count_words(count: int) -> str:
    """How many have done something: “none has”, “1 has”, “2 have”."""
    return f"{count or 'none'} {'has' if count < 2 else 'have'}"


def claims(states: Iterable[PledgeState]) -> list[PledgeState]:
    """The pledges of groups that say how many countries there are, in the order of recording.

    Those that are not there on the day, or have been taken back, claim nothing.
    """
    return [
        v
        for v in states
        if v.actor_kind != ActorKind.COUNTRY
        and counts_countries(v)
        and v.by_then == ByThen.COUNTS
        and not v.is_over
    ]


def counts_countries(state: PledgeState) -> bool:
    """Whether a pledge is of so many countries, by all that its sources say of how much it is."""
    quantities = claimed_quantities(state)
    return bool(quantities) and all(
        each.unit == "countries" and each.bounds != (None, None) for each in quantities
    )


def claimed_quantities(state: PledgeState) -> list[Quantity]:
    """What is offered: the one quantity, or the range; each statement where there is none."""
    amount = state.amount("offered")
    return [amount.quantity] if amount.quantity else list(amount.statements)


def claims_line(states: Iterable[PledgeState]) -> str:
    """What others claim, each claim once: “about 20 claimed”; "" if nobody claims anything."""
    return " · ".join(dict.fromkeys(map(claim_words, claims(states))))


def claim_words(state: PledgeState) -> str:
    """One claim: “about 20 claimed”, “20 to 26 claimed, contested”."""
    quantities = claimed_quantities(state)
    figures = " or ".join(str(each).removesuffix(" countries") for each in quantities)
    return f"{figures} claimed{', contested' if state.amount('offered').contested else ''}"
