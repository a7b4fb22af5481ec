"""How long something lasts, as people say it where they give no dates."""

import re

from app.forms.parsers.figure import NUMBERS, alternatives

_LENGTH = re.compile(
    r"(?i)(?:spread )?(?:(?:over|for|during|within|across|throughout) )?"
    r"(?:a period of |an? |the (?:next |coming |following )?)?(?:about |up to |at least )?"
    rf"(?:an?|several|many|multi|[0-9]{{1,3}}|{alternatives(NUMBERS)})[- ]?"
    r"(?:years?|months?|weeks?|days?)(?: period)?"
)


def is_length(text: str) -> bool:
    """Whether a text says how long something lasts, and not when: “over four years”."""
    return _LENGTH.fullmatch(text) is not None
