"""The tile matrix: who stands where, in which order, and what is counted of how many."""

from datetime import date

import pytest

from app.charts.blank import Blank
from app.charts.legend import build_legend
from app.charts.matrix import Matrix, build_matrix
from app.charts.matrix_columns import MatrixColumn
from app.charts.matrix_order import MatrixOrder
from app.charts.matrix_words import matrix_caveat, matrix_description
from app.charts.rows import MatrixActor, MatrixRefusal
from app.charts.tile import Tile
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Capability,
    ConditionKind,
    Domain,
    Readiness,
    Standing,
)
from tests.charts.pledges import TODAY, matrix_actor, matrix_pledge, search

FORMAL, AUTHORISED = Bindingness.FORMAL, Bindingness.AUTHORISED


def matrix_of(*actors: MatrixActor, order: MatrixOrder = MatrixOrder.FIRMNESS) -> Matrix:
    """The matrix of these, in which a cell leads to its actor and column."""
    return build_matrix(actors, TODAY, lambda actor, column: f"/{actor.code}/{column.key}", order)


def some_actors() -> list[MatrixActor]:
    """Countries that differ in one thing each, and a group."""
    return [
        matrix_actor("ab", matrix_pledge(bindingness=FORMAL, evidence_on=date(2026, 1, 1))),
        matrix_actor(
            "cd",
            matrix_pledge(
                readiness=Readiness.READY,
                evidence_on=date(2026, 11, 1),
                unconfirmed_lately=True,
            ),
        ),
        matrix_actor("ef", matrix_pledge(attribution=Attribution.ANOTHER, bindingness=AUTHORISED)),
        matrix_actor("gh", matrix_pledge(bindingness=AUTHORISED, standing=Standing.WITHDRAWN)),
        matrix_actor("ij", matrix_pledge(domain=Domain.FUNDING), matrix_pledge()),
        matrix_actor("all", matrix_pledge(bindingness=AUTHORISED), kind=ActorKind.GROUP),
    ]


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        ("firmness", "ab ij cd ef gh all"),
        ("readiness", "cd ab ij ef gh all"),
        ("age", "cd ab ef gh ij all"),
        ("name", "ab cd ef gh ij all"),
    ],
)
def test_rows_are_sorted_and_groups_come_last(order: str, codes: str):
    matrix = matrix_of(*some_actors(), order=MatrixOrder(order))

    assert " ".join(row.actor.code for row in matrix.rows) == codes


def test_who_speaks_for_itself_stands_apart_from_whom_others_speak_for():
    matrix = matrix_of(*some_actors())

    assert [
        (section.title, len(section.rows), section.is_apart) for section in matrix.sections
    ] == [
        ("In their own name", 3, False),
        ("Only others say so", 1, False),
        ("No longer standing", 1, False),
        ("Several together, in no country’s total", 1, True),
    ]
    titles = [
        section.title for section in matrix_of(*some_actors(), order=MatrixOrder.AGE).sections
    ]
    assert titles == ["", "Several together, in no country’s total"]


def test_a_cell_leads_to_its_pledges_and_an_empty_one_says_whether_somebody_looked():
    [row] = matrix_of(matrix_actor("ee", matrix_pledge("150 troops"), checks=(search("air"),))).rows

    land, air, sea, *_ = row.cells
    assert isinstance(land, Tile)
    assert (land.long.text, land.href) == ("150 troops", "/ee/land")
    assert isinstance(air, Blank)
    assert (air.sign, sea.sign) == ("–", "·")


def test_heads_count_countries_with_a_pledge_that_totals_count():
    matrix = matrix_of(
        *some_actors(),
        matrix_actor("xy", matrix_pledge(is_counted=False)),
        matrix_actor("zz"),
    )

    assert [head.count for head in matrix.heads] == [5, 0, 0, 1, 0, 0]
    assert matrix.country_count == 7


def test_a_row_tells_its_newest_evidence_and_whether_the_firmest_offer_is_old():
    rows = {row.actor.code: row for row in matrix_of(*some_actors()).rows}

    assert (rows["cd"].evidence_on, rows["cd"].is_old) == (date(2026, 11, 1), True)
    assert (rows["ij"].evidence_on, rows["ij"].is_old) == (None, False)


@pytest.mark.parametrize(
    ("awaited", "words"),
    [
        ([], ""),
        ([["ceasefire"]], "ceasefire"),
        ([["ceasefire", "peace agreement"]], "ceasefire or peace agreement"),
        ([["ceasefire"], ["ceasefire"], ["host consent"]], "ceasefire, host consent"),
        ([[kind] for kind in list(ConditionKind)[:10]], "ceasefire, 9 more"),
        (
            [["terms agreed by both sides", "Russian acquiescence"], ["ceasefire"]],
            "2 sets of conditions",
        ),
    ],
)
def test_of_ten_conditions_a_row_names_those_for_which_it_has_room(awaited: list, words: str):
    pledge = matrix_pledge(awaited=tuple(map(tuple, awaited)))
    over = matrix_pledge(standing=Standing.LAPSED, awaited=(("US backstop",),))

    [row] = matrix_of(matrix_actor("ee", pledge, over)).rows

    assert row.waits == words


def test_of_two_hundred_actors_those_without_an_offer_are_one_line_each_way():
    searched = tuple(search(domain) for domain in Domain)
    matrix = matrix_of(
        matrix_actor("ee", *[matrix_pledge(pledge_id=n) for n in range(20)]),
        matrix_actor("lv", checks=searched),
        matrix_actor("lt", checks=searched[:1]),
        *[matrix_actor(f"c{n:03}") for n in range(197)],
    )

    assert [row.actor.code for row in matrix.rows] == ["ee"]
    assert [(fold.reason, len(fold.actors)) for fold in matrix.folds] == [
        ("Looked for everywhere, nothing found", 1),
        ("Nothing on record, and not all looked at", 1),
        ("Not looked at", 197),
    ]
    assert matrix.tiles[0].more == 19
    assert matrix.country_count == 200


def test_who_declines_has_a_row_that_says_so_and_leads_there():
    refusal = MatrixRefusal(Domain.LAND, "own troops in Ukraine", "/stances/7")
    offers = matrix_actor("ee", matrix_pledge("150 troops"), refusals=(refusal,))
    alone = matrix_actor("pl", refusals=(refusal,), checks=(search("land"),))
    matrix = matrix_of(offers, alone)

    tile, blank = (row.cells[0] for row in matrix.rows)

    assert [section.title for section in matrix.sections][
        1
    ] == "Decline, and offer nothing on record"
    assert (blank.sign, blank.href) == ("declines", "/stances/7")
    assert blank.words == "as recorded, declines own troops in Ukraine"
    assert tile.words.endswith("; as recorded, declines own troops in Ukraine")
    assert "“Declines” is of one sort of contribution" in matrix_caveat(matrix)
    assert matrix.folds == ()


def test_to_decline_says_nothing_of_one_capability_of_the_domain():
    refusal = MatrixRefusal(Domain.LAND, "own troops in Ukraine", "/stances/7")
    column = MatrixColumn("medical", "Medical", (Domain.LAND,), Capability.MEDICAL)

    matrix = build_matrix([matrix_actor("pl", refusals=(refusal,))], TODAY, str, columns=[column])

    assert matrix.rows == []


def test_a_column_of_a_capability_holds_that_one_alone():
    column = MatrixColumn("cyber", "Cyber", (Domain.ENABLING,), Capability.CYBER)
    lift = matrix_pledge(domain=Domain.ENABLING, capability=Capability.STRATEGIC_LIFT)
    cyber = matrix_pledge(domain=Domain.ENABLING, capability=Capability.CYBER)
    actors = [matrix_actor("ee", lift), matrix_actor("lv", cyber)]

    matrix = build_matrix(actors, TODAY, lambda *_: "", columns=[column])

    assert [row.actor.code for row in matrix.rows] == ["lv"]


def test_the_caveat_speaks_only_of_what_is_there():
    whole = matrix_of(*some_actors(), matrix_actor("kl", matrix_pledge(awaited=(("ceasefire",),))))
    plain = matrix_of(matrix_actor("ee", matrix_pledge("150 troops")))

    assert "of 6 countries" in matrix_caveat(whole)
    assert "Words in a tile" in matrix_caveat(whole)
    assert "does not make it live" in matrix_caveat(whole)
    assert "Shaded rows" in matrix_caveat(whole)
    assert "of 1 country" in matrix_caveat(plain)
    assert not any(word in matrix_caveat(plain) for word in ("Words", "live", "Shaded"))
    assert matrix_description(plain).startswith("1 row")


def test_the_caveat_of_other_columns_explains_no_column_other():
    column = MatrixColumn("land", "Land", (Domain.LAND,))
    matrix = build_matrix([], TODAY, lambda *_: "", columns=[column])

    assert "Other:" not in matrix_caveat(matrix)


def test_the_key_tells_rare_signs_only_where_they_are_in_use():
    plain = matrix_of(matrix_actor("ee", matrix_pledge("150 troops")))
    rare = matrix_of(
        matrix_actor("ee", matrix_pledge(bindingness=None), matrix_pledge(bindingness=None)),
        matrix_actor("lv", matrix_pledge(standing=Standing.WITHDRAWN), checks=(search("air"),)),
    )

    plain_key = build_legend(plain.tiles, plain.blanks)
    rare_key = build_legend(rare.tiles, rare.blanks)

    assert [words for _, words in plain_key.shades] == list(Bindingness)
    assert [each.sign for each in plain_key.signs] == ["·"]
    assert [words for _, words in rare_key.shades][-1] == "not recorded"
    assert [each.sign for each in rare_key.signs] == ["+1", "×", "–", "·"]
