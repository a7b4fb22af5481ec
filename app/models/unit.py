"""What a quantity counts: a unit of the list below, or a currency."""

from typing import Annotated, NamedTuple

from babel.numbers import list_currencies
from pydantic import AfterValidator


class Countable(NamedTuple):
    """A unit that is no currency: the word for one of them, and what is counted."""

    singular: str
    meaning: str


UNITS = {
    "troops": Countable("service member", "Service personnel of any arm."),
    "units": Countable("unit", "Military units of any size."),
    "people trained": Countable("person trained", "People who are taught."),
    "aircraft": Countable("aircraft", "Aircraft with or without a crew."),
    "ships": Countable("ship", "Ships and boats."),
    "vehicles": Countable("vehicle", "Vehicles on land."),
    "systems": Countable("system", "Weapons or other equipment counted as systems."),
    "countries": Countable("country", "States that offer something."),
    "months": Countable("month", "How long something lasts."),
}
UNITS_OF_NO_THING = ("countries", "months")  # so many of these say nothing of size or type
CURRENCIES = frozenset(list_currencies())  # ISO 4217, with those of the past
SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "US$"}  # any other is told by its code


def check_unit(unit: str) -> str:
    """The unit; ValueError if it is neither in the list nor a currency."""
    if unit in UNITS or unit in CURRENCIES:
        return unit
    raise ValueError(
        f"“{unit}” is no unit. Choose one of {', '.join(UNITS)}, or a currency such as GBP."
    )


Unit = Annotated[str, AfterValidator(check_unit)]
