"""What the questions about a form are judged by, beside the form itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.forms.form_part import FormPart
from app.spine.versioned import Entity, Facts, Versioned


@dataclass(frozen=True)
class FormBackground:
    """What questions are judged by.

    Attributes:
        session: The register as it is now.
        today: The day on which the form was sent.
        recorded_facts: What each part that is in the register said when the form was drawn, or
            when it was last saved, by its key.
        entities: All that was ever a part of the thing, itself included, by id.
        is_sent_again: Whether the form has recorded something already.
    """

    session: Session
    today: date
    recorded_facts: Mapping[str, Facts]
    entities: Mapping[int, Entity]
    is_sent_again: bool = False

    def is_changed(self, part: FormPart, *names: str) -> bool:
        """Whether one of these facts of a part that was read is not the one recorded."""
        recorded, facts = self.recorded_facts.get(part.key, {}), part.facts or {}
        return any(facts.get(name) != recorded.get(name) for name in names)

    def children(self, key: str, kind: type[Versioned]) -> list[str]:
        """The keys of the recorded parts of a kind under a part, in the order of recording."""
        return [
            str(each.id)
            for each in self.entities.values()
            if each.kind == kind.noun()
            and str(each.parent_id) == key
            and str(each.id) in self.recorded_facts
        ]
