import re
from datetime import date

import edtf as oracle
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from app.models.edtf import EdtfForm, parse_edtf


@st.composite
def part_texts(draw: st.DrawFn) -> str:
    """A day, month or year in EDTF, with a mark or none; often in the same year or month."""
    day = draw(st.dates(date(2025, 10, 1), date(2025, 12, 31)) | st.dates())
    length = draw(st.sampled_from([4, 7, 10]))
    return day.isoformat()[:length] + draw(st.sampled_from(["", "?", "~"]))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Any date of the subset."""
    one, other = draw(part_texts()), draw(part_texts())
    if parse_edtf(one).earliest > parse_edtf(other).latest:
        one, other = other, one
    forms = [one, f"{one}/{other}", f"../{other}", f"[{one}..{other}]", f"[..{other}]"]
    forms += [f"{one}/..", f"[{one}..]"]
    return draw(st.sampled_from(forms))


@pytest.mark.parametrize(
    ("text", "form", "earliest", "latest"),
    [
        ("2025-11-25", EdtfForm.PLAIN, date(2025, 11, 25), date(2025, 11, 25)),
        ("2024-02", EdtfForm.PLAIN, date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02?", EdtfForm.PLAIN, date(2025, 2, 1), date(2025, 2, 28)),
        ("2025~", EdtfForm.PLAIN, date(2025, 1, 1), date(2025, 12, 31)),
        ("0001", EdtfForm.PLAIN, date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", EdtfForm.PLAIN, date(9999, 12, 1), date(9999, 12, 31)),
        ("2025-03~/2025-12~", EdtfForm.LASTED, date(2025, 3, 1), date(2025, 12, 31)),
        ("2025-08-15/2025-08", EdtfForm.LASTED, date(2025, 8, 15), date(2025, 8, 31)),
        ("../2025-12-08", EdtfForm.LASTED, None, date(2025, 12, 8)),
        ("[2025-11-27..2025-12-08]", EdtfForm.ONE_OF, date(2025, 11, 27), date(2025, 12, 8)),
        ("[..2025-08]", EdtfForm.ONE_OF, None, date(2025, 8, 31)),
        ("2026/..", EdtfForm.LASTED, date(2026, 1, 1), date.max),
        ("[2026-03..]", EdtfForm.ONE_OF, date(2026, 3, 1), date.max),
        ("../..", EdtfForm.LASTED, None, date.max),
    ],
)
def test_a_date_is_read_with_its_bounds(text, form, earliest, latest):
    edtf = parse_edtf(text)

    assert (edtf.form, edtf.earliest, edtf.latest) == (form, earliest, latest)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2025-03~/2025-12?", ("~", "?")),
        ("[2025-03?..2025-12]", ("?", "")),
        ("2025/2026~", ("", "~")),
    ],
)
def test_each_part_keeps_its_own_mark(text: str, marks: tuple[str, str]):
    edtf = parse_edtf(text)

    assert (edtf.start.mark, edtf.end.mark) == marks


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "“” is no date. Write 2025-11-25"),
        ("last week", "“last week” is no date"),
        ("25-11-2025", "“25-11-2025” is no date"),
        ("2025-11-2X", "“2025-11-2X” is no date"),
        ("2025-11-25%", "“2025-11-25%” is no date"),
        ("2025-11-25?~", "“2025-11-25?~” is no date"),
        ("2025-11-25\n", "is no date"),
        ("２０２５", "is no date"),
        ("/2025", "“/2025” is no date"),
        ("[..]", "is no date"),
        ("2024/2025/2026", "is no date"),
        ("[2024,2025]", "is no date"),
        ("0000", "Years run from 0001 to 9999."),
        ("2025-13", "There is no month 13: months run from 01 to 12."),
        ("2025-00-01", "There is no month 00: months run from 01 to 12."),
        ("2025-02-29", "There is no day 29 in February 2025."),
        ("2025-04-00", "There is no day 00 in April 2025."),
        ("2025-12/2025-11", "In “2025-12/2025-11” the first date is later than the second."),
        ("[2025-11-26..2025-11-25]", "the first date is later than the second."),
    ],
)
def test_what_is_no_date_of_the_subset_is_refused_in_a_plain_sentence(text, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_edtf(text)


@given(dates())
def test_a_date_is_written_as_it_was_read(text):
    assert str(parse_edtf(text)) == text


@given(part_texts())
def test_a_mark_widens_nothing(text):
    with_mark, without_mark = parse_edtf(text), parse_edtf(text.rstrip("?~"))

    assert (with_mark.earliest, with_mark.latest) == (without_mark.earliest, without_mark.latest)


@settings(max_examples=40, deadline=None)
@given(dates())
def test_the_bounds_are_those_of_another_reader(text):
    edtf = parse_edtf(text)
    try:
        other = oracle.parse_edtf(text)
    except oracle.EDTFParseException:
        assert edtf.form is EdtfForm.ONE_OF  # it wants both ends alike there, and no marks
        reject()
    lower, upper = other.lower_strict(), other.upper_strict()

    assert edtf.earliest == (None if lower == float("-inf") else date(*lower[:3]))
    assert edtf.latest == (date.max if upper == float("inf") else date(*upper[:3]))
