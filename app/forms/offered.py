"""What each box of a form offers to choose from."""

from collections.abc import Sequence

from app.forms.boxes import Box
from app.forms.sheet import Part, Sheet
from app.models import Citation, Condition, Source
from app.queries.choices import Choices

MANY = 30  # conditions that are offered to each other
Offered = list[tuple[str, str, str]]
Listed = Sequence[tuple[str, str]]


def offered(
    sheet: Sheet, part: Part, box: Box, choices: Choices, listed: Listed = ()
) -> Offered | None:
    """Words to choose from, each as it is told and what it means; None for a box to type in.

    Args:
        sheet: The form.
        part: The part that the box is of.
        box: The box.
        choices: What is in the register.
        listed: What its list of conditions holds, where it has one.
    """
    if box.choices is not None:
        return list(box.choices)
    if part.kind is Citation and box.name == "fact":
        parent = sheet.parts[part.under].kind
        return [
            ("", f"all that the {sheet.parts[part.under].kind.noun()} says", ""),
            *((n, parent.titled(n), "") for n in parent.names()),
        ]
    if box.refers == "source":
        return [("", "choose" if box.needed else "–", ""), *sources(sheet, part, box.name, choices)]
    if box.refers == "condition" and not listed:
        return [("", "–", ""), *conditions(sheet, part)]
    return None


def sources(sheet: Sheet, part: Part, name: str, choices: Choices) -> Offered:
    """The sources that the form adds, then those of the register; the chosen one in any case."""
    new = [each for each in sheet.beside if each.kind is Source and each is not part]
    there = [each for each in choices.sources if str(each.entity_id) != part.key]
    found = [
        *((each.key, "the new source on this form", "") for each in new),
        *((str(each.entity_id), called(each), "") for each in there),
    ]
    chosen = part.typed.get(name, "")
    is_left_out = chosen.isdecimal() and chosen not in [word for word, *_ in found]
    return [*found, (chosen, f"source {chosen}", "")] if is_left_out else found


def called(source: Source) -> str:
    """A source in a list: publisher, title, day."""
    day = f" ({source.published.short})" if source.published else ""
    title = f": {source.title}" if source.title else ""
    return f"{source.publisher}{title}{day}"


def conditions(sheet: Sheet, part: Part) -> Offered:
    """The other conditions of the same row."""
    others = [each for each in sheet.tree[part.under] if each.kind is Condition]
    return [(each.key, told(each), "") for each in others if each is not part]


def told(condition: Part) -> str:
    """A condition in a list."""
    return condition.typed.get("words") or condition.typed.get("kind") or "a new condition"


def listed(sheet: Sheet) -> Listed:
    """The conditions of a form that has too many to offer each to each: one list for all boxes."""
    found = [each for each in sheet.parts.values() if each.kind is Condition]
    return [(each.key, told(each)) for each in found] if len(found) > MANY else ()
