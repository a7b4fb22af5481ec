import re
from time import process_time

import pytest

from app.forms.parsers import parse_when
from app.models.when import Basis, When

READ = [
    ("2025-11-25", "2025-11-25"),
    ("[2025-11-27..2025-12-08]", "[2025-11-27..2025-12-08]"),
    ("../2025-12", "../2025-12"),
    ("2025~", "2025~"),
    ("25/11/2025", "2025-11-25"),
    ("25.11.2025", "2025-11-25"),
    ("25-11-2025", "2025-11-25"),
    ("3/3/2025", "2025-03-03"),
    ("3.4.2025", "2025-04-03"),
    ("2025/11/25", "2025-11-25"),
    ("2025-1-5", "2025-01-05"),
    ("25 Nov 2025", "2025-11-25"),
    ("25 nov. 2025", "2025-11-25"),
    ("on 25th November 2025", "2025-11-25"),
    ("the 25th of November, 2025", "2025-11-25"),
    ("Nov 25, 2025", "2025-11-25"),
    ("Nov 25 2025", "2025-11-25"),
    ("Tuesday, 25 November 2025", "2025-11-25"),
    ("November 2025", "2025-11"),
    ("in Sept 2025", "2025-09"),
    ("sometime in 2025.", "2025"),
    ("11/2025", "2025-11"),
    ("2025", "2025"),
    ("first half of 2026", "[2026-01..2026-06]"),
    ("the second half of 2026", "[2026-07..2026-12]"),
    ("H1 2026", "[2026-01..2026-06]"),
    ("2026 H2", "[2026-07..2026-12]"),
    ("Q3 2026", "[2026-07..2026-09]"),
    ("Q4/2026", "[2026-10..2026-12]"),
    ("third quarter of 2026", "[2026-07..2026-09]"),
    ("between Q1 and Q3 2026", "[2026-01..2026-09]"),
    ("by August 2026", "[..2026-08]"),
    ("no later than 3 May 2026", "[..2026-05-03]"),
    ("before August 2026", "[..2026-07-31]"),
    ("before 3 May 2026", "[..2026-05-02]"),
    ("until 3 May 2026", "../2026-05-03"),
    ("from 3 to 5 May 2026", "2026-05-03/2026-05-05"),
    ("3 to 5 May 2026", "2026-05-03/2026-05-05"),
    ("from 3 May until 5 June 2026", "2026-05-03/2026-06-05"),
    ("from 25/11/2025 to 13/12/2025", "2025-11-25/2025-12-13"),
    ("from 2026", "2026/.."),
    ("since March 2025", "2025-03/.."),
    ("2026 onwards", "2026/.."),
    ("after 3 May 2026", "[2026-05-04..]"),
    ("2026 or later", "[2026..]"),
    ("[2026..]", "[2026..]"),
    ("between 3 and 5 May 2026", "[2026-05-03..2026-05-05]"),
    ("3 – 5 May 2026", "[2026-05-03..2026-05-05]"),
    ("between March and June 2026", "[2026-03..2026-06]"),
    ("c. 2025", "2025~"),
    ("~Nov 2025", "2025-11~"),
    ("about Nov 2025", "2025-11~"),
    ("probably 3 May 2026", "2026-05-03?"),
    ("3 May 2026?", "2026-05-03?"),
    ("by c. 2025", "[..2025~]"),
]

VAGUE = [
    ("late Nov 2025", "[2025-11-21..2025-11-30]"),
    ("end of February 2024", "[2024-02-21..2024-02-29]"),
    ("early Nov 2025", "[2025-11-01..2025-11-10]"),
    ("mid Nov 2025", "[2025-11-11..2025-11-20]"),
    ("mid-November 2025", "[2025-11-11..2025-11-20]"),
    ("early 2025", "[2025-01..2025-04]"),
    ("mid-2025", "[2025-05..2025-08]"),
    ("late 2025", "[2025-09..2025-12]"),
    ("the end of 2025", "[2025-09..2025-12]"),
    ("by the end of 2025", "[..2025-12]"),
    ("by end 2025", "[..2025-12]"),
    ("until mid-May 2026", "../2026-05-20"),
    ("between late November and mid-December 2025", "[2025-11-21..2025-12-20]"),
]

ASKED = "“{}” can be read in two ways. Write “from {} to {}” if it lasted, or “between {} and {}”"
READ_DAY = (
    "depends on the day it is read. Write the date: 25 November 2025, or by 25 November 2025."
)
REFUSED = [
    ("", "No date was written. Write one like 25 November 2025."),
    ("a" * 201, "“aaaaaaaaaaaaaaaaaaaa…” is too long. Write at most 200 characters."),
    (
        "whenever",
        "“whenever” is no date. Write one like 25 November 2025, late Nov 2025, by August",
    ),
    ("25", "“25” is no date."),
    ("3/4/2025", "“3/4/2025” can be read in two ways. Write 3 April 2025 or 4 March 2025."),
    ("3/4", "“3/4” can be read in two ways. Write 3 April or 4 March, with its year."),
    ("2020s", "“2020s” is ten years. Write the first and the last"),
    ("2025–26", "“2025–26” seems to be two years. Write “from 2025 to 2026” if it lasted"),
    ("about 2025?", "“about 2025?” is no date."),
    ("about late 2025", "“about late 2025” is no date."),
    ("after the war", "“after the war” is no date."),
    ("between 2025 and then", "“between 2025 and then” is no date."),
    ("by August", "Which year? Write “by August 2026” or “by August 2027”, whichever is meant."),
    ("25/11", "Which year? Write “25/11/2026” or “25/11/2027”, whichever is meant."),
    ("Nov 25", "“Nov 25” can be read in two ways. Write “25 November” and its year, or “November"),
    ("Nov 12", "Which year? Write “Nov 12 2026” or “Nov 12 2027”, whichever is meant."),
    (
        "late November",
        "Which year? Write “late November 2026” or “late November 2027”, whichever is meant.",
    ),
    ("Q3", "Which year? Write “Q3 2026” or “Q3 2027”, whichever is meant."),
    (
        "from 3 to 5 May?",
        "Which year? Write “from 3 to 5 May 2026” or “from 3 to 5 May 2027”, whichever is meant.",
    ),
    ("from March to 2026", "Which year? Write “March 2026” or “March 2027”, whichever is meant."),
    ("between 3 and May 2026", "“between 3 and May 2026” is no date."),
    ("25/11/25", "“25/11/25” has no full year. Write 25/11/2025."),
    ("25 Nov 25", "“25 Nov 25” has no full year. Write 25 Nov 2025."),
    ("Nov '25", "“Nov '25” has no full year. Write Nov 2025."),
    ("11/25/2025", "There is no month 25. Write the day first, as in 25/11/2025."),
    ("31/02/2025", "There is no day 31 in February 2025. Write a date like 25 November 2025."),
    ("2025-13", "There is no month 13: months run from 01 to 12. Write a date like 25 November"),
    ("0/11/2025", "There is no day or month 0. Write a date like 25 November 2025."),
    ("2025-00", "There is no day or month 0. Write a date like 25 November 2025."),
    ("0000", "Years run from 0001 to 9999. Write a date like 25 November 2025."),
    ("late 0000", "Years run from 0001 to 9999."),
    ("from 3 May 2026 to 25", "“from 3 May 2026 to 25” is no date. Write one like"),
    ("before 0001", "Years run from 0001 to 9999. Write another date."),
    ("after 9999", "Years run from 0001 to 9999. Write another date."),
    ("[2025-13..2026]", "There is no month 13: months run from 01 to 12. Write a date like 25"),
    ("[2025..", "“[2025..” is no date. Write one like 25 November 2025"),
    ("[..]", "“[..]” is no date. Write 2025-11-25"),
    ("from May to April 2025", "The first date is later than the second. Write the earlier one"),
    ("2025-12/2025-11", "The first date is later than the second."),
    ("spring 2026", "“spring 2026” is not the same months everywhere. Write the months"),
    ("before late 2025", "“before late 2025” is not clear. Write by and a day, as in by 31 July"),
    ("before c. 2025", "“before c. 2025” is not clear."),
    ("late 2025 and early 2026", "“late 2025 and early 2026” is not clear."),
    ("24 and 27 May 2026", "“24 and 27 May 2026” names two dates that are apart."),
    ("24 and then", "“24 and then” is no date."),
    ("from late 2025 to 2026", "“from late 2025 to 2026” is not clear. Write when it began and"),
    ("Monday 25 November 2025", "25 November 2025 is no Monday. Write the date without the day"),
    ("Monday November 2025", "November 2025 is no Monday."),
    ("yesterday", f"“yesterday” {READ_DAY}"),
    ("last week", f"“last week” {READ_DAY}"),
    ("by next Tuesday", f"“by next Tuesday” {READ_DAY}"),
    ("Tuesday", f"“Tuesday” {READ_DAY}"),
    ("3-5 May 2026", ASKED.format("3-5 May 2026", 3, "5 May 2026", 3, "5 May 2026")),
    ("Nov–Dec 2025", ASKED.format("Nov–Dec 2025", "Nov", "Dec 2025", "Nov", "Dec 2025")),
]


@pytest.mark.parametrize(("text", "edtf"), READ)
def test_a_date_is_read_as_people_type_it(text: str, edtf: str):
    assert parse_when(text) == When(edtf=edtf, basis=Basis.STATED)


@pytest.mark.parametrize(("text", "edtf"), VAGUE)
def test_a_vague_date_keeps_the_words_typed(text: str, edtf: str):
    assert parse_when(text) == When(edtf=edtf, words=text, basis=Basis.STATED)
    assert parse_when(text, words="around then").words == "around then"


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_what_is_no_clear_date_is_refused_with_what_to_write(text: str, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_when(text)


@pytest.mark.parametrize("given", [{"words": "a" * 201}, {"note": "a" * 401}])
def test_words_and_notes_have_their_limits(given):
    with pytest.raises(ValueError, match=r"“a{20}…” is too long. Write at most [24]00 characters"):
        parse_when("2025", **given)


def test_the_year_of_the_source_is_offered_where_one_is_asked_for():
    with pytest.raises(ValueError, match="Write “25 November 2024”, or “November 2025”"):
        parse_when("Nov 25", year=2024)
    with pytest.raises(ValueError, match="Write “by August 2024” or “by August 2025”"):
        parse_when("by August", year=2024)


def test_how_it_is_known_is_as_handed_in_else_as_typed():
    known = parse_when("2025, inferred", basis=Basis.FROM_TEXT, note=" or 2024 ")

    assert known == When(edtf="2025", basis=Basis.FROM_TEXT, note="or 2024")
    assert parse_when("2025, year inferred").basis is Basis.FROM_ELSEWHERE
    assert parse_when("2025, inferred from the text").basis is Basis.FROM_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "2" * 10_000,
        "from a to " * 20,
        "between " * 25,
        "3-" * 100,
        "[.." * 66,
        "c. " * 66,
        "the " * 50,
        "late-" * 40,
        "not before " * 18,
        "last " * 40,
        "2025/" * 40,
        "25 de " * 33,
        "3 or 4 " * 28,
        "listopadu " * 20,
        "Mon " * 50,
    ],
)
def test_a_large_or_hostile_text_is_answered_at_once(text: str):
    parse_when("25 novembre 2025")  # reads the names of months
    started = process_time()

    with pytest.raises(ValueError, match="Write"):
        parse_when(text)

    assert process_time() - started < 0.1
