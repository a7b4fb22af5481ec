"""The tile of a pledge: no mark is sharper than its row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.rows import MatrixPledge
from app.charts.tile import ROOMS, Border, Shade, build_tile
from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Bindingness, Capability, Domain, Standing
from tests.charts.pledges import matrix_pledge, matrix_pledges

FIRM = list(Bindingness)


@settings(max_examples=25)
@given(st.lists(matrix_pledges(), min_size=1, max_size=3))
def test_no_tile_is_sharper_than_the_pledge_it_shows(pledges: list[MatrixPledge]):
    tile = build_tile(pledges)
    pledge = next(each for each in pledges if each.pledge_id == tile.pledge_ids[0])

    if tile.border is Border.SOLID:
        assert any(p.attribution == Attribution.OWN and not p.ending for p in pledges)
    if tile.shade.value in FIRM:
        assert any(p.bindingness == tile.shade.value and not p.ending for p in pledges)
    assert (tile.shade is Shade.OVER) == (tile.border is Border.CROSSED)
    assert (tile.shade is Shade.OVER) == all(p.ending for p in pledges)
    assert not tile.waits or any(p.awaited for p in pledges)
    assert len(tile.short.text) <= 6
    assert len(tile.long.text) <= 17
    assert tile.room in ROOMS
    assert pledge.title in tile.words


@settings(max_examples=40)
@given(matrix_pledges())
def test_only_what_has_a_figure_stands_as_one(pledge: MatrixPledge):
    tile = build_tile([pledge])
    amounts = pledge.statements or ((pledge.quantity,) if pledge.quantity else ())

    if tile.long.is_figure or tile.short.is_figure:
        assert any(each.bounds != (None, None) for each in amounts)
        assert not pledge.ending
    assert pledge.ending or ("≠" in tile.short.text) == pledge.is_contested
    assert pledge.ending or tile.short.text.endswith("?") == pledge.is_possible
    assert ("×" in tile.short.text) == bool(pledge.ending)


@pytest.mark.parametrize(
    ("facts", "shade", "border"),
    [
        ({"bindingness": Bindingness.AUTHORISED}, "authorised", "solid"),
        ({"attribution": Attribution.ANOTHER}, "declared", "hatched"),
        ({"attribution": Attribution.REPORTED}, "declared", "outlined"),
        ({"attribution": Attribution.UNCITED}, "declared", "outlined"),
        ({"attribution": None, "bindingness": None}, "unrecorded", "outlined"),
        ({"standing": Standing.WITHDRAWN}, "over", "crossed"),
        ({"standing": Standing.DISPUTED}, "declared", "solid"),
    ],
)
def test_shade_says_how_firm_and_border_who_says_it(facts: dict, shade: str, border: str):
    tile = build_tile([matrix_pledge("150 troops", **facts)])

    assert (tile.shade, tile.border) == (shade, border)


@pytest.mark.parametrize(
    ("amounts", "long", "short"),
    [
        (["6 aircraft", "8 aircraft"], "6 ≠ 8 aircraft", "6≠8"),
        (["about 20 troops", "30 troops"], "≈20 ≠ 30 troops", "≈20≠30"),
        (["1,000 troops", "12,000 troops"], "1,000 ≠ 12,000", "≠1–12k"),
        (["2 companies", "300 troops"], "≠ sources differ", "≠"),
    ],
)
def test_sources_that_differ_are_both_shown(amounts: list[str], long: str, short: str):
    statements = tuple(map(Quantity.parse, amounts))
    width = {"1,000 troops": "1,000 to 12,000 troops"}.get(amounts[0], "")

    tile = build_tile([matrix_pledge(width, statements=statements)])

    assert (tile.long.text, tile.short.text) == (long, short)
    assert f"{amounts[0]} or {amounts[1]}, sources differ" in tile.words


@pytest.mark.parametrize(
    ("facts", "long", "short"),
    [
        ({"amount": "“small number” of troops"}, "“small number”", "“smal…"),
        ({"capability": Capability.LOGISTICS}, "logistics", "logis…"),
        ({"capability": Capability.MINE_COUNTERMEASURES}, "mine countermeas…", "mine…"),
        ({"readiness": "allocated"}, "units chosen", "units…"),
        ({"readiness": "ready", "domain": Domain.FUNDING}, "ready to pay", "ready…"),
        ({"readiness": "allocated", "capability": Capability.MEDICAL}, "units chosen", "units…"),
        ({"readiness": "specified"}, "a company", "a com…"),
        ({"title": "Possible naval role, as a neighbour"}, "Possible naval…", "Possi…"),
        ({"title": "Rebuilding, and more besides"}, "Rebuilding, and…", "Rebui…"),
        ({"standing": Standing.DISPUTED, "capability": Capability.CYBER}, "≠ cyber", "≠cyber"),
        ({"standing": Standing.LAPSED, "amount": "150 troops"}, "× lapsed", "×"),
        ({"delivery": "ended", "amount": "150 troops"}, "× ended", "×"),
    ],
)
def test_a_pledge_without_a_figure_has_words(facts: dict, long: str, short: str):
    tile = build_tile([matrix_pledge(**facts)])

    assert (tile.long.text, tile.short.text) == (long, short)
    assert not tile.long.is_figure


def test_of_twenty_pledges_the_firmest_own_one_is_shown_and_the_others_are_counted():
    others = [matrix_pledge(pledge_id=n, attribution=Attribution.ANOTHER) for n in range(2, 20)]
    own = matrix_pledge("9 ships", pledge_id=30, bindingness=Bindingness.FORMAL)
    over = matrix_pledge(pledge_id=1, standing=Standing.WITHDRAWN, bindingness="authorised")

    tile = build_tile([over, *others, own], "/pledges?actor=ee")

    assert (tile.long.text, tile.more, tile.href) == ("9 ships", 18, "/pledges?actor=ee")
    assert tile.pledge_ids[0] == 30
    assert len(tile.pledge_ids) == 20
    assert tile.words.endswith("and 18 more; and 1 no longer standing")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"speakers": ("A minister",)}, "in its own name, by A minister"),
        ({}, "in its own name"),
        (
            {"attribution": Attribution.ANOTHER, "speakers": ("An envoy",)},
            "said by An envoy, not by itself",
        ),
        (
            {"attribution": Attribution.ANOTHER, "bindingness": Bindingness.FLOATED},
            "suggested by another, not by itself",
        ),
        ({"attribution": Attribution.REPORTED}, "reported, no speaker named"),
        ({"attribution": Attribution.UNCITED}, "nothing is cited for it"),
        ({"awaited": (("ceasefire",), ("peace agreement", "UN/OSCE mandate"))}, (
            "waits for a ceasefire and either a peace agreement or a UN or OSCE mandate"
        )),
        ({"is_possible": True}, "it may not have been said by then"),
        ({"readiness": "allocated", "delivery": "partial"}, "units chosen, partly deployed"),
        ({"bindingness": None}, "how firm is not recorded"),
        ({"standing": Standing.DISPUTED}, "declared, sources differ on whether it stands"),
        ({"standing": Standing.SUPERSEDED}, "superseded"),
        ({}, "a company: no figure on record"),
        ({"amount": "150 troops"}, "a company: 150 troops"),
    ],
)  # fmt: skip
def test_a_tile_says_in_words_what_it_shows(facts: dict, words: str):
    assert words in build_tile([matrix_pledge(**facts)]).words.split("; ")


def test_the_more_stands_in_a_tile_the_more_room_it_takes():
    bare = matrix_pledge("150 troops")
    tiles = [
        build_tile([bare]),
        build_tile([matrix_pledge("150 troops", awaited=(("ceasefire",),))]),
        build_tile([bare, *[matrix_pledge(pledge_id=n) for n in range(2, 14)]]),
        build_tile([matrix_pledge("about 20 countries", attribution=Attribution.ANOTHER)]),
    ]

    assert [tile.width for tile in tiles] == sorted(tile.width for tile in tiles)
    assert [tile.waits for tile in tiles] == [False, True, False, False]
