"""What the seed comes to: who is counted, and why the rest is listed beside."""

from app.rules.identified_countries import claims_line, identified_country_ids
from app.rules.status import all_waits
from app.rules.totals import totals
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import fails, swap


def total_texts(register: Register) -> dict[str, str]:
    """The totals of the whole seed, by domain."""
    offers = register.offers.values()
    values = [offer.value for offer in offers]
    conditions = {o.pledge.entity_id: all_waits(o.conditions) for o in offers}
    return {str(total.domain): str(total) for total in totals(values, conditions)}


@fails(
    "counted",
    swap("around-20", 'kind = "group"', 'kind = "country"'),
    swap("F46", 'on_behalf = ["fr"]', 'on_behalf = ["tr"]'),
    swap("F06", 'on_behalf = ["gb"]', 'on_behalf = ["fr"]'),
)
def test_only_what_britain_and_france_say_themselves_is_counted(register: Register):
    reasons = {code: str(offer.value.exclusion) for code, offer in register.offers.items()}

    assert reasons == dict.fromkeys(("C1", "C2", "C3a", "C4", "C5"), "None") | dict.fromkeys(
        ("C6", "C7", "C8", "C9", "C10"), "of no single country"
    ) | dict.fromkeys(("C3b", "C11", "C12", "C14"), "not said by its owner")


@fails(
    "totals",
    swap("C2", 'offered.qualifier = "more than"', 'offered.qualifier = "at least"'),
    swap("C5", 'kind = "timing"', 'kind = "ceasefire"\ngate = "deployment"'),
)
def test_the_totals_are_these(register: Register):
    assert total_texts(register) == {
        "land": "2 offers, none with a figure, 1 of them waiting for a ceasefire",
        "funding": "more than £100 million, all of it waiting for a ceasefire",
        "leadership": "2 offers, none with a figure",
    }


@fails(
    "identified",
    swap("C5", 'domain = "land"\ncapability = "presence"', 'domain = "training"'),
    swap("C10", 'offered.low = "20"', 'offered.low = "26"'),
)
def test_two_are_identified_beside_about_20_claimed(register: Register):
    values = [offer.value for offer in register.offers.values()]
    codes = {actor.entity_id: code for code, actor in register.actors.items()}

    assert [codes[i] for i in identified_country_ids(values)] == ["gb", "fr"]
    assert claims_line(values) == "about 20 claimed"
