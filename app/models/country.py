"""The countries of ISO 3166-1 and what they are called in English (Unicode CLDR)."""

from babel import Locale

from app.models.place import COUNTRIES

# Kosovo has no code in ISO 3166-1; XK is the one everybody uses.
NAMES: dict[str, str] = {
    code: str(Locale("en").territories[code.upper()]) for code in sorted(COUNTRIES | {"xk"})
}
CODES: dict[str, str] = {name.lower(): code for code, name in NAMES.items()}
