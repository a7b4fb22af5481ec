"""What others say beside offers: the estimates (E), the purposes, and what experts judge."""

from app.models import Assessment
from tests.seeds.register import Register
from tests.seeds.things import Thing
from tests.seeds.wrong_seeds import drop, fails, row, swap

NARRATOR = "The Independent (narrator)"
UNNAMED = (NARRATOR, "unnamed analysts", "unnamed military chiefs", "unnamed experts")
UNSURE = "Leo Litra (paraphrase, uncertain)"
GUESS = 'kind = "estimate"\nauthor = "Somebody"\ngist = "About so many."\n'
EXACTLY = 'quantity.qualifier = "exact"\nquantity.unit = "troops"\nquantity.low = '


@fails(
    "assessments",
    drop("A14"),
    row("assessment", GUESS),
    swap("A18", 'kind = "requirement"', 'kind = "judgement"'),
    swap("A21", 'author = "Sophia Besch"', 'author = "Leo Litra"'),
    swap("A11", '"F52"', '"F53"'),
)
def test_the_assessments_are_these(register: Register):
    told = {
        code: (thing.row.author, str(thing.row.kind), " ".join(sorted(thing.refs)))
        for code, thing in register.among(Assessment).items()
    }

    assert told == {
        "A1": (NARRATOR, "purpose", "F04"),
        "A2": (NARRATOR, "purpose", "F05"),
        "A3": (NARRATOR, "purpose", "F09"),
        "A4": (NARRATOR, "purpose", "F20"),
        "A5": (NARRATOR, "estimate", "F08"),
        "A6": (NARRATOR, "estimate", "F24"),
        "A7": ("unnamed analysts", "estimate", "F25"),
        "A8": ("unnamed military chiefs", "estimate", "F26"),
        "A9": (NARRATOR, "judgement", "F28"),
        "A10": (NARRATOR, "judgement", "F50"),
        "A11": ("unnamed experts", "judgement", "F52"),
        "A12": ("Philip Ingram", "judgement", "F21"),
        "A13": ("Philip Ingram", "judgement", "F22"),
        "A14": ("Philip Ingram", "judgement", "F23"),
        "A15": ("Leo Litra", "judgement", "F53"),
        "A16": ("Leo Litra", "comparator", "F54"),
        "A17": ("Leo Litra", "comparator", "F55"),
        "A18": (UNSURE, "requirement", "F56"),
        "A19": (UNSURE, "requirement", "F56"),
        "A20": (UNSURE, "requirement", "F56"),
        "A21": ("Sophia Besch", "judgement", "F57"),
        "A22": ("Sophia Besch", "judgement", "F58"),
        "A23": ("Sophia Besch", "judgement", "F59"),
        "A24": ("Sophia Besch", "judgement", "F60"),
    }


@fails(
    "about",
    swap("A15", 'domain = "land"', 'domain = "air"'),
    swap("A9", 'about_actor = "us"', 'about_actor = "gb"'),
    swap("A20", 'capability = "surveillance"', 'capability = "cyber"'),
)
def test_an_assessment_is_of_a_domain_or_of_none(register: Register):
    codes = {actor.entity_id: code for code, actor in register.actors.items()}
    told = {
        code: (codes.get(a.about_actor_id), a.domain, a.capability)
        for code, a in ((code, thing.row) for code, thing in register.among(Assessment).items())
    }

    assert told == {
        **dict.fromkeys(("A1", "A3", "A4", "A24"), (None, "training", None)),
        **dict.fromkeys(("A5", "A6", "A7", "A8"), (None, "land", None)),
        **dict.fromkeys(("A11", "A15", "A16", "A17"), (None, "land", None)),
        **dict.fromkeys(("A2", "A13", "A21"), (None, None, None)),
        "A9": ("us", "air", None),
        "A10": ("us", "land", None),
        "A12": (None, "training", "instructors"),
        "A14": (None, "land", "presence"),
        "A18": ("us", "enabling", "air defence"),
        "A19": ("us", "enabling", "intelligence"),
        "A20": ("us", "enabling", "surveillance"),
        "A22": (None, "unspecified", None),
        "A23": ("us", None, None),
    }


def size(thing: Thing) -> tuple[str, str | None, str | None, str, str | None]:
    """Whose a figure is, its bounds as digits, what it is said to be, and the words."""
    quantity = thing.row.quantity
    low, high = (None if end is None else str(end) for end in quantity.bounds)
    return thing.row.author, low, high, str(quantity.qualifier), quantity.words


@fails(
    "E1",
    swap("A7", 'quantity.high = "100000"', 'quantity.high = "60000"'),
    swap("A7", 'author = "unnamed analysts"', 'author = "The Kiel Institute"'),
    swap("A7", 'domain = "land"', 'domain = "land"\nabout_actor = "gb"'),
    swap("A7", "2025-08]", "2025-12]"),
)
def test_e1_analysts_put_the_whole_force_at_20_000_to_100_000(register: Register):
    e1 = register.things["A7"]

    assert size(e1) == ("unnamed analysts", "20000", "100000", "range", "20,000 to 100,000")
    assert (e1.row.quantity.unit, e1.row.about_actor_id, e1.speakers) == ("troops", None, {None})
    assert (e1.row.at.edtf, e1.refs) == ("[2025-01..2025-08]", {"F25"})
    assert "not of one, and no country’s share is told" in e1.row.gist


@fails(
    "E2",
    swap("A8", 'qualifier = "unstated"', 'qualifier = "up to"\nquantity.high = "30000"'),
    swap("A8", 'author = "unnamed military chiefs"', 'author = "unnamed analysts"'),
    swap("A8", "which this does not replace", "which this replaces"),
)
def test_e2_military_chiefs_scaled_back_without_a_figure(register: Register):
    e2 = register.things["A8"]

    assert size(e2) == ("unnamed military chiefs", None, None, "unstated", None)
    assert (str(e2.row.at), e2.refs) == ("by August 2025, year inferred", {"F26"})
    assert "which this does not replace" in e2.row.gist
    assert e2.speakers == {None}


@fails(
    "E3",
    swap("A5", '"unstated"', '"at least"\nquantity.low = "2000"'),
    swap("A5", 'kind = "terms agreed by both sides"', 'kind = "ceasefire"'),
)
def test_e3_thousands_of_troops_is_a_word_if_both_sides_agree(register: Register):
    e3 = register.things["A5"]

    assert size(e3) == (NARRATOR, None, None, "unstated", "thousands")
    assert str(e3.row.quantity) == "“thousands” of troops"
    assert e3.gates == {("terms agreed by both sides", "deployment")}


@fails(
    "size",
    swap("A6", 'qualifier = "unstated"', 'qualifier = "about"\nquantity.low = "10000"'),
    row("assessment", GUESS + EXACTLY + '"15000"'),
)
def test_no_other_assessment_has_a_figure(register: Register):
    things = register.among(Assessment).items()
    figured = {c for c, t in things if t.row.quantity and any(t.row.quantity.bounds)}

    assert figured == {"A7", "A16", "A17"}
    assert str(register.things["A6"].row.quantity) == "an unstated number of troops"


@fails(
    "comparators",
    swap("A16", 'kind = "comparator"', 'kind = "estimate"'),
    swap("A17", 'quantity.low = "5000"', 'quantity.low = "500"'),
    swap("A16", "many instructors", "many soldiers"),
)
def test_the_comparators_are_900_instructors_and_5000_troops_of_past_missions(register: Register):
    vietnam, afghanistan = register.things["A16"], register.things["A17"]

    assert size(vietnam) == ("Leo Litra", "900", "900", "exact", "900 American instructors")
    assert "Vietnam began with this many instructors" in vietnam.row.gist
    assert size(afghanistan) == ("Leo Litra", "5000", "5000", "exact", "5,000 troops")
    assert {str(thing.row.kind) for thing in (vietnam, afghanistan)} == {"comparator"}


@fails(
    "assessed if",
    swap("A2", 'kind = "peace agreement"', 'kind = "ceasefire"'),
    swap("A13", 'kind = "platform"', 'kind = "role"'),
)
def test_the_conditions_of_purposes_estimates_and_ideas_are_these(register: Register):
    gates = {c: thing.gates for c, thing in register.among(Assessment).items() if thing.gates}

    assert gates == {
        "A2": {("peace agreement", "deployment")},
        "A3": {("terms agreed by both sides", "deployment")},
        "A5": {("terms agreed by both sides", "deployment")},
        "A13": {("platform", None)},
    }


@fails(
    "besch",
    swap("F57", 'speaker = "Sophia Besch"', 'speaker = "Leo Litra"'),
    swap("F21", 'mode = "paraphrase"', 'mode = "paraphrase"\non_behalf = ["gb"]'),
    swap("F50", 'mode = "narrator"', 'speaker = "Trump"\nmode = "narrator"'),
)
def test_who_assesses_is_who_speaks_and_speaks_for_no_actor(register: Register):
    for thing in register.among(Assessment).values():
        author = thing.row.author
        assert thing.speakers == {None if author in UNNAMED else author}
        assert thing.behalf == {None}
