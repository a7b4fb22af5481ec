"""The dates of the seed, by their code (D), as the reading of the article has them.

D16 (how long the war has lasted), D17 (when past missions began) and D19 (how long Europe stood
aside) date no row.
"""

import re
from collections.abc import Iterable

from app.models import Assessment
from app.models.when import When
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import fails, swap

D0 = "[2025-11-27..2025-12-08]"
D3 = "2025-03~/2025-12~"
D4 = D7 = D10 = "2025-11-25?"
D8 = "[..2025-11-20]"
D1, D2, D5, D6 = "2025-11-20~", "[2025-11-24..2025-12-08]", "[2025-01..2025-08]", "[..2025-08]"
D11, D12, D13, D18 = "2025-11-27?", "2025-11~", "2025-11-23?", "2025~"
D14 = D15 = "[..2025-12-08]"
AFTER_D1, BEFORE_D12 = "[2025-11-20..2025-12-08]", "[..2025-10]"
CODES = {
    "D0": D0,
    "D1": D1,
    "D1..D0": AFTER_D1,
    "D2": D2,
    "D3": D3,
    "D4": D4,
    "D5": D5,
    "D6": D6,
    "D7": D7,
    "D8": D8,
    "D9": D0,
    "D10": D10,
    "D11": D11,
    "..D12": BEFORE_D12,
    "D12": D12,
    "D13": D13,
    "D14": D14,
    "D15": D15,
    "D18": D18,
}
MARKED = re.compile(r'^# [^\n]*?((?:D\d+)?(?:\.\.)?\bD\d+)\b.*\n\w+\.edtf = "(.+)"$', re.MULTILINE)


def date_pairs(dates: Iterable[When]) -> set[tuple[str, str | None]]:
    """The dates as they are written, each with its words."""
    return {(when.edtf, when.words) for when in dates}


def thing_dates(register: Register, *codes: str) -> set[tuple[str, str | None]]:
    """When these things were, in EDTF and in words."""
    return date_pairs(register.things[code].row.at for code in codes)


@fails("D0", swap("independent", D0, "2025-12-08"))
def test_d0_the_article_is_of_one_day_at_the_end_of_2025(register: Register):
    assert register.dates[0].edtf == D0
    assert register.dates[0].words is None


@fails("D3", swap("C7", D3, "[2025-03..2025-12]"), swap("C6", 'at.words = "Over', 'at.words = "In'))
def test_d3_the_coalition_committed_itself_over_nine_months(register: Register):
    for code in ("C6", "C7", "C8"):
        assert register.offers[code].edtf == [D3, D3]
        assert {when.words for when in register.offers[code].dates} == {"Over the last nine months"}


@fails("D4", swap("C12", f'at.edtf = "{D4}"', 'at.edtf = "2025-11-24?"'))
def test_d4_the_virtual_meeting_was_last_week(register: Register):
    for code in ("C3b", "C4", "C11", "C12"):
        assert register.offers[code].edtf == [D4, D4]
        assert {when.words for when in register.offers[code].dates} == {"last week"}


@fails("D4 undated", swap("C10", "2025-11-25?", "2025-11-25"))
def test_d4_stands_in_for_macron_s_undated_word_on_20_countries(register: Register):
    c10 = register.offers["C10"]

    assert c10.edtf == [D4, D4]
    assert {when.words for when in c10.dates} == {None}


@fails("D7", swap("C9", "does not exclude 2 December", "does exclude 2 December"))
def test_d7_last_tuesday_may_be_a_week_later(register: Register):
    c9 = register.offers["C9"]

    assert c9.edtf == [D7, D7]
    assert {when.words for when in c9.dates} == {"last Tuesday"}
    assert all("does not exclude 2 December 2025" in when.note for when in c9.dates)


@fails("D8", swap("C2", D8, "2025-10-20"), swap("C1", 'words = "Just before"', 'words = "Before"'))
def test_d8_healey_spoke_some_time_before_the_us_draft(register: Register):
    c1, c2 = register.offers["C1"], register.offers["C2"]

    assert c1.edtf[:2] == c2.edtf == [D8, D8]
    assert {when.words for when in (*c1.dates[:2], *c2.dates)} == {"Just before"}


@fails("D9", swap("C1", f'at.edtf = "{D0}"', 'at.edtf = "2025-12"'))
def test_d9_downing_street_confirmed_when_the_article_was_written(register: Register):
    confirmed = register.offers["C1"].dates[2]

    assert (confirmed.edtf, confirmed.words) == (D0, None)


@fails("D10", swap("C5", D10, "2025-11-25"))
def test_d10_the_radio_interview_is_not_dated(register: Register):
    c5 = register.offers["C5"]

    assert c5.edtf == [D10, D10]
    assert {when.words for when in c5.dates} == {None}


@fails("D0 again", swap("C14", f'at.edtf = "{D0}"', 'at.edtf = "2025-11-25?"'))
def test_d0_stands_in_for_what_macron_said_of_türkiye_and_for_the_planning(register: Register):
    assert register.offers["C14"].edtf == [D0, D0]
    assert register.offers["C3a"].edtf == [D0, D0]


@fails("D1", swap("V2", D1, "2025-11-20"), swap("S8", 'words = "last week"', 'words = "then"'))
def test_d1_the_us_draft_was_last_week(register: Register):
    assert thing_dates(register, "V2", "S8") == {(D1, "last week")}


@fails("D1 after", swap("S9", AFTER_D1, D1))
def test_d1_is_the_first_day_on_which_washington_can_have_warmed(register: Register):
    assert thing_dates(register, "S9") == {(AFTER_D1, None)}


@fails("D2", swap("V12", "2025-11-24", "2025-11-27"), swap("S14", "this week", "last week"))
def test_d2_the_kremlin_rejected_it_this_week(register: Register):
    assert thing_dates(register, "S14", "V12") == {(D2, "this week")}
    assert thing_dates(register, "Russian acquiescence") == {(D2, "this week")}


@fails("D4 event", swap("V4", f'at.edtf = "{D4}"', 'at.edtf = "2025-11-18?"'))
def test_d4_dates_the_meeting_what_was_said_there_and_who_leads(register: Register):
    assert thing_dates(register, "V4", "V5", "S2", "S5") == {(D4, "last week")}
    assert thing_dates(register, "V7") == {(D4, None)}


@fails("D5", swap("A7", D5, "[2025-01..2025-09]"))
def test_d5_the_estimates_are_from_earlier_in_the_year(register: Register):
    assert thing_dates(register, "A7") == {(D5, "earlier in the year")}


@fails("D6", swap("A8", D6, "2025-08"), swap("A8", 'words = "by August"', 'words = "in summer"'))
def test_d6_the_scaling_back_was_by_august_and_neither_in_it_nor_until_then(register: Register):
    assert thing_dates(register, "A8") == {(D6, "by August")}
    assert str(register.things["A8"].row.at) == "by August 2025, year inferred"


@fails("D7 event", swap("V6", "does not exclude 2 December", "does exclude 2 December"))
def test_d7_dates_macron_on_air_support(register: Register):
    assert thing_dates(register, "V6") == {(D7, "last Tuesday")}
    assert "does not exclude 2 December 2025" in register.things["V6"].row.at.note


@fails("D8 event", swap("V11", D8, "2025-10-20"))
def test_d8_dates_what_healey_announced(register: Register):
    assert thing_dates(register, "V11") == {(D8, "Just before")}


@fails("D9 event", swap("V10", D0, "2025-12"))
def test_d9_dates_the_confirmation_and_the_british_stance(register: Register):
    assert thing_dates(register, "V10", "S3") == {(D0, None)}


@fails("D10 event", swap("V8", D10, "2025-11-25"))
def test_d10_dates_the_interview_and_the_french_stance(register: Register):
    assert thing_dates(register, "V8", "S6") == {(D10, None)}


@fails("D11", swap("S7", D11, "2025-11-27"))
def test_d11_the_turkish_ministry_spoke_recently(register: Register):
    assert thing_dates(register, "S7", "V13") == {(D11, "recently")}


@fails("D12", swap("S13", D12, "2025-11"), swap("S12", BEFORE_D12, "[..2025-11]"))
def test_d12_washington_seemed_more_involved_in_recent_weeks_and_not_before(register: Register):
    assert thing_dates(register, "S12") == {(BEFORE_D12, None)}
    assert thing_dates(register, "S13") == {(D12, "in recent weeks")}


@fails("D13", swap("V3", D13, "2025-11-23"))
def test_d13_the_talks_in_geneva_are_not_dated(register: Register):
    assert thing_dates(register, "V3") == {(D13, None)}


@fails("D14", swap("S10", D14, "2025~"))
def test_d14_trump_ruled_troops_out_repeatedly_and_on_no_day_that_is_told(register: Register):
    assert thing_dates(register, "S10") == {(D14, "repeatedly")}


@fails("D15", swap("V14", D15, D7), swap("S11", "already", "once"))
def test_d15_trump_had_already_approved_of_jets_in_poland(register: Register):
    assert thing_dates(register, "S11", "V14") == {(D15, "already")}


@fails("D18", swap("V1", D18, "2025"))
def test_d18_the_plans_were_months_in_the_making(register: Register):
    assert thing_dates(register, "V1") == {(D18, "months in the making")}


@fails("D0 assessed", swap("A17", D0, "1960~"), swap("S1", D0, D4), swap("V9", D0, D4))
def test_d0_stands_in_for_all_that_is_not_dated(register: Register):
    assessed = [code for code in register.among(Assessment) if code not in ("A7", "A8")]

    assert thing_dates(register, "S1", "S4", "V9", *assessed) == {(D0, None)}


@fails(
    "inferred",
    swap("C4", 'at.basis = "inferred from elsewhere"', 'at.basis = "stated"'),
    swap("C6", 'at.note = "Counted back', '# "Counted back'),
    swap("independent", D0, "2025-12-08"),
)
def test_every_date_is_inferred_says_how_and_shows_its_doubt(register: Register):
    for when in register.dates:
        assert when.basis != "stated"
        assert when.note
        assert re.search(r"[?~]|\.\.", when.edtf)


@fails("marks", swap("C2", "# D8", "# D9"))
def test_the_code_in_the_line_above_a_date_is_the_code_of_that_date(register: Register):
    marked = [pair for text in register.files.values() for pair in MARKED.findall(text)]

    assert len(marked) == len(register.dates)
    assert all(CODES[code] == edtf for code, edtf in marked)
