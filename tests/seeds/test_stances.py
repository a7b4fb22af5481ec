"""The stances of the seed: who stands where on what, in order of time; C13 is one of them."""

from datetime import date

from app.models import Stance
from tests.seeds.register import Register
from tests.seeds.things import Thing
from tests.seeds.wrong_seeds import drop, fails, row, swap

FRANCE = 'actor = "fr"\nproposition = "own money"\nposition = "supports"\ngist = "It pays."'
UKRAINE = 'actor = "ua"\nproposition = "the force as such"\nposition = "supports"\ngist = "Yes."'
ON_SEA = 'actor = "tr"\nproposition = "own forces nearby"\nposition = "supports"\ngist = "Ships."'


def when(thing: Thing) -> tuple[date, date]:
    """The day by which a row was said, and the first day on which it can have been."""
    return thing.row.at_latest or date.min, thing.row.at_earliest or date.min


def stance(thing: Thing) -> tuple[str, str]:
    """What a stance is on, and the position."""
    return str(thing.row.proposition), str(thing.row.position)


def stances_of(register: Register, actor: str) -> list[tuple[str, str]]:
    """What an actor holds on each proposition, in order of time."""
    stances = [s for s in register.among(Stance).values() if s.owner == actor]
    return [stance(thing) for thing in sorted(stances, key=when)]


@fails("stances", row("stance", FRANCE), drop("S11"), swap("S13", "undecided", "supports"))
def test_the_stances_are_these(register: Register):
    told = {code: (s.owner, *stance(s)) for code, s in register.among(Stance).items()}

    assert told == {
        "S1": ("gb", "the force as such", "supports"),
        "S2": ("gb", "leading", "leads"),
        "S3": ("gb", "own troops in Ukraine", "supports if"),
        "S4": ("fr", "the force as such", "supports"),
        "S5": ("fr", "leading", "leads"),
        "S6": ("fr", "own troops in Ukraine", "supports if"),
        "S7": ("tr", "own part, form not stated", "supports if"),
        "S8": ("us", "others' forces in Ukraine", "opposes"),
        "S9": ("us", "the force as such", "undecided"),
        "S10": ("us", "own troops in Ukraine", "declines own part"),
        "S11": ("us", "others' forces nearby", "supports"),
        "S12": ("us", "taking part in planning", "declines own part"),
        "S13": ("us", "taking part in planning", "undecided"),
        "S14": ("ru", "others' forces in Ukraine", "opposes"),
    }


@fails(
    "stances from",
    swap("S1", '"F06"', '"F34"'),
    swap("S6", '"F41"', '"F40"'),
    swap("S12", '"F47"', '"F49"'),
)
def test_the_stances_come_from_these_facts(register: Register):
    told = {code: " ".join(sorted(s.refs)) for code, s in register.among(Stance).items()}

    assert told == {
        "S1": "F03 F06",
        "S2": "F03 F30",
        "S3": "F34 F36",
        "S4": "F03 F30",
        "S5": "F30 F38",
        "S6": "F40 F41 F42",
        "S7": "F44 F45",
        "S8": "F12",
        "S9": "F13",
        "S10": "F51",
        "S11": "F29",
        "S12": "F47",
        "S13": "F47",
        "S14": "F07",
    }


@fails(
    "C13",
    swap("S7", 'position = "supports if"', 'position = "supports"'),
    swap("S7", "own part, form not stated", "own troops in Ukraine"),
    swap("S7", 'gate = "commitment"', 'gate = "deployment"'),
    swap("F44", 'on_behalf = ["tr"]', 'on_behalf = ["fr"]'),
    row("stance", ON_SEA),
)
def test_c13_türkiye_would_take_part_in_a_form_left_open_if_there_is_a_ceasefire(
    register: Register,
):
    c13 = register.things["S7"]

    assert stances_of(register, "tr") == [("own part, form not stated", "supports if")]
    assert c13.gates == {("ceasefire", "commitment")}
    assert (c13.behalf, c13.speakers) == ({"tr"}, {"Turkish defence ministry"})
    assert c13.refs == {"F44", "F45"}


@fails(
    "if",
    swap("S3", 'gate = "deployment"', 'gate = "commitment"'),
    swap("S6", 'kind = "timing"', 'kind = "ceasefire"\ngate = "deployment"'),
    swap("S8", 'position = "opposes"', 'position = "supports if"'),
)
def test_what_a_supports_if_waits_for_is_a_condition_of_it(register: Register):
    gates = {code: thing.gates for code, thing in register.among(Stance).items() if thing.gates}
    waiting = {c for c, s in register.among(Stance).items() if s.row.position == "supports if"}

    assert gates == {
        "S3": {("ceasefire", "deployment")},
        "S6": {("timing", None)},
        "S7": {("ceasefire", "commitment")},
    }
    assert waiting == gates.keys()


@fails("not stated", row("stance", UKRAINE), row("stance", UKRAINE.replace('"ua"', '"pl"')))
def test_nobody_else_has_a_stance(register: Register):
    owners = {thing.owner for thing in register.among(Stance).values()}

    assert owners == {"gb", "fr", "tr", "us", "ru"}


@fails(
    "own words",
    swap("F13", 'mode = "narrator"', 'mode = "narrator"\non_behalf = ["us"]'),
    swap("F30", 'on_behalf = ["fr"]', 'on_behalf = ["gb"]'),
)
def test_of_a_stance_only_this_is_the_actor_s_own_word(register: Register):
    own = {code for code, thing in register.among(Stance).items() if thing.owner in thing.behalf}

    assert own == {"S1", "S3", "S4", "S5", "S6", "S7", "S10", "S11", "S14"}


@fails(
    "T26",
    swap("S9", "the force as such", "others' forces in Ukraine"),
    swap("S12", "[..2025-10]", "[..2025-12-08]"),
    swap("S10", 'position = "declines own part"', 'position = "opposes"'),
    drop("S11"),
)
def test_t26_the_united_states_hold_several_positions_on_several_things(register: Register):
    by_proposition: dict[str, list[str]] = {}
    for on, position in stances_of(register, "us"):
        by_proposition.setdefault(on, []).append(position)

    assert by_proposition == {
        "taking part in planning": ["declines own part", "undecided"],
        "others' forces in Ukraine": ["opposes"],
        "the force as such": ["undecided"],
        "own troops in Ukraine": ["declines own part"],
        "others' forces nearby": ["supports"],
    }
