"""How days, instants and the levels of a pledge are put for people."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from app.models.kinds import KINDS
from app.models.vocabulary import Bindingness, Delivery, Readiness
from app.rules.pledge_state import PledgeState
from app.spine.folding import fold_text

FIRM, READY, FAR = list(Bindingness), list(Readiness), list(Delivery)


def format_day(on: date) -> str:
    """A day for people: 22 Nov 2026."""
    return f"{on.day} {on:%b %Y}"


def capitalize(words: str) -> str:
    """The words with a capital first letter; the rest, as in “US backstop”, stay as they are."""
    return words[:1].upper() + words[1:]


def split_first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text, and all others."""
    first, *rest = re.split(r"(?<=[.!?]) (?=\S)", text, maxsplit=1)
    return first, "".join(rest)


def unlike(names: Iterable[str], beyond: Iterable[str] = ()) -> list[str]:
    """Each name once, in the spelling that comes first; without those `beyond`, however spelled."""
    spellings: dict[str, str] = {}
    for name in names:
        spellings.setdefault(fold_text(name), name)
    others = set(map(fold_text, beyond))
    return [name for key, name in spellings.items() if key not in others]


def format_instant(at: datetime) -> str:
    """An instant for people: 22 Nov 2026 11:40 UTC."""
    return f"{format_day(at)} {at:%H:%M} UTC"


def glyph_levels(value: PledgeState) -> tuple[int | None, int | None, int | None]:
    """How many circles, squares and diamonds of the glyph are filled; None where nothing says."""
    return (
        FIRM.index(value.bindingness) + 1 if value.bindingness else None,
        READY.index(value.readiness) if value.readiness else None,
        FAR.index(value.delivery) if value.delivery else None,
    )


PLAIN = {  # what pages call things whose exact names stand in data and on /method
    "Bindingness": "How firm",
    "Readiness": "How ready",
    "Delivery": "How far",
    "Standing": "Whether it stands",
    **{kind.noun: kind.page_noun for kind in KINDS},
}


def plain(name: str) -> str:
    """What pages call something that has an exact name."""
    return PLAIN.get(name, name)


AXES = (  # for the legend: a question, and the words of its levels
    ("How firm", FIRM),
    ("How ready", ("size, type or amount given", "units chosen, money set aside", "ready")),
    ("How far", ("partly", "deployed, disbursed", "ended")),
)
