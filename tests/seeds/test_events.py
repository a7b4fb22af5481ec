"""What happened and who was there; how it stood with what is waited for; where somebody looked."""

from datetime import date

from app.models import Check, Circumstance, Event
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import drop, fails, row, swap

DECISION = 'kind = "decision"\ntitle = "A parliament agreed"'
LOOKED = 'checked_on = 2026-11-22\nwhere = "Elsewhere"\nfound = "something new"'
GB_LAND = 'actor = "gb"\ntopic = "land"\n'
AGREED = 'kind = "host consent"\nstate = "unknown"'
YEAR = 'at.edtf = "2025~"\nat.basis = "inferred from elsewhere"'
ROUNDS = ("land", "air", "sea", "funding")


@fails(
    "events",
    row("event", DECISION),
    drop("V14"),
    swap("V14", 'kind = "statement"', 'kind = "decision"'),
    swap("V4", '"F49"', '"F48"'),
    swap("V11", '"F37"', '"F36"'),
)
def test_the_events_are_these(register: Register):
    told = {
        code: (str(thing.row.kind), " ".join(sorted(thing.refs)))
        for code, thing in register.among(Event).items()
    }

    assert told == {
        "V1": ("talks", "F10"),
        "V2": ("proposal", "F11"),
        "V3": ("talks", "F48"),
        "V4": ("meeting", "F18 F19 F49"),
        "V5": ("statement", "F19 F30"),
        "V6": ("statement", "F27"),
        "V7": ("statement", "F33"),
        "V8": ("interview", "F40 F41 F42"),
        "V9": ("statement", "F06"),
        "V10": ("statement", "F34"),
        "V11": ("statement", "F35 F37"),
        "V12": ("statement", "F07"),
        "V13": ("statement", "F44 F45"),
        "V14": ("statement", "F29"),
    }


@fails(
    "attendance",
    swap("V4", 'actor = "us"', 'actor = "gb"'),
    swap("V4", 'actor = "coalition"', 'actor = "ua"'),
    swap("V1", 'actor = "ua"\nrole = "took part"', 'actor = "ua"\nrole = "host"'),
    swap("V14", 'actor = "us"', 'actor = "pl"'),
)
def test_at_an_event_was_who_is_said_to_have_been_there(register: Register):
    told = {code: thing.attended for code, thing in register.among(Event).items()}

    assert told == {
        "V1": {("ua", "took part"), ("coalition", "took part")},
        "V2": {("us", "spoke")},
        "V3": {("us", "took part"), ("ua", "took part")},
        "V4": {("coalition", "took part"), ("fr", "spoke"), ("us", "took part")},
        **{code: {("fr", "spoke")} for code in ("V5", "V6", "V7", "V8")},
        **{code: {("gb", "spoke")} for code in ("V9", "V10", "V11")},
        "V12": {("ru", "spoke")},
        "V13": {("tr", "spoke")},
        "V14": {("us", "spoke")},
    }


@fails(
    "virtual",
    swap("V3", "That he was in Geneva himself is not told", "He was there"),
    swap("V3", "place.countries = []", 'place.countries = ["gb"]'),
    swap("V4", 'kind = "meeting"', 'place.words = "Paris"\nkind = "meeting"'),
)
def test_only_of_the_talks_in_geneva_is_the_place_told(register: Register):
    places = {c: thing.row.place for c, thing in register.among(Event).items() if thing.row.place}
    praise = [cite.gist for cite in register.things["V3"].citations if cite.speaker]

    assert {code: (p.words, p.countries) for code, p in places.items()} == {"V3": ("Geneva", ())}
    assert all("That he was in Geneva himself is not told" in gist for gist in praise)
    assert praise


@fails(
    "circumstances",
    swap("circumstances.toml", 'kind = "peace agreement"\nstate = "unmet"', AGREED),
    swap("circumstances.toml", 'state = "unmet"', 'state = "partly"'),
    row("circumstance", f"{AGREED}\n{YEAR}"),
    swap("circumstances.toml", "2025-11-24..", "2025-11-27.."),
    swap("circumstances.toml", 'ref = "F08"', 'ref = "F05"'),
)
def test_the_circumstances_are_these_four_and_none_is_met(register: Register):
    told = {
        kind: (str(thing.row.state), thing.row.at.edtf, " ".join(sorted(thing.refs)))
        for kind, thing in register.among(Circumstance).items()
    }

    assert told == {
        "ceasefire": ("unmet", "[2025-11-27..2025-12-08]", "F36 F45"),
        "peace agreement": ("unmet", "[2025-11-27..2025-12-08]", "F05"),
        "terms agreed by both sides": ("unmet", "[2025-11-27..2025-12-08]", "F08"),
        "Russian acquiescence": ("unmet", "[2025-11-24..2025-12-08]", "F07"),
    }


@fails(
    "checks",
    swap("checks.toml", f"{GB_LAND}checked", 'actor = "gb"\ntopic = "training"\nchecked'),
    row("check", 'actor = "coalition"\ntopic = "land"\n' + LOOKED),
    swap("checks.toml", "2026-11-22", "2025-11-22"),
    swap("checks.toml", "The Independent", "The web"),
)
def test_somebody_looked_for_each_country_in_four_domains(register: Register):
    checks = register.among(Check)
    looked = {(thing.owner, str(thing.row.topic)) for thing in checks.values()}
    countries = {code for code, actor in register.actors.items() if actor.kind == "country"}

    assert looked == {(code, topic) for code in countries for topic in ROUNDS}
    assert len(register.of(Check)) == len(looked) == 28
    assert {thing.row.checked_on for thing in checks.values()} == {date(2026, 11, 22)}
    assert {thing.row.where for thing in checks.values()} == {
        "The Independent, the one article read for the seed"
    }


@fails(
    "found",
    swap("checks.toml", 'found = "nothing"', 'found = "something new"'),
    drop("C2"),
    swap("C9", 'actor = "coalition"', 'actor = "us"'),
)
def test_what_was_found_is_what_there_is_a_pledge_of(register: Register):
    checks = register.among(Check)
    found = {code for code, thing in checks.items() if thing.row.found == "something new"}
    pledged = {f"{o.owner} {o.pledge.domain}" for o in register.offers.values()}

    assert found == {"gb land", "gb funding", "fr land", "tr sea"}
    assert found == pledged & checks.keys()
