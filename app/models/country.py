"""The countries of ISO 3166-1 and what they are called in English (Unicode CLDR)."""

from babel import Locale

from app.models.place import COUNTRIES

# Kosovo has no code in ISO 3166-1; XK is the one everybody uses.
NAMES: dict[str, str] = {
    code: str(Locale("en").territories[code.upper()]) for code in sorted(COUNTRIES | {"xk"})
}


def fold_country_name(name: str) -> str:
    """A name as addresses are compared: in lower case, and a space for each hyphen."""
    return name.lower().replace("-", " ")


CODES: dict[str, str] = {fold_country_name(name): code for code, name in NAMES.items()}
