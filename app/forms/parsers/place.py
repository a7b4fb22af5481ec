"""Where something is meant to be: words, and countries as people name them."""

import re

from app.models.actor_names import COUNTRIES_ALONE, MAX_NAME
from app.models.country import NAMES
from app.models.place import Place, PlaceRule

MAX_WORDS, MAX_COUNTRIES = 200, 6000  # characters


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
    """The code of the country; ValueError with what to write if there is none."""
    if code := COUNTRIES_ALONE.find(name):
        return code
    if codes := COUNTRIES_ALONE.find_several(name):
        names = ", ".join(NAMES[code] for code in codes)
        raise ValueError(f"“{name[:MAX_NAME]}” are several. Write a comma between: {names}.")
    similar_names = [NAMES[code] for code in COUNTRIES_ALONE.similar(name)]
    hint = "".join(f" Is it {similar_name}?" for similar_name in similar_names)
    raise ValueError(
        f"“{name[:MAX_NAME]}” is no country we know.{hint} Write a code or an English name, with"
        " commas between."
    )
