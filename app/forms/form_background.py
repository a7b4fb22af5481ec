"""What the questions about a form are judged by, beside the form itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.forms.form_part import FormPart
from app.spine.versioned import Facts


@dataclass(frozen=True)
class FormBackground:
    """What questions are judged by.

    Attributes:
        session: The register as it is now.
        today: The day on which the form was sent.
        recorded_facts: What each part that is in the register says there, by its key.
    """

    session: Session
    today: date
    recorded_facts: Mapping[str, Facts]

    def is_changed(self, part: FormPart, *names: str) -> bool:
        """Whether one of these facts of a part that was read is not the one in the register."""
        recorded, facts = self.recorded_facts.get(part.key, {}), part.facts or {}
        return any(facts.get(name) != recorded.get(name) for name in names)
