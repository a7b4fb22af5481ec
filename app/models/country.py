"""The countries of ISO 3166-1 and what they are called in English (Unicode CLDR)."""

from babel import Locale

from app.models.place import COUNTRIES
from app.spine.folding import fold_text

# Kosovo has no code in ISO 3166-1; XK is the one everybody uses. In the order of the names.
NAMES: dict[str, str] = dict(
    sorted(
        ((code, str(Locale("en").territories[code.upper()])) for code in COUNTRIES | {"xk"}),
        key=lambda pair: fold_text(pair[1]),
    )
)


def fold_country_name(name: str) -> str:
    """A name as addresses are compared: in lower case, and a space for each hyphen."""
    return name.lower().replace("-", " ")


CODES: dict[str, str] = {fold_country_name(name): code for code, name in NAMES.items()}
