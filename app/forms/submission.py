"""From the names and texts that a browser sends to a form."""

import re
from collections.abc import Iterable, Mapping

from app.forms.form_part import FormPart
from app.forms.form_state import FULL, FormState
from app.forms.question import PartQuestions
from app.spine.text import count_hidden, describe_removal, remove_hidden

INPUT_NAME = re.compile(
    r"(?P<key>[0-9]{1,10}|n[0-9]{1,4})(?P<mark>[.:])(?P<name>[a-z_]+(?:\.[a-z_0-9]+)?)"
)


def parse_submission(
    items: Iterable[tuple[str, str]], current_parts: Mapping[str, FormPart], base: int
) -> FormState:
    """The form as it was sent.

    Args:
        items: Names and texts.
        current_parts: The parts that are in the register, without what they say; or the new thing.
        base: The newest revision, taken for the one that its page showed if it names none.
    """
    texts: dict[str, dict[str, str]] = {}
    marks: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    for name, text in items:
        match = INPUT_NAME.fullmatch(name)
        if match is None:
            words[name[:60]] = text
        else:
            target = texts if match["mark"] == "." else marks
            target.setdefault(match["key"], {})[match["name"]] = text
    number = re.fullmatch("[0-9]{1,10}", words.pop("base", ""))
    form = FormState({}, min(int(number[0]), base) if number else base, words=words)
    form.submission = remove_hidden(words.pop("submission", ""))[:60] or form.submission
    for key, part in current_parts.items():
        if key in texts or part is next(iter(current_parts.values())):
            part_texts = {box.name: texts.get(key, {}).get(box.name, "") for box in part.boxes}
            is_removed = bool(part.under) and "gone" in marks.get(key, {})
            form.parts[key] = FormPart(
                key, part.kind, part.under, part_texts, is_removed=is_removed
            )
            form.parts[key].questions = parse_answers(marks.get(key, {}))
    add_new_parts(form, texts, marks)
    remove_hidden_characters(form)
    return form


def add_new_parts(
    form: FormState, texts: Mapping[str, Mapping[str, str]], marks: Mapping[str, Mapping[str, str]]
) -> None:
    """Put the new parts that were sent on the form, in the order of their keys."""
    new = [key for key in marks if key.startswith("n") and key not in form.parts]
    for key in sorted(new, key=lambda key: int(key[1:])):
        under = marks[key].get("under", "")
        noun = marks[key].get("kind", "")
        kind = next((each for each in form.allowed_kinds(under) if each.noun() == noun), None)
        if kind is None:
            continue
        if form.is_full:
            form.errors[""] = FULL
            break
        part = form.put_part(key, kind, under if under in form.parts else "")
        part.texts = {box.name: texts.get(key, {}).get(box.name, "") for box in part.boxes}
        form.parts[key].questions = parse_answers(marks[key])


def parse_answers(part_marks: Mapping[str, str]) -> PartQuestions:
    """What was ticked of what a part was asked about, and what it was asked: `sure.formal`."""
    questions = PartQuestions()
    for mark, text in part_marks.items():
        name, _, key = mark.partition(".")
        if name in ("sure", "asked"):
            {"sure": questions.answers, "asked": questions.earlier}[name][key] = text
    return questions


def remove_hidden_characters(form: FormState) -> None:
    """Leave out what can't be seen of all that was typed, and note beside each box that it is."""
    everything = [(form.words, form.removals)]
    everything += [(part.texts, part.removals) for part in form.parts.values()]
    for texts, removals in everything:
        for name, text in texts.items():
            if count := count_hidden(text):
                texts[name], removals[name] = remove_hidden(text), describe_removal(count)
                form.hidden_count += count
