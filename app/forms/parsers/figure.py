"""Numbers as people type them: digits or words, and what these are multiplied by."""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from itertools import product

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_STEMS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]
_TEENS = ["ten", "eleven", "twelve", *(f"{stem}teen" for stem in _STEMS)]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS: dict[str, int] = (
    {"zero": 0}
    | {word: number for number, word in enumerate(_ONES + _TEENS, 1)}
    | {ten: 10 * number for number, ten in enumerate(_TENS, 2)}
    | {
        f"{ten}{joint}{one}": 10 * (_TENS.index(ten) + 2) + _ONES.index(one) + 1
        for ten, one, joint in product(_TENS, _ONES, "- ")
    }
)
ARTICLES = {"a": "1", "an": "1", "half a": "0.5", "half an": "0.5", "a quarter of a": "0.25"}
# Only what is the same number in all languages that write so: “billion” is 10⁹, as in English,
# “Billion” with another ending 10¹² in German or Danish, and “mil” a thousand or a million.
_SCALES = {
    12: "dozen",
    100: "hundred",
    10**3: "k thousand thousands tausend tusen tusind tysięcy",
    10**5: "lakh lakhs lac lacs",
    10**6: "m mn mln mio mill milj million millions millionen miljon miljoner millioner miljoen"
    " milioni millones milionów miljoonaa milionu miliony milionů miliónov miljonit miljoni"
    " miljonus milijonai milijonų milijonus",
    10**7: "crore crores cr",
    10**9: "b bn bln md mrd mld mlrd milliard milliards milliarden miljard miljarder milliarder"
    " miliardi miliardów miljardia miliard miliardy miliardu miljardit miljardi miljardus"
    " milijardai milijardų milijardus billion billions",
    10**12: "tn trn trillion trillions",
}
SCALES: dict[str, int] = {
    word: times for times, words in _SCALES.items() for word in words.split()
} | {f"hundred {word}": 100 * 10**zeros for word, zeros in (("thousand", 3), ("million", 6))}
SCALES["lakh crore"] = 10**12

_WHOLE = re.compile(
    r"[0-9]+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,2}([ '’])[0-9]{3}(?:\1[0-9]{3})*(?:\.(?![0-9]{3}$)[0-9]+)?"
)
_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_DECIMAL_COMMA = re.compile(r"[1-9][0-9]{0,2}([. ’'])[0-9]{3}(?:\1[0-9]{3})*,[0-9]+")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_COMMA = re.compile(r"[0-9]+,[0-9]+")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def number_pattern(end: str) -> str:
    """A pattern for a number, its digits or word and its scale in groups named after `end`."""
    return (
        rf"(?:(?P<{end}>[0-9](?:[0-9.,'’ ]*[0-9])?)"
        rf"|(?P<{end}_word>(?i:{alternatives(NUMBERS)}|{alternatives(ARTICLES)})\b))"
        rf"(?: ?(?P<{end}_scale>(?i:{alternatives(SCALES)}))(?![^\W_])\.?)?"
    )


def parse_digits(text: str) -> Decimal:
    """The number that digits write; ValueError with a sentence if that isn't clear."""
    if _POINT.fullmatch(text):
        decimal_text = f"{text}0" if text.rstrip("0")[-1] != "." else text.partition(".")[0]
        raise ValueError(
            f"“{text}” can be read in two ways. Write {text.replace('.', ',')} or {decimal_text}."
        )
    if _WHOLE.fullmatch(text):
        return Decimal(re.sub("[, '’]", "", text))
    if _POINTS.fullmatch(text):
        return Decimal(text.replace(".", ""))
    _refuse_foreign_grouping(text)
    if _COMMA.fullmatch(text):
        raise ValueError(
            f"“{text}” can be read in two ways. Write {text.replace(',', '.')} if the comma is"
            " a decimal point, else thousands like 1,500."
        )
    raise ValueError(f"“{text}” is no number. Write one like 1,500 or 2.5.")


def _refuse_foreign_grouping(text: str) -> None:
    """Raise ValueError for 1.000.000,00 and 1,00,000, and say how to write them."""
    if _DECIMAL_COMMA.fullmatch(text):
        integer, _, decimals = text.partition(",")
        digits = re.sub(r"[^0-9]", "", integer)
        raise ValueError(
            f"“{text}” has a comma before its decimals. Write {int(digits):,}.{decimals}."
        )
    if _INDIAN.fullmatch(text):
        raise ValueError(
            f"“{text}” is not grouped by thousands. Write {int(text.replace(',', '')):,} if lakh"
            " and crore are meant, else the right figure."
        )


def parse_number_word(word: str) -> Decimal:
    """The number that a word writes."""
    return Decimal(ARTICLES.get(word.lower()) or NUMBERS[word.lower()])


def scale_number(number: Decimal, scale: str | None) -> Decimal:
    """The number so many times, exactly."""
    with localcontext(prec=500):
        exact = (number * SCALES[scale.lower()]).normalize() if scale else number.normalize()
        return Decimal(f"{exact:f}")
