"""Units and currencies as people name them."""

from collections import defaultdict
from collections.abc import Callable

from babel.core import get_global
from babel.numbers import get_currency_name

from app.models.unit import CURRENCIES, SYMBOLS, UNITS

# Only what means the same in every source: “men”, “warships” and “fighters” say something else.
_SYNONYMS = {
    "troops": "soldier soldiers personnel",
    "aircraft": "plane planes jet jets",
    "ships": "vessel vessels",
}
_CURRENCIES = {
    "GBP": "pound|pounds|pound sterling|pounds sterling|sterling",
    "EUR": "euro|euros",
    "USD": "u.s. dollar|u.s. dollars|american dollar|american dollars",
    "UAH": "hryvnia|hryvnya|hryvna|hryvnas|₴",
    "PLN": "zloty|zł",
    "CNY": "renminbi|rmb",
    "CAD": "c$|ca$",
    "AUD": "a$|au$",
    "NZD": "nz$",
}
_KRONER = ("NOK", "SEK", "DKK", "ISK")
_SHARED = {
    "¥": ("JPY", "CNY"),
    "kr": _KRONER,
    "kr.": _KRONER,
    "crown": (*_KRONER, "CZK"),
    "crowns": (*_KRONER, "CZK"),
    "rouble": ("RUB", "BYN"),
    "roubles": ("RUB", "BYN"),
}
_QUESTIONS = {
    "$": "Which dollar?",
    "¥": "Yen or yuan?",
    "kr": "Which crown?",
    "kr.": "Which crown?",
}
_OFFERED = ["USD", "CAD", "AUD", "NOK", "SEK", "DKK", "CZK", "JPY", "CNY", "CHF", "RON", "RUB"]
_IN_SMALL = [*_OFFERED, "GBP", "EUR", "UAH", "PLN", "NZD"]  # “all” and “try” are words, too


def _names() -> dict[str, tuple[str, ...]]:
    """What each name in lower case may mean; a noun that several currencies share, all of them."""
    names: dict[str, tuple[str, ...]] = {
        name: (unit,) for unit, unit_words in UNITS.items() for name in (unit, unit_words.singular)
    }
    names |= {name: (unit,) for unit, synonyms in _SYNONYMS.items() for name in synonyms.split()}
    nouns: dict[str, set[str]] = defaultdict(set)
    for code in _current_currencies():
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="en").lower()
            names[name] = (code,)
            nouns[name.split()[-1]].add(code)
    names |= {noun: tuple(sorted(codes, key=_offer_rank)) for noun, codes in nouns.items()}
    names |= _SHARED | {"$": names["dollar"]}
    names |= {
        name: (code,) for code, synonyms in _CURRENCIES.items() for name in synonyms.split("|")
    }
    return names | {sign.lower(): (code,) for code, sign in SYMBOLS.items()}


def _current_currencies() -> set[str]:
    """The currencies that are legal tender somewhere."""
    tenders = get_global("territory_currencies").values()
    return {
        code
        for territory in tenders
        for code, _since, until, tender in territory
        if tender and until is None and code in CURRENCIES
    }


def _offer_rank(code: str) -> tuple[int, str]:
    """Those that are asked for first come first."""
    return (_OFFERED.index(code) if code in _OFFERED else len(_OFFERED), code)


NAMES: dict[str, tuple[str, ...]] = _names() | {code.lower(): (code,) for code in _IN_SMALL}
SIGNS = [
    *("£", "€", "$", "¥", "₴", "zł", "US$", "C$", "CA$", "A$", "AU$", "NZ$", "kr", "kr."),
    *_IN_SMALL,
]


def meanings(name: str) -> tuple[str, ...]:
    """The units that a name may mean; () for a name that is none."""
    return (name,) if name in CURRENCIES else NAMES.get(name.lower(), ())


def choose_unit(names: list[str], write: Callable[[str], str]) -> str:
    """The one unit that all the names mean.

    Args:
        names: At least one, each with a meaning.
        write: How to write what was typed with one of the units.

    Raises:
        ValueError: With a sentence, if they mean several, or two that differ.
    """
    units = [unit for unit in meanings(names[0]) if all(unit in meanings(n) for n in names)]
    if not units:
        raise ValueError(f"“{names[0]}” and “{names[-1]}” are two units. Write one of them.")
    if len(units) == 1:
        return units[0]
    common = [unit for unit in units if unit in _OFFERED]
    *others, last = map(write, common if len(common) > 1 else units[:3])
    question = _QUESTIONS.get(names[0], f"Which {names[0].lower().removesuffix('s')}?")
    raise ValueError(f"{question} Write {', '.join(others)} or {last}.")
