import pytest

from app.forms.entry_parameters import PARAMETERS_BY_LIST, entry_parameters
from app.models.actor_names import COUNTRIES_ALONE, ActorNames
from tests.forms.samples import FRANCE


@pytest.mark.parametrize("listed", PARAMETERS_BY_LIST)
def test_a_list_takes_its_parameters_each_with_what_it_accepts(listed: str):
    found = entry_parameters(listed, ActorNames([FRANCE]))

    assert {parameter.name for parameter in found} == set(PARAMETERS_BY_LIST[listed])
    for parameter in found:
        free = parameter.name in ("speaker", "source", "q")
        assert free == (not parameter.choices)


def test_any_country_may_be_asked_for_and_nothing_else():
    actor = next(p for p in entry_parameters("events", COUNTRIES_ALONE) if p.name == "actor")

    assert [actor.parse(text) for text in ("ee", "EST", "estonia")] == ["ee"] * 3
    with pytest.raises(ValueError, match="nothing to choose"):
        actor.parse("zz")
