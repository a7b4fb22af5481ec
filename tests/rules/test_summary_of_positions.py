from app.models.vocabulary import Position, Proposition
from app.rules.actor_summary import (
    POSITION_WORDS,
    PROPOSITION_WORDS,
    CurrentPosition,
    summary_sentences,
)

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


def test_every_position_and_proposition_has_its_words():
    assert (set(POSITION_WORDS), set(PROPOSITION_WORDS)) == (set(Position), set(Proposition))
