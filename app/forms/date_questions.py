"""Asks about dates that can hardly be meant, before they are saved."""

from app.forms.form_background import FormBackground
from app.forms.form_state import FormState
from app.forms.question import Question
from app.rules.date_doubts import doubt_dates, related_facts


def ask_about_dates(form: FormState, background: FormBackground) -> None:
    """Ask about dates that can hardly be meant, where one of a row was changed."""
    for part in form.parts.values():
        for doubt in doubt_dates(part.facts or {}, background.today):
            if background.is_changed(part, *related_facts(doubt.fact)):
                fact, sentence, about = doubt
                key = f"hardly_{fact}"
                part.questions.ask(Question(key, sentence, "It is meant", fact, about))
