"""Currencies as people name them, and why some codes are not money."""

from collections import defaultdict
from datetime import date

from babel.core import get_global
from babel.numbers import get_currency_name

from app.models.unit import CURRENCIES, SYMBOLS

OLDEST_OFFER = date(2022, 1, 1)  # what was money since may stand in a source
_CURRENCIES = {
    "GBP": "pound|pounds|pound sterling|pounds sterling|sterling|gb£",
    "EUR": "euro|euros|eurot|eiro|eurų|euroa",
    "USD": "u.s. dollar|u.s. dollars|american dollar|american dollars|us dollar|us dollars|$us"
    "|us $|u.s.$|u.s. $",
    "UAH": "hryvnia|hryvnya|hryvna|hryvnas|hryvnias|грн|₴",
    "PLN": "zloty|zlotys|złoty|złotych|złote|zł",
    "CNY": "renminbi|rmb",
    "CAD": "c$|ca$|can$|cdn$|$ca",
    "AUD": "a$|au$|aus$",
    "NZD": "nz$",
    "CZK": "kč|czech crown|czech crowns|korun",
    "TRY": "₺|tl|turkish lira",
    "INR": "₹",
    "ILS": "₪|shekel|shekels",
    "KRW": "₩",
    "RUB": "₽",
    "HUF": "ft|forint|forints",
    "SEK": "swedish crown|swedish crowns|svenska kronor|skr",
    "NOK": "norwegian crown|norwegian crowns|norske kroner|nkr",
    "DKK": "danish crown|danish crowns|danske kroner|dkr",
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
    "rs": ("INR", "PKR", "LKR", "NPR"),
    "rs.": ("INR", "PKR", "LKR", "NPR"),
}
QUESTIONS = {
    "$": "Which dollar?",
    "¥": "Yen or yuan?",
    "kr": "Which crown?",
    "kr.": "Which crown?",
    "rs": "Which rupee?",
    "rs.": "Which rupee?",
}
OFFERED = [
    *("USD", "CAD", "AUD", "NOK", "SEK", "DKK", "CZK", "JPY", "CNY", "CHF", "RON", "RUB"),
    *("INR", "PKR"),
]
IN_SMALL = [*OFFERED, "GBP", "EUR", "UAH", "PLN", "NZD"]  # “all” and “try” are words, too
_NO_MONEY = {
    "XAU": "gold",
    "XAG": "silver",
    "XPT": "platinum",
    "XPD": "palladium",
    "XTS": "a code for tests",
    "XXX": "the code for no currency",
    "XDR": "a unit of account of the International Monetary Fund",
    "CNH": "how some banks call the yuan outside China",
}


def currency_names() -> dict[str, tuple[str, ...]]:
    """What each name in lower case may mean; a noun that several currencies share, all of them."""
    names: dict[str, tuple[str, ...]] = {}
    nouns: dict[str, set[str]] = defaultdict(set)
    for code in (code for code, end in _LAST_DAYS.items() if end is None):
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="en").lower()
            names[name] = (code,)
            nouns[name.split()[-1]].add(code)
    names |= {noun: tuple(sorted(codes, key=_offer_rank)) for noun, codes in nouns.items()}
    names |= _SHARED | {"$": names["dollar"]}
    names |= {
        name: (code,) for code, synonyms in _CURRENCIES.items() for name in synonyms.split("|")
    }
    names |= {sign.lower(): (code,) for code, sign in SYMBOLS.items()}
    return names | {code.lower(): (code,) for code in IN_SMALL}


def _last_days() -> dict[str, date | None]:
    """The day on which each currency ceased to be legal tender anywhere; None while it is."""
    days: dict[str, date | None] = {}
    for territory in get_global("territory_currencies").values():
        for code, _since, until, is_tender in territory:
            if is_tender and code in CURRENCIES:
                end = date(*until) if until else None
                earlier = days.get(code, date.min)
                days[code] = None if end is None or earlier is None else max(end, earlier)
    return days


def _offer_rank(code: str) -> tuple[int, str]:
    """Those that are asked for first come first."""
    return (OFFERED.index(code) if code in OFFERED else len(OFFERED), code)


_LAST_DAYS = _last_days()


def check_money(code: str) -> None:
    """Make sure that a currency has been money since the oldest offers.

    Raises:
        ValueError: With a sentence that says why it is none.
    """
    if code not in _LAST_DAYS:
        reason = f"is {_NO_MONEY.get(code, 'a unit of account')}, and the money of no country"
    elif (end := _LAST_DAYS[code]) is not None and end < OLDEST_OFFER:
        name = get_currency_name(code, locale="en")
        reason = f"({name}) has not been money since {end.year}"
    else:
        return
    raise ValueError(
        f"{code} {reason}. Write the currency that is meant, or put all of it in quotation marks,"
        " to keep it in words."
    )
