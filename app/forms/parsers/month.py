"""Months and days of the week by name, in the languages that sources are written in.

The names are those of CLDR, as Babel has them; English goes first, nothing ambiguous is guessed.
"""

import re
from calendar import day_name
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from babel import Locale

from app.models.edtf import MONTHS
from app.spine.folding import fold_text

_LANGUAGES = (
    *("bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "is", "it"),
    *("lb", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr"),
    *("sr_Latn", "sv", "tr", "uk"),
)
MONTH_BY_NAME: dict[str, int] = {
    name.lower(): number
    for number, month in enumerate(MONTHS, 1)
    for name in (month, month[:3], f"{month[:3]}.")
} | {"sept": 9, "sept.": 9}
_WEEKDAYS: dict[str, frozenset[int]] = {
    name: frozenset([number])
    for number, day in enumerate(map(str.lower, day_name))
    for name in (day, day[:3])
} | {
    "tues": frozenset([1]),
    "weds": frozenset([2]),
    "thur": frozenset([3]),
    "thurs": frozenset([3]),
}
# Words of English dates: they need no look into other languages.
_ENGLISH_WORDS = frozenset(
    [
        *("about", "after", "ago", "and", "approx", "approximately", "around", "before"),
        *("beginning", "between", "circa", "coming", "day", "days", "during", "early"),
        *("elsewhere", "end", "ended", "ends", "ending", "fall", "first", "fourth", "from"),
        *("half", "inferred", "last", "late", "later", "likely", "may", "maybe", "mid", "middle"),
        *("month", "months", "next", "not", "now", "onwards", "past", "perhaps", "possibly"),
        *("previous", "probably", "quarter", "recently", "roughly", "second", "since"),
        *("sometime", "soon", "spring", "start", "starting", "stated", "summer", "text", "than"),
        *("the", "third", "this", "till", "today", "tomorrow", "until", "week", "weekend"),
        *("weeks", "winter", "year", "years", "yesterday", "autumn", "earlier", "commencing"),
        *("fiscal", "financial"),
    ]
)
_WORD = re.compile(r"[^\W\d_]{3,}\.?")
_AFTER_NUMBER = re.compile(r"(?<=[0-9.])(?: gada| року| года| [mdrгр]\.?)(?= |$)")
_SPANISH_AUGUST = re.compile(r"(?i)(?<=[0-9])(?: de)? ago\b\.?(?= (?:de )?[0-9])")
_OF = re.compile(r"(?<=[0-9a-z.]) (?:de |del |di |d['’])(?=[A-Z0-9])")
_THE = re.compile(r"^(?:le|el|il|den|der|am|im|em|en) (?=[0-9A-Z])")
Names = Mapping[str, Mapping[int, set[str]]]


def fold_name(name: str) -> str:
    """A name as names are compared, without a point at its end."""
    return fold_text(name).rstrip(".")


@cache
def _foreign_names(what: str) -> Names:
    """The numbers of months or days by folded name, each with the languages that call it so."""
    names: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code in _LANGUAGES:
        data = getattr(Locale.parse(code), what)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in data[context].get(width, {}).items():
                    names[fold_name(name)][number].add(code.partition("_")[0])
    return names


def translate_months(text: str) -> str:
    """The text with months in English: “25 de noviembre de 2025” is 25 November 2025.

    Raises:
        ValueError: With a sentence, for a name that is another month in another language.
    """
    result = _WORD.sub(lambda match: _english_month(match[0]), _SPANISH_AUGUST.sub(" August", text))
    if result == text:
        return _THE.sub("", text)
    return _THE.sub("", _OF.sub(" ", _AFTER_NUMBER.sub("", result)))


def _english_month(word: str) -> str:
    """The English name of a month in another language; any other word as it is."""
    name = fold_name(word)
    if name in MONTH_BY_NAME and not word.isascii():
        return MONTHS[MONTH_BY_NAME[name] - 1]
    if name in MONTH_BY_NAME or (word.isascii() and name in _ENGLISH_WORDS):
        return word
    numbers = _foreign_names("months").get(name, {})
    if len(numbers) > 1:
        english = Locale("en").languages
        readings = " and ".join(
            f"{MONTHS[number - 1]} in {' and '.join(sorted(english[c] for c in codes))}"
            for number, codes in sorted(numbers.items())
        )
        raise ValueError(f"“{word}” is {readings}. Write the month in English.")
    return MONTHS[next(iter(numbers)) - 1] if numbers else word


def split_weekday(text: str) -> tuple[str, frozenset[int]]:
    """The text without the day of the week that it begins with, and which days that may be."""
    match = re.fullmatch(r"([^\W\d_]{2,}(?:-[^\W\d_]+)?\.?),? (.+)", text)
    if match is None:
        return text, frozenset()
    name = fold_name(match[1])
    if name in _WEEKDAYS:
        return match[2], _WEEKDAYS[name]
    if name in MONTH_BY_NAME or name in _ENGLISH_WORDS:
        return text, frozenset()
    days = frozenset(_foreign_names("days").get(name, {}))
    return (match[2], days) if days else (text, frozenset())
