"""The countries of ISO 3166-1 and what they are called in English (Unicode CLDR)."""

from babel import Locale

from app.models.place import COUNTRIES, KOSOVO
from app.spine.folding import fold_text

# In the order of the names.
NAMES: dict[str, str] = dict(
    sorted(
        ((code, str(Locale("en").territories[code.upper()])) for code in COUNTRIES | {KOSOVO}),
        key=lambda pair: fold_text(pair[1]),
    )
)
