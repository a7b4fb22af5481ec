import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.models.when import Basis, When
from app.spine.value import to_json, type_adapter
from tests.models.test_edtf import dates

BETWEEN = "between 27 November and 8 December 2025, inferred"


@pytest.mark.parametrize(
    ("code", "edtf", "words", "printed"),
    [
        ("D0", "[2025-11-27..2025-12-08]", None, BETWEEN),
        ("D1", "2025-11-20~", "last week", "about 20 November 2025, inferred"),
        (
            "D2",
            "[2025-11-24..2025-12-08]",
            "this week",
            "between 24 November and 8 December 2025, inferred",
        ),
        (
            "D3",
            "2025-03~/2025-12~",
            "over the last nine months",
            "from about March to about December 2025, inferred",
        ),
        ("D4", "2025-11-25?", "last week", "probably 25 November 2025, inferred"),
        (
            "D5",
            "[2025-01..2025-08]",
            "earlier in the year",
            "between January and August 2025, inferred",
        ),
        ("D6", "[..2025-08]", "by August", "by August 2025, year inferred"),
        ("D7", "2025-11-25?", "last Tuesday", "probably 25 November 2025, inferred"),
        ("D8", "[..2025-11-20]", "Just before", "by 20 November 2025, inferred"),
        ("D9", "[2025-11-27..2025-12-08]", None, BETWEEN),
        ("D10", "2025-11-25?", None, "probably 25 November 2025, inferred"),
        ("D11", "2025-11-27?", "recently", "probably 27 November 2025, inferred"),
        ("D12", "2025-11~", "in recent weeks", "about November 2025, inferred"),
        ("D13", "2025-11-23?", None, "probably 23 November 2025, inferred"),
        ("D14", "[..2025-12-08]", "repeatedly", "by 8 December 2025, inferred"),
        ("D15", "[..2025-12-08]", "already", "by 8 December 2025, inferred"),
        (
            "D16",
            "2022-02~/2025-12~",
            "four years",
            "from about February 2022 to about December 2025, inferred",
        ),
        ("D18", "2025~", "months in the making", "about 2025, inferred"),
        ("D19", "2025~", "after months", "about 2025, inferred"),
    ],
)
def test_the_dates_of_the_seed_are_told_with_their_doubt(code, edtf, words, printed):
    when = When(edtf=edtf, words=words, basis=Basis.FROM_ELSEWHERE, note=f"{code} of the seed")

    assert str(when) == printed


def test_an_unknown_date_is_no_when():  # D17
    with pytest.raises(ValueError, match="“unknown” is no date"):
        When.parse("unknown")


@pytest.mark.parametrize(
    ("edtf", "printed", "short"),
    [
        ("2025-11-05", "5 November 2025", "5 Nov 2025"),
        ("2025-05", "May 2025", "May 2025"),
        ("2025", "2025", "2025"),
        ("0999~", "about 0999", "c. 0999"),
        ("2025-11-25?", "probably 25 November 2025", "25 Nov 2025?"),
        ("2025-11-25/2025-11-28", "from 25 to 28 November 2025", "25 to 28 Nov 2025"),
        ("2025-11-25~/2025-12", "from about 25 November to December 2025", "c. 25 Nov to Dec 2025"),
        ("2025-11/2025-11-24", "from November to 24 November 2025", "Nov to 24 Nov 2025"),
        ("2025/2025-12", "from 2025 to December 2025", "2025 to Dec 2025"),
        ("2025-03/2025", "from March 2025 to 2025", "Mar 2025 to 2025"),
        ("2024-11-25/2025-11-25", "from 25 November 2024 to 25 November 2025", None),
        ("../2025-12-08?", "until probably 8 December 2025", "until 8 Dec 2025?"),
        ("[2024~..2025]", "between about 2024 and 2025", "c. 2024 – 2025"),
        ("[2025-11-27..2025-12-08]", "between 27 November and 8 December 2025", None),
        ("[..2025-08]", "by August 2025", "by Aug 2025"),
    ],
)
def test_a_stated_date_is_told_as_it_is(edtf, printed, short):
    when = When(edtf=edtf, basis=Basis.STATED)

    assert str(when) == printed
    assert short is None or when.short == short


def test_a_tight_cell_has_the_date_in_short():
    when = When(edtf="[2025-11-27..2025-12-08]", basis=Basis.FROM_ELSEWHERE)

    assert when.short == "27 Nov – 8 Dec 2025"


@pytest.mark.parametrize(
    ("edtf", "words", "inferred"),
    [
        ("2025-11-25", "on 25 November", "year inferred"),
        ("2025-11-25", "on Nov 25th", "year inferred"),
        ("[2025-01..2025-08]", "between January and August", "year inferred"),
        ("2025-11-25", "in November", "inferred"),
        ("2025-11-25", "on 2 November", "inferred"),
        ("[2025-01..2025-08]", "by August", "inferred"),
        ("2025-05", "they may", "inferred"),
        ("2025", "this year", "inferred"),
        ("2025-08", "August 2024 or a year later", "inferred"),
        ("2025-08", None, "inferred"),
    ],
)
def test_only_the_year_is_inferred_if_the_words_give_all_else(edtf, words, inferred):
    when = When(edtf=edtf, words=words, basis=Basis.FROM_TEXT)

    assert str(when).split(", ")[1] == inferred


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        (" 2025-11-25? ", "2025-11-25?", Basis.STATED),
        ("[..2025-08], inferred", "[..2025-08]", Basis.FROM_ELSEWHERE),
        ("by August 2025, year inferred", "[..2025-08]", Basis.FROM_ELSEWHERE),
        ("about 2025, inferred from the text", "2025~", Basis.FROM_TEXT),
        ("May 2025, inferred from elsewhere", "2025-05", Basis.FROM_ELSEWHERE),
    ],
)
def test_a_date_is_read_with_its_basis(text, edtf, basis):
    assert When.parse(text) == When(edtf=edtf, basis=basis)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "November 25, 2025",
        "by August",
        "25 2025",
        "0 November 2025",
        "between 25 and November 2025",
        "from March to 2026",
        "between about  and 8 December 2025",
        "by  2025",
        "2025-11-25, guessed",
    ],
)
def test_what_cannot_be_read_is_refused_with_what_can(text):
    with pytest.raises(ValueError, match=f"“{text}” is no date. Write 2025-11-25, 2025-11 or 2025"):
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30 February 2025", "There is no day 30 in February 2025."),
        ("from May to April 2025", "the first date is later than the second."),
    ],
)
def test_a_date_in_words_follows_the_same_rules(text, says):
    with pytest.raises(ValueError, match=says):
        When.parse(text)


def test_a_when_outside_the_subset_is_refused():
    with pytest.raises(ValidationError, match="There is no month 13"):
        When(edtf="2025-13", basis=Basis.STATED)


def test_a_when_comes_back_as_it_was_told():
    when = When(edtf="[..2025-08]", words="by August", basis=Basis.FROM_ELSEWHERE, note="D6")

    assert type_adapter(When).validate_python(to_json(when)) == when


@given(dates(), st.sampled_from(Basis), st.sampled_from([None, "by August", "25 November"]))
def test_what_is_printed_is_read_as_the_same_date(edtf, basis, words):
    when = When(edtf=edtf, basis=basis, words=words)

    again = When.parse(str(when))

    assert (again.edtf, again.earliest, again.latest) == (edtf, when.earliest, when.latest)
    assert (again.basis is Basis.STATED) == (basis is Basis.STATED)


@given(dates())
def test_what_is_printed_is_never_sharper_than_what_was_stated(edtf):
    when = When(edtf=edtf, basis=Basis.FROM_TEXT)
    days = len(re.findall(r"-[0-9]{2}-[0-9]{2}", edtf))
    months = len(re.findall(r"[0-9]{4}-[0-9]{2}", edtf))

    for printed in (str(when), when.short):
        assert len(re.findall(r"\b[0-9]{1,2}\b", printed)) == days
        assert len(re.findall(r"\b[A-Z][a-z]{2,}", printed)) <= months
    assert str(when).count("probably ") == when.short.count("?") == edtf.count("?")
    assert str(when).count("about ") == when.short.count("c. ") == edtf.count("~")
    assert str(when).endswith(", inferred")


@given(dates())
def test_one_unknown_day_is_never_told_like_a_span_of_days(edtf):
    when = When(edtf=edtf, basis=Basis.STATED)

    assert str(when).startswith(("from ", "until ")) == ("/" in edtf)
    is_one_day = " – " in when.short or when.short.startswith("by ") or " or later" in when.short
    assert is_one_day == ("[" in edtf)
    assert isinstance(when.latest, date)


def test_a_time_without_dates_is_told_in_its_words_and_has_some():
    value = When(edtf="../..", words="over four years", basis=Basis.STATED)

    assert str(value) == value.short == "“over four years” (dates not stated)"
    with pytest.raises(ValidationError, match="Say in words how long it is"):
        When(edtf="../..", basis=Basis.STATED)
