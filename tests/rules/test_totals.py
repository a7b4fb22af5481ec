from dataclasses import replace
from decimal import Decimal

import pytest

from app.models.vocabulary import Domain
from app.rules.pledge_state import Exclusion
from app.rules.totals import totals
from tests.rules.pledge_states import contested_state, pledge_state

CEASEFIRE = "a ceasefire"


def total_text(*quantities: str | None) -> str:
    """The total of own pledges on land that wait for nothing."""
    rows = [pledge_state(number, quantity) for number, quantity in enumerate(quantities, 1)]
    (total,) = totals(rows, {})
    return str(total)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["300 troops"], "300 troops"),
        (["1 troops"], "1 service member"),
        (["300 troops", "200 troops"], "500 troops"),
        (["300 troops", "about 200 troops"], "about 500 troops"),
        (["300 troops", "more than 200 troops"], "more than 500 troops"),
        (["300 troops", "at least 200 troops"], "at least 500 troops"),
        (["at least 300 troops", "more than 200 troops"], "more than 500 troops"),
        (["about 300 troops", "more than 200 troops"], "more than about 500 troops"),
        (["about 300 troops", "at least 200 troops"], "at least about 500 troops"),
        (["300 troops", "up to 200 troops"], "300 to 500 troops"),
        (["300 troops", "less than 200 troops"], "300 to less than 500 troops"),
        (["up to 300 troops", "up to 200 troops"], "up to 500 troops"),
        (["up to 300 troops", "less than 200 troops"], "less than 500 troops"),
        (["about 0 troops", "up to 200 troops"], "up to about 200 troops"),
        (["up to 300 troops", "at least 200 troops"], "at least 200 troops"),
        (["300 to 400 troops", "200 troops"], "500 to 600 troops"),
        (["about 300 to 400 troops", "200 troops"], "about 500 to 600 troops"),
        (["20,000 to 100,000 troops"], "20,000 to 100,000 troops"),
        (["0 troops"], "0 troops"),
        (["more than £100 million"], "more than £100 million"),
        (["£1.5 million", "£600,000"], "£2.1 million"),
        (["£5 million", "€5 million"], "€5 million and £5 million"),
        (["300 troops", "2 ships"], "2 ships and 300 troops"),
        (["300 troops", "“a regiment”"], "300 troops; 1 more with no figure"),
        (["“a regiment”"], "1 offer, with no figure"),
        (["1 company", "300 troops"], "1 company and 300 troops"),
        (["€5 million", "€5 million a year"], "€5 million a year and €5 million"),
        (["€5 million, once", "€5 million"], "€5 million, once and €5 million"),
        (["€5 million a month", "€5 million a year"], "€5 million a year and €5 million a month"),
        (
            ["€5 million a month", "less than €1 million a month"],
            "€5 million to less than €6 million a month",
        ),
        (
            ["about €5 million, once", "up to €1 million, once"],
            "about €5 million to €6 million, once",
        ),
    ],
)
def test_a_total_is_as_sharp_as_its_parts_and_no_sharper(parts: list[str], words: str):
    assert total_text(*parts) == words
    assert total_text(*reversed(parts)) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["300 troops", None], "300 troops; 1 more with no figure"),
        (["300 troops", None, "“a company” of troops"], "300 troops; 2 more with no figure"),
        ([None], "1 offer, with no figure"),
        (["“some” of troops", "an unstated amount in GBP"], "2 offers, none with a figure"),
    ],
)
def test_what_has_no_figure_adds_nothing_and_is_counted_beside(parts: list[str], words: str):
    assert total_text(*parts) == words


FREE, HELD = pledge_state(1, "300 troops"), pledge_state(2, "500 troops", waiting=1)
VAGUE, HELD_VAGUE = pledge_state(3), pledge_state(4, waiting=2)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([HELD], "500 troops, all of it waiting for a ceasefire"),
        (
            [FREE, HELD],
            "300 troops; plus 500 troops, waiting for a ceasefire",
        ),
        ([HELD, VAGUE], "500 troops, all of it waiting for a ceasefire; 1 more with no figure"),
        ([HELD_VAGUE], "1 offer, with no figure, waiting for a ceasefire"),
        ([VAGUE, HELD_VAGUE], "2 offers, none with a figure, 1 of them waiting for a ceasefire"),
        (
            [HELD_VAGUE, replace(HELD_VAGUE, pledge_id=5)],
            "2 offers, none with a figure, all of them waiting for a ceasefire",
        ),
        (
            [FREE, HELD_VAGUE],
            "300 troops; 1 more with no figure, waiting for a ceasefire",
        ),
    ],
)
def test_what_waits_is_added_up_apart(rows: list, words: str):
    (total,) = totals(rows, {2: CEASEFIRE, 4: CEASEFIRE, 5: CEASEFIRE})

    assert str(total) == words


@pytest.mark.parametrize("held", ["more than £100 million", "up to £5 million", "about £2 million"])
def test_what_waits_stands_beside_what_does_not_however_it_is_hedged(held: str):
    (total,) = totals(
        [pledge_state(1, "£5 million"), pledge_state(2, held, waiting=1)], {2: CEASEFIRE}
    )

    assert str(total) == f"£5 million; plus {held}, waiting for a ceasefire"


def test_those_that_wait_for_different_things_are_said_to():
    rows = [HELD, pledge_state(6, "200 troops", waiting=1)]

    (total,) = totals(rows, {2: CEASEFIRE, 6: "a UN or OSCE mandate"})

    assert str(total) == "700 troops, all of it waiting for different conditions"


def test_what_has_no_figure_waits_for_its_own():
    (total,) = totals([HELD, HELD_VAGUE], {2: CEASEFIRE, 4: "a defined mission"})

    assert str(total) == (
        "500 troops, all of it waiting for a ceasefire; "
        "1 more with no figure, waiting for a defined mission"
    )


@pytest.mark.parametrize("reason", Exclusion)
def test_what_is_listed_beside_is_in_no_total(reason: Exclusion):
    assert totals([replace(FREE, exclusion=reason)], {}) == []


def test_there_is_a_total_for_each_domain_in_which_something_is_counted():
    rows = [
        pledge_state(1, "5 ships", domain=Domain.SEA),
        pledge_state(2, "8 aircraft", domain=Domain.AIR),
    ]

    totals_by_domain = {total.domain: str(total) for total in totals(rows, {})}

    assert list(totals_by_domain.items()) == [("air", "8 aircraft"), ("sea", "5 ships")]


def test_a_total_names_the_pledges_it_counts():
    (total,) = totals([VAGUE, HELD, HELD_VAGUE, FREE], {})

    assert total.pledge_ids == (1, 2, 3, 4)
    assert (total.free.pledge_ids, total.waiting.pledge_ids) == ((1, 3), (2, 4))
    assert total.free.sums[0].pledge_ids == (1,)


def test_figures_of_twenty_digits_are_added_exactly():
    wide, fine = "99999999999999999999", "0.00000000000000000001"

    (total,) = totals([pledge_state(1, f"{wide} troops"), pledge_state(2, f"{fine} troops")], {})

    assert total.free.sums[0].low == Decimal(f"{wide}{fine[1:]}")
    assert str(total) == "99,999,999,999,999,999,999.00000000000000000001 troops"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [contested_state(1, "300 troops", "400 troops")],
            "300 to 400 troops (contested: 300 troops or 400 troops)",
        ),
        (
            [contested_state(1, "300 troops", "400 troops"), pledge_state(2, "100 troops")],
            "400 to 500 troops (of this contested: 300 troops or 400 troops)",
        ),
        (
            [contested_state(i, "300 troops", "400 troops") for i in (1, 2)],
            "600 to 800 troops (2 of these are contested)",
        ),
        (
            [contested_state(1, "300 troops", "€5 million")],
            "1 offer, contested: 300 troops or €5 million",
        ),
        (
            [contested_state(i, "300 troops", "“some” of troops") for i in (1, 2)],
            "2 offers, contested: 300 troops or “some” of troops; 300 troops or “some” of troops",
        ),
        (
            [FREE, contested_state(2, "300 troops", "€5 million", waiting=1), VAGUE],
            "300 troops; 1 more, contested: 300 troops or €5 million, waiting for a ceasefire; "
            "1 more with no figure",
        ),
    ],
)
def test_a_contested_amount_is_the_range_over_what_is_said(rows: list, words: str):
    (total,) = totals(rows, {2: CEASEFIRE})

    assert str(total) == words
    assert total.pledge_ids == tuple(sorted({row.pledge_id for row in rows}))


@pytest.mark.parametrize(
    ("rows", "pairs", "words"),
    [
        (
            [pledge_state(1, "more than £100 million"), pledge_state(2, "£200 million")],
            [(2, 1)],
            "at least £200 million (more than £100 million and £200 million; whether they add is "
            "not said)",
        ),
        (
            [pledge_state(i, f"{i}00 troops") for i in (1, 2, 3, 4)],
            [(1, 2), (3, 2)],
            "700 to 1,000 troops (of this 100 troops, 200 troops and 300 troops; whether they add "
            "is not said)",
        ),
        (
            [FREE, pledge_state(2, "200 troops", actor_id=8)],
            [(1, 2)],
            "500 troops",
        ),
        ([FREE, pledge_state(2, "€200")], [(1, 2)], "€200 and 300 troops"),
        (
            [FREE, pledge_state(2, "200 troops", exclusion=Exclusion.FLOATED)],
            [(1, 2)],
            "300 troops",
        ),
        ([FREE, VAGUE], [(1, 3)], "300 troops; 1 more with no figure"),
        (
            [contested_state(1, "300 troops", "400 troops"), pledge_state(2, "100 troops")],
            [(1, 2)],
            "300 to 500 troops (1 of these is contested; "
            "2 of these may be partly the same: nobody says whether they add up)",
        ),
    ],
)
def test_what_may_be_the_same_comes_to_the_largest_at_least_and_to_all_at_most(
    rows: list, pairs: list[tuple[int, int]], words: str
):
    (total,) = totals(rows, {2: CEASEFIRE}, pairs)

    assert str(total) == words
