"""From names typed into a form to ids of things, and back."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from app.forms.linked_error import LinkedError
from app.models.actor_names import MAX_NAME, OTHERS, ActorNames
from app.models.country import NAMES
from app.models.country_names import name_key
from app.models.vocabulary import ActorKind
from app.queries.form_options import FormOptions
from app.spine.base import MAX_INTEGER
from app.spine.desired import Key

NEW = re.compile("n[0-9]{1,4}")


@dataclass
class ReferenceFinder:
    """Finds things by the names that a form gives them.

    Attributes:
        choices: What is in the register.
        new_countries: The countries named that are not in the register yet, by the key they get.
    """

    choices: FormOptions
    new_countries: dict[Key, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> ActorNames:
        """What actors are called: worked out once, as a form may name hundreds."""
        return ActorNames(self.choices.actors)

    def find(self, kind: str, text: str) -> int | Key:
        """What `text` names.

        Raises:
            ValueError: With a sentence, when it names nothing.
        """
        if kind == "actor":
            return self.find_actor(text)
        if NEW.fullmatch(text):
            return Key(text)
        if match := re.fullmatch(r"(?:/[a-z]+/)?([0-9]{1,10})", text):
            return min(int(match[1]), MAX_INTEGER)
        raise ValueError("Choose one of those offered, or give its number or its address.")

    def find_actor(self, text: str) -> int | Key:
        """The actor of a name, a code or another name; a country of ISO 3166-1 if there is none.

        Raises:
            ValueError: With the one that is most alike, or the way to record whom it names.
        """
        code = self.names.find(text)
        if code is None:
            raise missing_name(text, self.names)
        for actor in self.choices.actors:
            if actor.code == code:
                return actor.entity_id
        reference = Key(f"country-{code}")
        self.new_countries[reference] = code
        return reference

    def name_of(self, kind: str, reference: int | Key) -> str:
        """How a form names a thing, so that it is found again."""
        if kind == "actor":
            if isinstance(reference, Key):
                return NAMES[reference.name.removeprefix("country-")]
            names = {actor.entity_id: actor.name for actor in self.choices.actors}
            return names.get(reference, str(reference))
        return reference.name if isinstance(reference, Key) else str(reference)


def missing_name(text: str, names: ActorNames) -> ValueError:
    """What to say of a name that no actor has: who it may be, or how to record who it is."""
    short_text = text[:MAX_NAME]
    if codes := names.find_several(text):
        several = ", ".join(names.names[code] for code in codes)
        query = {"kind": ActorKind.GROUP, "name": text[:80]}
        return LinkedError(
            f"“{short_text}” are several: {several}. Where each offers its own, record it once "
            "for each of them. Where they offer it together, record them as a group first; its "
            "name is understood here as soon as you have saved it.",
            ((f"/groups/new?{urlencode(query)}", "Record a group"),),
        )
    if known := OTHERS.get(name_key(text)):
        kind, name, code = known
        aliases = text if name_key(text) != name_key(name) else ""
        query = {"kind": kind, "code": code, "name": name, "aliases": aliases}
        return LinkedError(
            f"“{short_text}” is not on record, and no country. Record it first; its name is "
            "understood here as soon as you have saved it.",
            ((f"/groups/new?{urlencode(query)}", f"Record {name}"),),
        )
    hint = "".join(f" Is it {names.names[code]}?" for code in names.similar(text))
    query = {"name": text[:80]}
    return LinkedError(
        f"There is no actor called “{short_text}”.{hint} Write a country’s English name or code; "
        "record an organisation or a group first.",
        ((f"/groups/new?{urlencode(query)}", "Record an organisation or a group"),),
    )
