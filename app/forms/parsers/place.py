"""Where something is meant to be: words, and countries as people name them."""

import re
from difflib import get_close_matches
from unicodedata import combining, normalize

from app.models.country import CODES, NAMES, fold_country_name
from app.models.place import COUNTRIES, Place, PlaceRule

MAX_WORDS, MAX_COUNTRIES, MAX_NAME = 200, 6000, 60  # characters
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


def _normalize_name(name: str) -> str:
    """A name as names are compared: without accents, too."""
    bare = "".join(sign for sign in normalize("NFD", name) if not combining(sign))
    return " ".join(fold_country_name(bare).replace(" and ", " & ").replace("’", "'").split())


_CODES = {_normalize_name(name): code for name, code in CODES.items()} | {
    fold_country_name(name): code
    for code, names in _OTHER_NAMES.items()
    for name in names.split("|")
}


def parse_place(words: str, countries_text: str, rule: PlaceRule) -> Place:
    """The place that was typed, its countries given by code or English name.

    Args:
        words: The place as it was stated.
        countries_text: Codes or names, with commas, semicolons or new lines between; or nothing.
        rule: Whether all of them are meant, or any.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    place_words = words.strip()
    if not place_words:
        raise ValueError("No place was written. Write it as it was stated: “Kyiv or Odesa”.")
    if len(place_words) > MAX_WORDS:
        raise ValueError(f"The place is too long. Write at most {MAX_WORDS} characters.")
    if len(countries_text) > MAX_COUNTRIES:
        raise ValueError(f"The countries are too long. Write at most {MAX_COUNTRIES} characters.")
    names = [name.strip() for name in re.split("[,;\n]", countries_text)]
    return Place(
        words=place_words, countries=tuple(_country_code(name) for name in names if name), rule=rule
    )


def _country_code(name: str) -> str:
    """The code of the country; ValueError with the nearest name if there is none."""
    spelling = _normalize_name(name)
    code = spelling if spelling in COUNTRIES else _CODES.get(spelling)
    if code in COUNTRIES:
        return code
    if spelling in ("xk", "kosovo"):
        raise ValueError("Kosovo has no code in ISO 3166-1. Write it in the words of the place.")
    if spelling == "uk":
        raise ValueError(
            "“uk” is no country code. Write gb for the United Kingdom, ua for Ukraine."
        )
    near = get_close_matches(spelling[:MAX_NAME], _CODES, n=1, cutoff=0)
    nearest = NAMES[_CODES[near[0]]]
    raise ValueError(
        f"“{name[:MAX_NAME]}” is no country we know. Write a code or an English name, such as"
        f" {nearest}, with commas between."
    )
