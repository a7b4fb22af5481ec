"""All that forms ask about before they are saved: one function for each sort of question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.forms.form_state import FormPart, FormState
from app.forms.question import PartQuestions, Question
from app.models import Citation, Step
from app.models.vocabulary import Bindingness, Mode
from app.rules.date_doubts import doubt_dates, related_facts
from app.spine.versioned import Facts


@dataclass(frozen=True)
class FormBackground:
    """What questions are judged by, beside the form itself.

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


def ask_questions(form: FormState, background: FormBackground) -> bool:
    """Ask about a form what ASKERS find in it; whether all of that is answered."""
    for part in form.parts.values():
        part.questions = PartQuestions(answers=part.questions.answers)
    for ask in ASKERS:
        ask(form, background)
    return not any(part.questions.unanswered for part in form.parts.values())


def ask_what_binds(form: FormState, background: FormBackground) -> None:
    """Ask about a step that was made formal, though nothing cited for it is a document."""
    for part in form.parts.values():
        if part.kind is not Step or not background.is_changed(part, "bindingness"):
            continue
        is_formal = (part.facts or {}).get("bindingness") is Bindingness.FORMAL
        if is_formal and Mode.DOCUMENT not in cited_modes(form, part):
            part.questions.ask(
                Question(
                    "formal",
                    "Formal is what binds the state: a treaty, a contract, a decision of its "
                    "cabinet. No passage cited for this step is the document itself. Choose "
                    "“declared” for a signed declaration of intent, or cite the document.",
                    "It binds the state all the same",
                    "bindingness",
                )
            )


def cited_modes(form: FormState, row: FormPart) -> set[Mode]:
    """How the passages that a row of a form cites give what was said."""
    citations = [each for each in form.tree.get(row.key, ()) if each.kind is Citation]
    return {each.facts["mode"] for each in citations if each.facts is not None}


def ask_about_dates(form: FormState, background: FormBackground) -> None:
    """Ask about dates that can hardly be meant, where one of a row was changed."""
    for part in form.parts.values():
        for doubt in doubt_dates(part.facts or {}, background.today):
            if background.is_changed(part, *related_facts(doubt.fact)):
                fact, sentence, about = doubt
                key = f"hardly_{fact}"
                part.questions.ask(Question(key, sentence, "It is meant", fact, about))


# To ask about something else: one more function of this shape, named here.
ASKERS: tuple[Callable[[FormState, FormBackground], None], ...] = (ask_what_binds, ask_about_dates)
