"""What each box of a form offers to choose from."""

from collections.abc import Sequence

from app.forms.boxes import Box
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.models import Citation, Condition, Source
from app.queries.form_options import FormOptions, PassageOption

MAX_INLINE = 30  # conditions that are offered to each other
MAX_CITATIONS = 10  # on a form, beyond which each is offered a few passages only
FEW = 20
MAX_START = 60  # characters of what a passage says, in a list
Options = list[tuple[str, str, str]]
ConditionList = Sequence[tuple[str, str]]


def box_options(
    form: FormState, part: FormPart, box: Box, choices: FormOptions, long_list: ConditionList = ()
) -> Options | None:
    """(word, label, meaning) of each choice that a box offers; None for a box to type in.

    Args:
        form: The form.
        part: The part that the box is of.
        box: The box.
        choices: What is in the register.
        long_list: The conditions of the form, if they are too many for each box to offer.
    """
    if box.choices is not None:
        return list(box.choices)
    if part.kind is Citation and box.name == "fact":
        parent = form.parts[part.under].kind
        return [
            ("", f"all that the {form.parts[part.under].kind.noun()} says", ""),
            *((n, parent.fact_title(n), "") for n in parent.fact_names()),
        ]
    if box.refers_to == "source":
        return [
            ("", "choose" if box.is_required else "–", ""),
            *source_options(form, part, box.name, choices),
        ]
    if box.refers_to == "passage":
        return passage_options(form, part, choices)
    if box.refers_to == "condition" and not long_list:
        return [("", "–", ""), *condition_options(form, part)]
    return None


def source_options(form: FormState, part: FormPart, name: str, choices: FormOptions) -> Options:
    """The sources that the form adds, then those of the register; the chosen one in any case."""
    new = [each for each in form.additions if each.kind is Source and each is not part]
    others = [each for each in choices.sources if str(each.entity_id) != part.key]
    options = [
        *((each.key, "the new source on this form", "") for each in new),
        *((str(each.entity_id), source_label(each), "") for each in others),
    ]
    choice = part.texts.get(name, "")
    is_left_out = choice.isdecimal() and choice not in [word for word, *_ in options]
    return [*options, (choice, f"source {choice}", "")] if is_left_out else options


def passage_options(form: FormState, part: FormPart, choices: FormOptions) -> Options:
    """A new passage with the citation, the other new ones, then those of the register.

    The chosen one is among them in any case.
    """
    own = [each.key for each in form.cited_parts(part.key)]
    new = [each for each in form.parts.values() if each.is_cited_here and each.key not in own]
    citations = [each for each in form.parts.values() if each.kind is Citation]
    limit = FEW if len(citations) > MAX_CITATIONS else len(choices.passages)
    choice = part.texts.get("passage_id", "")
    recorded = [
        option
        for number, option in enumerate(choices.passages)
        if number < limit or str(option.passage.entity_id) == choice
    ]
    options = [
        ("", "the new one described here" if own else "choose", ""),
        *((each.key, f"the new one at {each.texts.get('locator') or '…'}", "") for each in new),
        *((str(each.passage.entity_id), passage_label(each), "") for each in recorded),
    ]
    is_left_out = choice.isdecimal() and choice not in [word for word, *_ in options]
    return [*options, (choice, f"passage {choice}", "")] if is_left_out else options


def passage_label(option: PassageOption) -> str:
    """A passage in a list: place, speaker, source, and how it begins."""
    passage, source = option.passage, option.source
    speaker = f", {passage.speaker}" if passage.speaker else ""
    start = shorten_text(passage.gist or f"“{passage.quote}”", MAX_START)
    mark = " (drafted)" if passage.drafted else ""
    return f"{passage.locator}{speaker} ({source.publisher}): {start}{mark}"


def shorten_text(text: str, length: int) -> str:
    """The beginning of a text on one line, at most `length` characters and an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"


def source_label(source: Source) -> str:
    """A source in a list: publisher, title, day."""
    day = f" ({source.published.short})" if source.published else ""
    title = f": {source.title}" if source.title else ""
    return f"{source.publisher}{title}{day}"


def condition_options(form: FormState, part: FormPart) -> Options:
    """The other conditions of the same row."""
    others = [each for each in form.tree[part.under] if each.kind is Condition]
    return [(each.key, condition_label(each), "") for each in others if each is not part]


def condition_label(condition: FormPart) -> str:
    """A condition in a list."""
    return condition.texts.get("words") or condition.texts.get("kind") or "a new condition"


def condition_list(form: FormState) -> ConditionList:
    """The conditions of a form that has too many to offer each to each: one list for all boxes."""
    conditions = [each for each in form.parts.values() if each.kind is Condition]
    return (
        [(each.key, condition_label(each)) for each in conditions]
        if len(conditions) > MAX_INLINE
        else ()
    )
