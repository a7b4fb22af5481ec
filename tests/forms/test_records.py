import pytest

from app.forms.records import TAKEN, parameters


@pytest.mark.parametrize("listed", TAKEN)
def test_a_list_takes_its_parameters_each_with_what_it_accepts(listed: str):
    found = parameters(listed, {"gb": "United Kingdom"})

    assert {parameter.name for parameter in found} == set(TAKEN[listed])
    for parameter in found:
        free = parameter.name in ("speaker", "source", "q")
        assert free == (not parameter.accepted)


def test_any_country_may_be_asked_for_and_nothing_else():
    actor = next(p for p in parameters("events", {}) if p.name == "actor")

    assert actor.read("ee") == "ee"
    with pytest.raises(ValueError, match="nothing to choose"):
        actor.read("zz")
