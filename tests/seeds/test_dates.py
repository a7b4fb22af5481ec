"""The dates of the seed, by their code (D), as the reading of the article has them.

D1, D2, D5, D6 and D11 to D19 date stances, events and assessments, and come with these.
"""

import re

from tests.seeds.register import Register
from tests.seeds.wrong import fails, swap

D0 = "[2025-11-27..2025-12-08]"
D3 = "2025-03~/2025-12~"
D4 = D7 = D10 = "2025-11-25?"
D8 = "[..2025-11-20]"
MARKED = re.compile(r'^# [^\n]*?\b(D\d+)\b.*\n\w+\.edtf = "(.+)"$', re.MULTILINE)


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
    dates = {"D0": D0, "D3": D3, "D4": D4, "D7": D7, "D8": D8, "D9": D0, "D10": D10}

    marked = [pair for text in register.files.values() for pair in MARKED.findall(text)]

    assert len(marked) == len(register.dates)
    assert all(dates[code] == edtf for code, edtf in marked)
