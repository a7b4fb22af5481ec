"""The one way from what somebody calls an actor to its code: forms, filters, addresses, places."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from app.models.actor import Actor
from app.models.country import NAMES
from app.models.country_names import COUNTRY_CODES, STYLE, name_key
from app.models.vocabulary import ActorKind

LIKENESS = 0.8  # from here on a name is suggested for another (difflib: 1 for the same letters)
MIN_LETTERS = 4  # of a name that another is suggested for: of “EU” nearly all would be like it
MAX_NAME = 60  # characters that are compared
BETWEEN = re.compile(r"\s*(?:[,;/+&]|\band\b|\bwith\b|\bas well as\b)\s*", re.IGNORECASE)
# Who is no country, by what people call it: what it is, its name, and the code to suggest.
OTHERS: Mapping[str, tuple[ActorKind, str, str]] = {
    name_key(name): (kind, names.split("|")[0], code)
    for kind, code, names in (
        (ActorKind.ORGANISATION, "eu", "European Union|EU|European Commission"),
        (ActorKind.ORGANISATION, "nato", "NATO|North Atlantic Treaty Organization|OTAN"),
        (ActorKind.ORGANISATION, "un", "United Nations|UN|UNO"),
        (ActorKind.ORGANISATION, "osce", "OSCE"),
        (ActorKind.ORGANISATION, "jef", "Joint Expeditionary Force|JEF"),
        (ActorKind.ORGANISATION, "benelux", "Benelux"),
        (
            ActorKind.COALITION,
            "coalition",
            "Coalition of the Willing|coalition|Multinational Force Ukraine|MNF-U",
        ),
        (ActorKind.GROUP, "g7", "G7|G-7|Group of Seven"),
        (ActorKind.GROUP, "e3", "E3|E-3"),
        (ActorKind.GROUP, "nb8", "Nordic-Baltic Eight|Nordic-Baltic 8|NB8"),
        (ActorKind.GROUP, "baltic", "Baltic states|Baltics|Baltic countries"),
        (ActorKind.GROUP, "nordic", "Nordic countries|Nordics|Nordic states"),
        (ActorKind.GROUP, "b9", "Bucharest Nine|B9"),
        (ActorKind.GROUP, "weimar", "Weimar Triangle"),
        (ActorKind.GROUP, "visegrad", "Visegrád Group|Visegrád|V4|Visegrád Four"),
        (ActorKind.GROUP, "europe", "Europe|Europeans|European allies|European countries"),
    )
    for name in names.split("|")
}


class ActorNames:
    """Finds the code of an actor, or of a country of ISO 3166-1, by any of its names.

    Attributes:
        codes: The code by the key of each name; an actor on record comes before a country.
        names: The name by code.
        recorded_names: The same of actors on record alone, in their order.
    """

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self.codes: dict[str, str] = dict(COUNTRY_CODES)
        self.recorded_names: dict[str, str] = {}
        for actor in actors:
            keys = map(name_key, (*actor.aliases, actor.name, actor.code))
            self.codes |= dict.fromkeys(keys, actor.code)
            self.recorded_names[actor.code] = actor.name
        self.names: dict[str, str] = {**NAMES, **self.recorded_names}

    def find(self, text: str) -> str | None:
        """The code of whom a text names; None where it names nobody, or several."""
        key = name_key(text)
        return self.codes.get(key) or self.codes.get(STYLE.sub("", key, count=1))

    def find_several(self, text: str) -> list[str]:
        """The codes of those whom a text names together; [] where one of them is nobody."""
        parts = [part for part in BETWEEN.split(text[:200]) if part]
        codes = [self.find(part) for part in parts]
        if len(parts) < 2 or None in codes:
            return []
        return list(dict.fromkeys(code for code in codes if code))

    def similar(self, text: str, most: int = 1) -> list[str]:
        """The codes of those whose names are at least LIKENESS like a text, the likest first."""
        key = STYLE.sub("", name_key(text), count=1)[:MAX_NAME]
        if len(key) < MIN_LETTERS:
            return []
        close_keys = get_close_matches(key, self.codes, n=most * 3, cutoff=LIKENESS)
        return list(dict.fromkeys(self.codes[each] for each in close_keys))[:most]


COUNTRIES_ALONE = ActorNames()
