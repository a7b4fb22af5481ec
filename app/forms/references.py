"""From names typed into a form to ids of things, and back."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from app.models.country import NAMES
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
            ValueError: Naming those that are most alike, when there is none.
        """
        references: dict[str, int | Key] = {}
        for code, name in NAMES.items():
            references |= dict.fromkeys((code, name.casefold()), Key(f"country-{code}"))
        for actor in self.choices.actors:
            names = (*actor.aliases, actor.name, actor.code)
            references |= dict.fromkeys((each.casefold() for each in names), actor.entity_id)
        typed_name = text.casefold()
        if typed_name not in references:
            close_names = get_close_matches(typed_name, references, n=1)
            hint = (
                f" Is it {self.name_of('actor', references[close_names[0]])}?"
                if close_names
                else ""
            )
            raise ValueError(f"There is no actor called “{text[:60]}”.{hint}")
        reference = references[typed_name]
        if isinstance(reference, Key):
            self.new_countries[reference] = reference.name.removeprefix("country-")
        return reference

    def name_of(self, kind: str, reference: int | Key) -> str:
        """How a form names a thing, so that it is found again."""
        if kind == "actor":
            if isinstance(reference, Key):
                return NAMES[reference.name.removeprefix("country-")]
            names = {actor.entity_id: actor.name for actor in self.choices.actors}
            return names.get(reference, str(reference))
        return reference.name if isinstance(reference, Key) else str(reference)
