"""The pledges of the seed, by their code (C), and those that must not be there (X).

C13 (Türkiye: supports if there is a ceasefire) is among the stances.
"""

from tests.seeds.register import Register
from tests.seeds.wrong_seeds import drop, fails, pledge, swap

NOT_OWN = 'on_behalf = ["fr"]'


@fails("C", drop("C6"), pledge("fr", 'domain = "land"', code="C15"))
def test_the_pledges_are_these(register: Register):
    codes = [
        "C1",
        "C2",
        "C3a",
        "C3b",
        "C4",
        "C5",
        "C6",
        "C7",
        "C8",
        "C9",
        "C10",
        "C11",
        "C12",
        "C14",
    ]

    assert sorted(register.offers) == sorted(codes)


@fails(
    "C1",
    swap("C1", 'readiness = "allocated"', 'readiness = "specified"'),
    swap("F34", 'on_behalf = ["gb"]', 'on_behalf = ["fr"]'),
    swap("C1", 'gate = "deployment"', 'gate = "commitment"'),
    swap("C1", 'passage = "F37"', 'passage = "F38"'),
)
def test_c1_britain_s_troops_are_declared_and_their_units_chosen(register: Register):
    c1 = register.offers["C1"]

    assert c1.what == ("gb", "land", "presence")
    assert c1.axes == ("declared", "allocated", "none", "active", "own")
    assert c1.gates == {("ceasefire", "deployment")}
    assert str(c1.value.offered) == "an unstated number of troops"
    assert c1.refs == {"F34", "F36", "F37"}


@fails(
    "C2",
    swap("C2", 'delivery = "none"', 'delivery = "partial"'),
    swap("C2", 'capability = "own deployment"', 'capability = "equipment"'),
    swap("C2", 'offered.per = "unstated"', 'offered.per = "once"'),
)
def test_c2_britain_prepares_more_than_100_million_pounds(register: Register):
    c2 = register.offers["C2"]

    assert c2.what == ("gb", "funding", "own deployment")
    assert c2.axes == ("declared", "specified", "none", "active", "own")
    assert c2.gates == {("ceasefire", "deployment")}
    assert str(c2.value.offered) == "more than £100 million"
    assert c2.refs == {"F35", "F36"}


@fails("C3a", swap("C3a", 'capability = "planning"', 'capability = "command"'))
def test_c3a_britain_plans_the_force_and_says_so(register: Register):
    c3a = register.offers["C3a"]

    assert c3a.what == ("gb", "leadership", "planning")
    assert c3a.axes == ("declared", "unspecified", "none", "active", "own")
    assert (c3a.value.offered, c3a.gates) == (None, set())
    assert c3a.refs == {"F06"}


@fails("C3b", swap("F30", NOT_OWN, 'on_behalf = ["gb"]'))
def test_c3b_that_britain_leads_is_said_by_another(register: Register):
    c3b = register.offers["C3b"]

    assert c3b.what == ("gb", "leadership", "taskforce")
    assert c3b.axes == ("declared", "unspecified", "none", "active", "said by another")
    assert c3b.gates == set()
    assert c3b.refs == {"F03", "F30"}


@fails("C4", swap("F30", NOT_OWN, 'on_behalf = ["gb"]'))
def test_c4_that_france_leads_is_its_own_through_macron(register: Register):
    c4 = register.offers["C4"]

    assert c4.what == ("fr", "leadership", "taskforce")
    assert c4.axes == ("declared", "unspecified", "none", "active", "own")
    assert c4.gates == set()
    assert c4.refs == {"F03", "F30", "F38"}


@fails(
    "C5",
    swap("C5", 'kind = "timing"', 'kind = "ceasefire"\ngate = "deployment"'),
    swap("C5", "A weak pledge", "A pledge"),
)
def test_c5_france_s_troops_are_limited_but_wait_for_no_ceasefire(register: Register):
    c5 = register.offers["C5"]

    assert c5.what == ("fr", "land", "presence")
    assert c5.axes == ("declared", "unspecified", "none", "active", "own")
    assert c5.gates == {("timing", None), ("location", None)}
    assert c5.value.waiting == 0
    assert c5.pledge.note.startswith("A weak pledge")
    assert c5.refs == {"F40", "F41", "F42"}


@fails("C6", swap("C6", 'domain = "unspecified"', 'domain = "training"'))
def test_c6_the_coalition_s_help_to_rebuild_is_reported(register: Register):
    c6 = register.offers["C6"]

    assert c6.what == ("coalition", "unspecified", None)
    assert c6.axes == ("declared", "unspecified", "none", "active", "reported")
    assert (c6.value.offered, c6.gates) == (None, set())
    assert c6.refs == {"F15"}


@fails("C7", swap("C7", 'bindingness = "declared"', 'bindingness = "formal"'))
def test_c7_the_coalition_s_cover_of_the_air_is_reported(register: Register):
    c7 = register.offers["C7"]

    assert c7.what == ("coalition", "air", None)
    assert c7.axes == ("declared", "unspecified", "none", "active", "reported")
    assert (c7.value.offered, c7.gates) == (None, set())
    assert c7.refs == {"F16"}


@fails("C8", swap("F17", 'mode = "narrator"', 'mode = "narrator"\non_behalf = ["coalition"]'))
def test_c8_the_coalition_s_troops_are_reported_as_a_small_number(register: Register):
    c8 = register.offers["C8"]

    assert c8.what == ("coalition", "land", None)
    assert c8.axes == ("declared", "unspecified", "none", "active", "reported")
    assert str(c8.value.offered) == "“small number” of troops"
    assert c8.gates == set()
    assert c8.refs == {"F17"}


@fails("C9", swap("C9", 'bindingness = "floated"', 'bindingness = "declared"'))
def test_c9_air_support_from_nearby_is_floated_by_macron(register: Register):
    c9 = register.offers["C9"]

    assert c9.what == ("coalition", "air", None)
    assert c9.axes == ("floated", "unspecified", "none", "active", "said by another")
    assert (c9.value.offered, c9.gates) == (None, set())
    assert c9.speakers == {"Emmanuel Macron"}
    assert c9.refs == {"F27"}


@fails("C10", swap("F33", NOT_OWN, 'on_behalf = ["around-20"]'))
def test_c10_about_20_countries_are_one_pledge_of_one_group(register: Register):
    c10 = register.offers["C10"]

    assert c10.what == ("around-20", "unspecified", None)
    assert c10.axes == ("declared", "unspecified", "none", "active", "said by another")
    assert str(c10.value.offered) == "about 20 countries"
    assert c10.gates == set()
    assert c10.refs == {"F33"}


@fails("C11", swap("C11", 'bindingness = "floated"', 'bindingness = "declared"'))
def test_c11_türkiye_s_part_in_the_taskforce_is_planning_only(register: Register):
    c11 = register.offers["C11"]

    assert c11.what == ("tr", "leadership", "taskforce")
    assert c11.axes == ("floated", "unspecified", "none", "active", "said by another")
    assert "planning only" in c11.pledge.title
    assert c11.gates == set()
    assert c11.refs == {"F31"}


@fails("C12", swap("F32", NOT_OWN, 'on_behalf = ["us"]'))
def test_c12_the_american_part_in_the_taskforce_is_planning_only(register: Register):
    c12 = register.offers["C12"]

    assert c12.what == ("us", "leadership", "taskforce")
    assert c12.axes == ("floated", "unspecified", "none", "active", "said by another")
    assert "planning only" in c12.pledge.title
    assert c12.gates == set()
    assert c12.refs == {"F32"}


@fails(
    "C14",
    swap("C14", "not confirmed by Türkiye", "welcomed by Türkiye"),
    swap("F46", 'speaker = "Emmanuel Macron"', 'speaker = "Ankara"'),
)
def test_c14_türkiye_at_sea_is_macron_s_suggestion(register: Register):
    c14 = register.offers["C14"]

    assert c14.what == ("tr", "sea", None)
    assert c14.axes == ("floated", "unspecified", "none", "active", "said by another")
    assert c14.speakers == {"Emmanuel Macron"}
    assert "Suggested by Macron, not confirmed by Türkiye" in c14.pledge.note
    assert c14.refs == {"F46"}


@fails("X1", pledge("pl", 'domain = "air"\ncapability = "basing"'))
def test_x1_poland_pledges_nothing(register: Register):
    assert register.offers_by_actor["pl"] == []


@fails("X2", pledge("us", 'domain = "enabling"\ncapability = "air defence"'))
def test_x2_what_experts_want_of_the_united_states_is_no_pledge(register: Register):
    domains = {offer.pledge.domain for offer in register.offers.values()}

    assert "enabling" not in domains
    assert {offer.pledge.domain for offer in register.offers_by_actor["us"]} == {"leadership"}


@fails("X3", pledge("us", 'domain = "air"\ncapability = "fighters"'))
def test_x3_consent_to_the_jets_of_others_is_no_pledge(register: Register):
    in_the_air = [o.owner for o in register.offers.values() if o.pledge.domain == "air"]

    assert set(in_the_air) == {"coalition"}


@fails("X4", pledge("coalition", 'domain = "training"\ncapability = "instructors"'))
def test_x4_trainers_moving_closer_are_no_pledge(register: Register):
    domains = {offer.pledge.domain for offer in register.offers.values()}

    assert "training" not in domains
    assert all("F21" not in offer.refs for offer in register.offers.values())
