import sys
import unicodedata
from collections.abc import Iterator

import pytest

from app.spine.folding import fold_text

FOLDED = {
    "Åland Islands": "aland islands",
    "Côte d’Ivoire": "cote d'ivoire",
    "TÜRKİYE": "turkiye",
    "Tu\u0308rkiye": "turkiye",
    "É": "e",
    "Straße": "strasse",
    "Jonas Gahr Støre": "jonas gahr store",
    "Władysław Kosiniak-Kamysz": "wladyslaw kosiniak-kamysz",
    "Jean\u2011Noël\u2013Barrot": "jean-noel-barrot",
    "  two\u00a0\n spaces ": "two spaces",
    "100 %": "100 %",
    "": "",
}


def signs() -> Iterator[str]:
    """Every character there is."""
    for number in range(sys.maxunicode + 1):
        if unicodedata.category(chr(number)) not in ("Cs", "Cn", "Co"):
            yield chr(number)


@pytest.mark.parametrize("text", FOLDED)
def test_a_text_is_folded_by_one_rule(text: str):
    assert fold_text(text) == FOLDED[text]


def test_folding_what_is_folded_changes_nothing():
    folded_signs = {fold_text(sign) for sign in signs()}

    assert [each for each in folded_signs if fold_text(each) != each] == []


def test_the_order_is_that_of_the_letters_without_their_marks():
    names = ["Türkiye", "Albania", "Åland Islands", "Turkmenistan", "croatia", "Côte d’Ivoire"]

    assert sorted(names, key=fold_text) == [
        *("Åland Islands", "Albania", "Côte d’Ivoire", "croatia", "Türkiye", "Turkmenistan"),
    ]
