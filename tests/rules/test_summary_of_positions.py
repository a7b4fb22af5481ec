from app.models.vocabulary import Position, Proposition
from app.rules.actor_summary import (
    POSITION_WORDS,
    PROPOSITION_WORDS,
    CurrentPosition,
    summary_sentences,
)
from tests.rules.pledge_states import pledge_state

STANCES = [
    CurrentPosition(Proposition.FORCE, Position.SUPPORTS, "May 2026"),
    CurrentPosition(Proposition.OTHERS_NEARBY, Position.SUPPORTS, "May 2026"),
    CurrentPosition(Proposition.OTHERS_TROOPS, Position.OPPOSES, "Mar 2026"),
]


def test_of_an_actor_that_offers_nothing_the_line_says_where_it_stands():
    assert summary_sentences([], {}, None, STANCES)[-1] == (
        "As recorded, it supports the force as such and others' forces nearby (May 2026); "
        "opposes others' forces in Ukraine (Mar 2026)."
    )


def test_positions_of_one_date_are_told_without_it():
    sentence = summary_sentences([], {}, None, STANCES[:2])[-1]

    assert sentence == "As recorded, it supports the force as such and others' forces nearby."


def test_who_does_not_rule_it_out_is_open_to_it():
    stance = CurrentPosition(Proposition.OWN_TROOPS, Position.OPEN_TO, "May 2026")

    sentence = summary_sentences([], {}, None, [stance])[-1]

    assert sentence == "As recorded, it is open to troops of its own in Ukraine."


def test_of_an_actor_that_offers_something_the_line_says_what_it_declines():
    declined = CurrentPosition(Proposition.OWN_TROOPS, Position.DECLINES, "May 2026")

    sentences = summary_sentences([pledge_state(offered="£5 million")], {}, None, STANCES)
    declining = summary_sentences([pledge_state()], {}, None, [*STANCES[:2], declined])

    assert sentences[-1] == "As recorded, it opposes others' forces in Ukraine."
    assert declining[-1] == "As recorded, it declines troops of its own in Ukraine."


def test_every_position_and_proposition_has_its_words():
    assert (set(POSITION_WORDS), set(PROPOSITION_WORDS)) == (set(Position), set(Proposition))
