"""What a name that was typed into a form stands for, and how a form names things."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from app.models.country import NAMES
from app.queries.choices import Choices
from app.spine.base import LARGEST
from app.spine.wanted import Key

NEW = re.compile("n[0-9]{1,4}")


@dataclass
class Finder:
    """Finds what is named, of what may be chosen.

    Attributes:
        choices: What is in the register.
        fresh: The countries named that are not in the register yet, by the key they get.
    """

    choices: Choices
    fresh: dict[Key, str] = field(default_factory=dict)

    def find(self, kind: str, text: str) -> int | Key:
        """What `text` names.

        Raises:
            ValueError: With a sentence, when it names nothing.
        """
        if kind == "actor":
            return self.actor(text)
        if NEW.fullmatch(text):
            return Key(text)
        if found := re.fullmatch(r"(?:/[a-z]+/)?([0-9]{1,10})", text):
            return min(int(found[1]), LARGEST)
        raise ValueError("Choose one of those offered, or give its number or its address.")

    def actor(self, text: str) -> int | Key:
        """The actor of a name, a code or another name; a country of ISO 3166-1 if there is none.

        Raises:
            ValueError: Naming those that are most alike, when there is none.
        """
        known: dict[str, int | Key] = {}
        for code, name in NAMES.items():
            known |= dict.fromkeys((code, name.casefold()), Key(f"country-{code}"))
        for actor in self.choices.actors:
            names = (*actor.aliases, actor.name, actor.code)
            known |= dict.fromkeys((each.casefold() for each in names), actor.entity_id)
        wanted = text.casefold()
        if wanted not in known:
            alike = get_close_matches(wanted, known, n=1)
            hint = f" Is it {self.named('actor', known[alike[0]])}?" if alike else ""
            raise ValueError(f"There is no actor called “{text[:60]}”.{hint}")
        found = known[wanted]
        if isinstance(found, Key):
            self.fresh[found] = found.name.removeprefix("country-")
        return found

    def named(self, kind: str, found: int | Key) -> str:
        """How a form names a thing, so that it is found again."""
        if kind == "actor":
            if isinstance(found, Key):
                return NAMES[found.name.removeprefix("country-")]
            names = {actor.entity_id: actor.name for actor in self.choices.actors}
            return names.get(found, str(found))
        return found.name if isinstance(found, Key) else str(found)
