"""What a form says of its parts: what each of them is, and how what was typed is understood."""

from app.forms.boxes import Box, bare, boxes
from app.forms.disputes import open_on
from app.forms.finding import Finder
from app.forms.reading import UNITS, VALUES, fact
from app.forms.sheet import Part, Sheet
from app.forms.typed import as_typed, understood
from app.models import Attendance, Citation, Condition, Link, Membership, Step
from app.spine.versioned import Versioned

SHORT = 90  # characters of what a citation says, where it is folded
# The boxes that tell a part from the others, and how many of them are enough.
TELLING: dict[type[Versioned], tuple[tuple[str, ...], int]] = {
    Step: (("at", "bindingness", "quantity", "standing", "delivery", "readiness"), 3),
    Condition: (("words",), 1),
    Attendance: (("actor_id", "role"), 2),
    Membership: (("member_id", "role"), 2),
    Citation: (("locator", "speaker"), 2),
    Link: (("kind",), 1),
}


def called(part: Part) -> str:
    """A part by what stands in its boxes: “25 Nov 2025 · declared · 20 troops”; "" if nothing."""
    names, most = TELLING.get(part.kind, ((), 0))
    texts = [text for name in names if (text := part.typed.get(name, "").strip())]
    return " · ".join(texts[:most])


def gist(part: Part) -> str:
    """How what a citation says begins."""
    text = " ".join(part.typed.get("gist", "").split())
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def is_disputed(sheet: Sheet, part: Part) -> bool:
    """Whether two editors disagree about a fact of a part."""
    return any(open_on(sheet, part.key, box.fact) for box in boxes(part.kind))


def is_folded(sheet: Sheet, part: Part) -> bool:
    """Whether a part can be folded away: a citation that is there already, with nothing amiss."""
    is_there = part.kind is Citation and part.entity_id is not None
    return is_there and not part.errors and not is_disputed(sheet, part)


def heard(sheet: Sheet, part: Part, box: Box, finder: Finder) -> str:
    """How the quantity, date or place in a box is understood, where it is and not just as typed."""
    declared = bare(part.kind.fields().model_fields[box.fact].annotation)
    text = part.typed.get(box.name, "").strip()
    if not text or not box.is_main or declared not in VALUES:
        return ""
    unit = UNITS.get(sheet.root.typed.get("domain", ""))
    try:
        value = fact(part.kind, box, part.typed, finder.find, unit)
    except ValueError:
        return ""
    return "" if as_typed(value) == text else understood(value)
