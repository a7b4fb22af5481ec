import pytest

from app.models import Circumstance

OF_THE_WORLD = [
    "ceasefire",
    "peace agreement",
    "terms agreed by both sides",
    "host consent",
    "Russian acquiescence",
    "US backstop",
    "UN/OSCE mandate",
]
OF_AN_ACTOR = [
    "parliamentary approval",
    "government decision",
    "funding approved",
    "mission defined",
    "burden sharing",
]
LIMITS = ["location", "role", "timing", "duration", "platform", "force protection", "other"]
UNMET = {"state": "unmet"}


@pytest.mark.parametrize("kind", OF_THE_WORLD)
def test_what_is_of_the_world_has_no_actor(kind):
    facts = Circumstance.validate_facts(UNMET | {"kind": kind})

    assert facts["actor_id"] is None
    with pytest.raises(ValueError, match=f"“{kind}” is of the world: leave the actor empty."):
        Circumstance.validate_facts(UNMET | {"kind": kind, "actor_id": 1})


@pytest.mark.parametrize("kind", OF_AN_ACTOR)
def test_what_is_of_an_actor_names_it(kind):
    facts = Circumstance.validate_facts(UNMET | {"kind": kind, "actor_id": 1})

    assert facts["actor_id"] == 1
    with pytest.raises(ValueError, match=f"Say whose {kind} it is."):
        Circumstance.validate_facts(UNMET | {"kind": kind})


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.parametrize("actor_id", [None, 1])
def test_a_limit_is_no_circumstance(kind, actor_id):
    with pytest.raises(ValueError, match=f"“{kind}” limits an offer: there is nothing that can be"):
        Circumstance.validate_facts(UNMET | {"kind": kind, "actor_id": actor_id})


@pytest.mark.parametrize("state", ["met", "partly", "unmet", "unknown"])
def test_a_circumstance_is_in_one_of_four_states(state):
    assert Circumstance.validate_facts({"kind": "ceasefire", "state": state})["state"] == state


@pytest.mark.parametrize(
    ("said", "occasion"),
    [
        ({"kind": "ceasefire"}, "ceasefire of the world, undated"),
        (
            {"kind": "ceasefire", "at": {"edtf": "2026-05~", "basis": "stated"}},
            "ceasefire of the world, 2026-05~",
        ),
        ({"kind": "burden sharing", "actor_id": 12}, "burden sharing of 12, undated"),
    ],
)
def test_its_occasion_is_its_kind_actor_and_date(said, occasion):
    facts = Circumstance.validate_facts(UNMET | said)

    assert Circumstance.derived_values(facts)["occasion"] == occasion
    assert Circumstance.natural_key(facts) == (occasion,)


def test_the_longest_occasion_fits_its_column():
    at = {"edtf": "[2025-11-27?..2025-12-08~]", "basis": "stated"}
    longest = {"kind": max(OF_AN_ACTOR, key=len), "actor_id": 2**31 - 1, "at": at}

    occasion = Circumstance.derived_values(Circumstance.validate_facts(UNMET | longest))["occasion"]

    assert len(occasion) <= Circumstance.__table__.columns["occasion"].type.length
