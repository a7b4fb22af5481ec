from hypothesis import given
from hypothesis import strategies as st

from app.forms.parsers import input_text, parse_when
from app.models.when import Basis, When
from tests.models.test_edtf import dates


@given(
    dates(), st.sampled_from(Basis), st.sampled_from([None, "then"]), st.sampled_from([None, "D6"])
)
def test_what_a_box_holds_is_read_as_the_same_date(edtf, basis, words, note):
    stored = When(edtf=edtf, basis=basis, words=words, note=note)

    assert parse_when(input_text(stored), basis=basis, words=words, note=note) == stored


@given(dates(), st.sampled_from(Basis))
def test_what_is_printed_is_read_as_the_same_date(edtf, basis):
    printed = When(edtf=edtf, basis=basis)

    for text in (edtf, str(printed), printed.short):
        read = parse_when(text, basis=basis)
        assert (read.edtf, read.basis, read.words) == (edtf, basis, None)


@given(st.text(max_size=40) | st.text("0123456789/.-[]~? Maybytofrom", max_size=30))
def test_a_text_is_read_or_refused_in_sentences(text: str):
    says = None
    try:
        read = parse_when(text)
    except ValueError as error:
        says = str(error)

    assert says.endswith(".") if says else parse_when(input_text(read), words=read.words) == read
