from app.models.vocabulary import Domain
from app.rules.totals import totals
from tests.rules.pledge_states import pledge_state


def total_words(waiting_amount: str) -> str:
    """The total of £200 million and of what waits, linked as unclear."""
    states = [
        pledge_state(1, "£200 million", domain=Domain.FUNDING),
        pledge_state(2, waiting_amount, domain=Domain.FUNDING, waiting=1),
    ]
    (total,) = totals(states, {2: "a ceasefire"}, [(1, 2)])
    return str(total)


def test_a_total_says_that_what_waits_may_be_the_same_as_what_does_not():
    words = total_words("more than £100 million")

    assert words == (
        "£200 million; and more than £100 million, waiting for a ceasefire; "
        "2 of these may be partly the same: nobody says whether they add up"
    )


def test_money_of_two_currencies_is_never_the_same_money():
    assert total_words("€100 million") == (
        "£200 million; plus €100 million, waiting for a ceasefire"
    )
