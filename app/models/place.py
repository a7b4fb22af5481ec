"""Where something is meant to be, as far as anyone said."""

import re
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, Field

from app.spine.value import Term, Value

# What CLDR lists beside ISO 3166-1: reserved and private codes, the EU, the UN.
_NO_COUNTRY = re.compile("AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|XK|ZZ|[0-9]{3}")
KOSOVO = "xk"  # it has no code in ISO 3166-1; this is the one everybody uses
COUNTRIES = frozenset(  # ISO 3166-1 alpha-2
    code.lower() for code in map(str, Locale("en").territories) if not _NO_COUNTRY.fullmatch(code)
)


class PlaceRule(Term):
    """Whether several places are meant together or as alternatives."""

    ANY = "any", "One of them or more; which is not said."
    ALL = "all", "Each of them."


def check_country_code(code: str) -> str:
    """The code in lower case; ValueError if neither ISO 3166-1 has it nor Kosovo."""
    if code.lower() in COUNTRIES | {KOSOVO}:
        return code.lower()
    raise ValueError(f"“{code}” is no country code. Use two letters of ISO 3166-1, such as ua.")


def _sort_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Each code once, in alphabetical order: their order says nothing."""
    return tuple(sorted(set(codes)))


class Place(Value):
    """A place as it was stated, and the countries that it lies in as far as these are clear."""

    words: str = Field(
        min_length=1, max_length=200, title="Place", description="As stated: “Kyiv or Odesa”."
    )
    countries: Annotated[
        tuple[Annotated[str, AfterValidator(check_country_code)], ...], AfterValidator(_sort_codes)
    ] = Field(
        default=(), title="Countries", description="Codes of ISO 3166-1 such as ua; may be empty."
    )
    rule: PlaceRule = Field(
        default=PlaceRule.ANY,
        title="Any or all",
        description="Any if the places are alternatives; all if each of them is meant.",
    )

    @property
    def is_several(self) -> bool:
        """Whether the words name more than one place: “Kyiv or Odesa”."""
        return len(self.countries) > 1 or bool(re.search(r"\b(and|or)\b|[,;/]", self.words))

    def __str__(self) -> str:
        return self.words
