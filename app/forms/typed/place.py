"""Where something is meant to be: words, and countries as people name them."""

import re
from difflib import get_close_matches
from unicodedata import combining, normalize

from app.models.country import CODES, NAMES, plain
from app.models.place import COUNTRIES, Place, PlaceRule

MOST_WORDS, MOST, MOST_NAME = 200, 6000, 60  # characters
_OTHER_NAMES = {
    "gb": "britain|great britain|u.k.",
    "us": "usa|u.s.|u.s.a.|united states of america|america",
    "tr": "turkey",
    "cz": "czech republic",
    "nl": "the netherlands|holland",
    "mk": "macedonia",
    "ba": "bosnia",
    "md": "republic of moldova",
    "kr": "republic of korea",
    "ru": "russian federation",
}


def _spelt(name: str) -> str:
    """A name as names are compared: without accents, too."""
    bare = "".join(sign for sign in normalize("NFD", name) if not combining(sign))
    return " ".join(plain(bare).replace(" and ", " & ").replace("’", "'").split())


_CODES = {_spelt(name): code for name, code in CODES.items()} | {
    plain(name): code for code, names in _OTHER_NAMES.items() for name in names.split("|")
}


def place(words: str, countries_text: str, rule: PlaceRule) -> Place:
    """The place that was typed, its countries given by code or English name.

    Args:
        words: The place as it was stated.
        countries_text: Codes or names, with commas, semicolons or new lines between; or nothing.
        rule: Whether all of them are meant, or any.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    stated = words.strip()
    if not stated:
        raise ValueError("No place was written. Write it as it was stated: “Kyiv or Odesa”.")
    if len(stated) > MOST_WORDS:
        raise ValueError(f"The place is too long. Write at most {MOST_WORDS} characters.")
    if len(countries_text) > MOST:
        raise ValueError(f"The countries are too long. Write at most {MOST} characters.")
    names = [name.strip() for name in re.split("[,;\n]", countries_text)]
    return Place(words=stated, countries=tuple(_code(name) for name in names if name), rule=rule)


def _code(name: str) -> str:
    """The code of the country; ValueError with the nearest name if there is none."""
    spelt = _spelt(name)
    code = spelt if spelt in COUNTRIES else _CODES.get(spelt)
    if code in COUNTRIES:
        return code
    if spelt in ("xk", "kosovo"):
        raise ValueError("Kosovo has no code in ISO 3166-1. Write it in the words of the place.")
    if spelt == "uk":
        raise ValueError(
            "“uk” is no country code. Write gb for the United Kingdom, ua for Ukraine."
        )
    near = get_close_matches(spelt[:MOST_NAME], _CODES, n=1, cutoff=0)
    nearest = NAMES[_CODES[near[0]]]
    raise ValueError(
        f"“{name[:MOST_NAME]}” is no country we know. Write a code or an English name, such as"
        f" {nearest}, with commas between."
    )
