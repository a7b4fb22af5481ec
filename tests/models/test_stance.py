import pytest

from app.models import Stance
from app.models.vocabulary import Position, Proposition

SAID = {"actor_id": 1, "gist": "It is for it."}
CAN_BE_LED = ["the force as such", "leading"]


@pytest.mark.parametrize("proposition", CAN_BE_LED)
def test_the_force_and_the_drive_for_it_can_be_led(proposition):
    facts = Stance.validate_facts(SAID | {"proposition": proposition, "position": "leads"})

    assert facts["position"] is Position.LEADS


@pytest.mark.parametrize("proposition", [each for each in Proposition if each not in CAN_BE_LED])
def test_nothing_else_can_be_led(proposition):
    with pytest.raises(ValueError, match="One leads only the force as such or leading: choose"):
        Stance.validate_facts(SAID | {"proposition": proposition, "position": "leads"})


@pytest.mark.parametrize("position", [each for each in Position if each != "leads"])
@pytest.mark.parametrize("proposition", Proposition)
def test_any_other_position_can_be_taken_on_anything(proposition, position):
    facts = Stance.validate_facts(SAID | {"proposition": proposition, "position": position})

    assert (facts["proposition"], facts["position"]) == (proposition, position)


@pytest.mark.parametrize(
    "wrong", [{"position": "neutral"}, {"proposition": "land"}, {"gist": "No"}, {"actor_id": None}]
)
def test_a_stance_is_somebodys_in_the_words_of_the_register(wrong):
    facts = SAID | {"proposition": "own money", "position": "supports"}

    Stance.validate_facts(facts)
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Stance.validate_facts(facts | wrong)
