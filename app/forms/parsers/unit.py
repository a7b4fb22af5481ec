"""Units as people name them: by synonyms, by kinds of a thing, with words before and behind."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.forms.parsers.currency import OFFERED, QUESTIONS, check_money, currency_names
from app.forms.parsers.figure import NUMBERS, SCALES
from app.models.unit import CURRENCIES, UNITS

# Things that sources count in more than one way; the answer is the editor's.
_SHARED_THINGS = {
    "drones": ("aircraft", "systems"),
    "uavs": ("aircraft", "systems"),
    "missiles": ("rounds", "systems"),
    "interceptors": ("rounds", "systems"),
    "howitzers": ("systems", "weapons"),
    "launchers": ("systems", "weapons"),
    "units": ("companies", "battalions", "systems", "vehicles"),
}
_NO_UNITS = ("fuel tanks", "water tanks", "gas tanks", "oil tanks", "think tanks")
_MORE = "more|extra|additional|further|new|fresh"
# Words that say another figure than the one before them, or another thing than the one behind.
_BREAKERS = frozenset(
    [
        *("and", "or", "but", "nor", "not", "no", "non", "fewer", "less", "minus", "plus"),
        *("without", "except", "excluding", "unless", "if", "each", "every", "per", "a", "an"),
        *("half", "third", "quarter", "part", "partial", "double", "twice", "percent", "times"),
        *("yearly", "annually", "monthly", "weekly", "daily", "day", "week", "month", "year"),
        *("worth", "few", "several", "many", "some", "various", "multiple", "numerous", "couple"),
        *("dozens", "hundreds", "thousands", "tens", "scores", "most", "all", "any", "both"),
        *NUMBERS,
        *SCALES,
    ]
)
_TAIL = re.compile(r"(?i)(?P<head>|.*? )(?:of|for|to|towards|in|from|on) (?P<tail>[^0-9%]+)")
_MODEL = r"[A-Z][a-z]+ [1-9](?:A[0-9])?"  # Leopard 2, Leopard 2A6
_WORD = r"[^\W\d_][\w’'./-]*"
_ADJECTIVES = re.compile(rf"(?:(?:{_MODEL}|{_WORD}) )+")


class UnitName(NamedTuple):
    """What a name may mean, and whether it says more than its unit, so that its words are kept."""

    units: tuple[str, ...]
    says_more: bool


def _singular(plural: str) -> str:
    """One of what the plural names."""
    if plural.endswith("ies"):
        return f"{plural[:-3]}y"
    if " trained" in plural or not plural.endswith("s"):
        return plural.replace("s trained", " trained")
    return plural.removesuffix("s")


def _add_numbers(plurals: Iterable[str]) -> list[str]:
    """The plurals and their singulars."""
    return [word for plural in plurals if plural for word in (plural, _singular(plural))]


def _thing_names() -> dict[str, tuple[str, ...]]:
    """What each name of a thing in lower case may mean."""
    names = dict(_SHARED_THINGS)
    names |= {_singular(plural): units for plural, units in _SHARED_THINGS.items()}
    for unit, thing in UNITS.items():
        plurals = [*thing.synonyms.split("|"), *thing.kinds.split("|")]
        names |= dict.fromkeys((unit, thing.singular, *_add_numbers(plurals)), (unit,))
    return names


KINDS = frozenset(
    [name for thing in UNITS.values() for name in _add_numbers(thing.kinds.split("|"))]
)
_MONEY = currency_names()
_THINGS = _thing_names()
NAMES: dict[str, tuple[str, ...]] = _MONEY | _THINGS
SIGNS = [name for name in _MONEY if len(name) > 1 or not name.isalpha()]


def meanings(name: str) -> tuple[str, ...]:
    """The units that a name may mean; () for a name that is none."""
    return (name,) if name in CURRENCIES else NAMES.get(name.lower(), ())


def find_units(name: str) -> UnitName | None:
    """What a name with other words may mean: “Patriot batteries”, “companies of soldiers”.

    A text that begins with “for” or “more” names no unit, but may stand with one: it has ().
    """
    if units := meanings(name):
        return UnitName(units, name.lower() in KINDS)
    if name.lower().endswith(_NO_UNITS):
        return None
    if match := _TAIL.fullmatch(name):
        if says_other_figure(match["tail"]):
            return None
        head = match["head"].strip()
        result = find_units(head) if head else UnitName((), says_more=True)
        return result and result._replace(says_more=True)
    if re.fullmatch(_MORE, name, re.IGNORECASE):
        return UnitName((), says_more=True)
    return _find_last_noun(name)


def _find_last_noun(name: str) -> UnitName | None:
    """The thing that the last words of a name are, with what it is said to be before them."""
    words = name.split()
    for start in range(1, len(words)):
        units = meanings(" ".join(words[start:]))
        before = f"{' '.join(words[:start])} "
        is_more = re.fullmatch(f"({_MORE}) ", before, re.IGNORECASE)
        if units and (is_more or set(units) <= set(UNITS)):
            is_bare = not any(word in UNITS for word in words[:start])
            is_whole = is_bare and _ADJECTIVES.fullmatch(before) and not says_other_figure(before)
            return UnitName(units, says_more=True) if is_whole else None
    return None


def says_other_figure(text: str) -> bool:
    """Whether a word of the text says another figure than the one before it."""
    return any(word in _BREAKERS for word in re.findall(r"[^\W_]+", text.lower()))


def choose_unit(names: list[str], write: Callable[[str], str]) -> str:
    """The one unit that all the names mean.

    Args:
        names: At least one, each with a meaning.
        write: How to write what was typed with one of the units.

    Raises:
        ValueError: With a sentence, if they mean several, two that differ, or what is no money.
    """
    choices = [name for name in map(_units_of, names) if name]
    units = [unit for unit in choices[0] if all(unit in others for others in choices)]
    if not units:
        raise ValueError(f"“{names[0]}” and “{names[-1]}” are two units. Write one of them.")
    if len(units) == 1:
        if units[0] in CURRENCIES:
            check_money(units[0])
        return units[0]
    if units[0] in UNITS:
        *others, last = map(write, units)
        hint = f", with the source’s words in brackets: {write(units[0])} ({names[0]})"
        raise ValueError(
            f"“{names[0]}” can be counted in several ways. Write {', '.join(others)} or"
            f" {last}{'' if names[0] in last else hint}."
        )
    common = [unit for unit in units if unit in OFFERED]
    *others, last = map(write, common if len(common) > 1 else units[:3])
    question = QUESTIONS.get(names[0].lower(), f"Which {names[0].lower().removesuffix('s')}?")
    raise ValueError(f"{question} Write {', '.join(others)} or {last}.")


def _units_of(name: str) -> tuple[str, ...]:
    """The units that a name with other words may mean; () if it names none."""
    result = find_units(name)
    return result.units if result else ()
