"""What a quantity counts: a unit of the list below, or a currency."""

from typing import Annotated, NamedTuple

from babel.numbers import list_currencies
from pydantic import AfterValidator


class Countable(NamedTuple):
    """A unit that is no currency.

    Attributes:
        singular: The word for one of them.
        meaning: What is counted.
        synonyms: Plurals, with a bar between, that say the same.
        kinds: Plurals, with a bar between, that say more: the words typed are kept beside.
    """

    singular: str
    meaning: str
    synonyms: str = ""
    kinds: str = ""


# “Units” is none of them: sources call formations so, and pieces of equipment.
UNITS = {
    "troops": Countable(
        "service member",
        "Service personnel of any arm.",
        "soldiers|personnel|service personnel|military personnel",
        "paratroopers|marines|commandos|peacekeepers|sailors|airmen",
    ),
    "people trained": Countable(
        "person trained",
        "People who are taught.",
        "trainees|persons trained",
        "soldiers trained|troops trained|personnel trained|recruits trained|pilots trained"
        "|service members trained",
    ),
    "platoons": Countable("platoon", "Platoons, whatever their strength."),
    "companies": Countable("company", "Companies of soldiers, whatever their strength."),
    "battalions": Countable("battalion", "Battalions, whatever their strength."),
    "brigades": Countable("brigade", "Brigades, whatever their strength."),
    "battlegroups": Countable(
        "battlegroup", "Battlegroups, whatever their strength.", "battle groups|battle-groups"
    ),
    "squadrons": Countable("squadron", "Squadrons of any arm, whatever their strength."),
    "batteries": Countable("battery", "Batteries of artillery or air defence, of any size."),
    "headquarters": Countable("headquarters", "Headquarters of any level.", "hqs"),
    "aircraft": Countable(
        "aircraft",
        "Aircraft with or without a crew.",
        "planes|jets|airplanes|aeroplanes",
        "helicopters|f-16s|f-35s|mig-29s|gripens|rafales|eurofighters",
    ),
    "ships": Countable(
        "ship",
        "Ships and boats.",
        "vessels|boats",
        "warships|frigates|destroyers|corvettes|submarines|minehunters|minesweepers|tugs|ferries"
        "|aircraft carriers",
    ),
    "vehicles": Countable(
        "vehicle",
        "Vehicles on land.",
        "",
        "tanks|trucks|lorries|cars|ambulances|apcs|ifvs|mraps|jeeps|pickups|buses|excavators"
        "|personnel carriers",
    ),
    "systems": Countable(
        "system", "Weapons or other equipment counted as systems.", "", "radars|jammers"
    ),
    "weapons": Countable(
        "weapon",
        "Weapons that one person or crew carries.",
        "small arms|firearms",
        "rifles|pistols|carbines|machine guns|mortars",
    ),
    "rounds": Countable(
        "round", "Rounds of ammunition.", "rounds of ammunition", "shells|cartridges|bullets"
    ),
    "countries": Countable("country", "States that offer something.", "nations|states"),
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
