"""How a form labels its parts, and how it understands what was typed into a box."""

from app.forms.boxes import Box, bare_type, boxes
from app.forms.form_conflicts import find_fact_conflict
from app.forms.form_parser import DEFAULT_UNITS, VALUE_BUILDERS, parse_fact
from app.forms.form_state import FormPart, FormState
from app.forms.parsers import describe_value, input_text
from app.forms.references import ReferenceFinder
from app.models import Attendance, Citation, Condition, Link, Membership, Step
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.when import When
from app.spine.versioned import Versioned

MAX_GIST = 90  # characters of what a citation says, where it is folded
# The boxes whose texts label a part, and how many of them at most.
LABEL_BOXES: dict[type[Versioned], tuple[tuple[str, ...], int]] = {
    Step: (("at", "bindingness", "quantity", "standing", "delivery", "readiness"), 3),
    Condition: (("words",), 1),
    Attendance: (("actor_id", "role"), 2),
    Membership: (("member_id", "role"), 2),
    Citation: (("locator", "speaker"), 2),
    Link: (("kind",), 1),
}


def part_label(part: FormPart) -> str:
    """A part by what its boxes hold: “25 Nov 2025 · declared · 20 troops”; "" if nothing."""
    names, limit = LABEL_BOXES.get(part.kind, ((), 0))
    texts = [text for name in names if (text := part.texts.get(name, "").strip())]
    return " · ".join(texts[:limit])


def gist_start(part: FormPart) -> str:
    """The beginning of the gist of a citation, at most MAX_GIST characters."""
    text = " ".join(part.texts.get("gist", "").split())
    return text if len(text) <= MAX_GIST else f"{text[:MAX_GIST].rsplit(' ', 1)[0]} …"


def has_conflict(form: FormState, part: FormPart) -> bool:
    """Whether two editors disagree about a fact of a part."""
    return any(find_fact_conflict(form, part.key, box.fact) for box in boxes(part.kind))


def is_folded(form: FormState, part: FormPart) -> bool:
    """Whether a part can be folded away: a citation that is there already, with nothing amiss."""
    is_there = part.kind is Citation and part.entity_id is not None
    is_in_doubt = part.errors or part.questions.by_key or has_conflict(form, part)
    return is_there and not is_in_doubt


def preview_text(form: FormState, part: FormPart, box: Box, finder: ReferenceFinder) -> str:
    """How we understand the quantity, date or place in a box; "" where that is just as typed."""
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
