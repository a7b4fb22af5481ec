"""How a form labels its parts, and how it understands what was typed into a box."""

from collections.abc import Mapping

from app.forms.boxes import SOURCE_BOX, Box, bare_type
from app.forms.form_conflicts import find_fact_conflict
from app.forms.form_parser import DEFAULT_UNITS, VALUE_BUILDERS, parse_fact
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.options import shorten_text
from app.forms.parsers import describe_value, input_text
from app.forms.references import ReferenceFinder
from app.models import Attendance, Citation, Condition, Link, Membership, Passage, Step
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.step import AMOUNTS
from app.models.when import When
from app.queries.form_options import FormOptions
from app.spine.versioned import Versioned

MAX_GIST = 90  # characters of what a citation says, where it is folded
# The boxes whose texts label a part, and how many of them at most.
LABEL_BOXES: dict[type[Versioned], tuple[tuple[str, ...], int]] = {
    Step: (("at", "bindingness", *AMOUNTS, "standing", "delivery", "readiness"), 3),
    Condition: (("words",), 1),
    Attendance: (("actor_id", "role"), 2),
    Membership: (("member_id", "role"), 2),
    Passage: (("locator", "speaker"), 2),
    Link: (("kind",), 1),
}


def part_label(part: FormPart, choices: FormOptions) -> str:
    """A part by what its boxes hold: “25 Nov 2025 · declared · 20 troops”; "" if nothing.

    A citation by the passage that it names.
    """
    names, limit = LABEL_BOXES.get(part.kind, ((), 0))
    facts: Mapping[str, object] = part.texts
    if part.kind is Citation:
        names, limit = LABEL_BOXES[Passage]
        facts = passage_facts(part, choices)
    texts = [text for name in names if (text := str(facts.get(name) or "").strip())]
    return " · ".join(texts[:limit])


def gist_start(part: FormPart, choices: FormOptions) -> str:
    """The beginning of what a passage says, or of the one that a citation names."""
    facts = passage_facts(part, choices) if part.kind is Citation else part.texts
    return shorten_text(str(facts.get("gist") or facts.get("quote") or ""), MAX_GIST)


def passage_facts(citation: FormPart, choices: FormOptions) -> Mapping[str, object]:
    """What the passage says that a citation names; {} for one that is not offered."""
    choice = citation.texts.get("passage_id")
    for option in choices.passages:
        if str(option.passage.entity_id) == choice:
            return option.passage.facts()
    return {}


def has_conflict(form: FormState, part: FormPart) -> bool:
    """Whether two editors disagree about a fact of a part."""
    return any(find_fact_conflict(form, part.key, box.fact) for box in part.boxes)


def is_folded(form: FormState, part: FormPart) -> bool:
    """Whether a part can be folded away: evidence that is there already, with nothing amiss."""
    is_there = part.kind in (Citation, Passage) and part.entity_id is not None
    is_in_doubt = part.errors or part.questions.by_key or has_conflict(form, part)
    return is_there and not is_in_doubt


def preview_text(form: FormState, part: FormPart, box: Box, finder: ReferenceFinder) -> str:
    """How we understand the quantity, date or place in a box; "" where that is just as typed."""
    if box is SOURCE_BOX:
        return ""
    fact_type = bare_type(part.kind.fields_class().model_fields[box.fact].annotation)
    text = part.texts.get(box.name, "").strip()
    if not text or not box.is_main or fact_type not in VALUE_BUILDERS:
        return ""
    unit = DEFAULT_UNITS.get(form.root.texts.get("domain", ""))
    try:
        value = parse_fact(part.kind, box, part.texts, finder.find, unit)
    except ValueError:
        return ""
    if not isinstance(value, When | Quantity | Place) or input_text(value) == text:
        return ""
    return describe_value(value)
