"""What each box of a form offers to choose from."""

from app.forms.boxes import Box
from app.forms.sheet import Part, Sheet
from app.models import Citation, Condition, Source
from app.queries.choices import Choices

Offered = list[tuple[str, str, str]]


def offered(sheet: Sheet, part: Part, box: Box, choices: Choices) -> Offered | None:
    """Words to choose from, each as it is told and what it means; None for a box to type in."""
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
    if box.refers == "condition":
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
    others = [each for each in sheet.under(part.under) if each.kind is Condition]
    return [
        (each.key, each.typed.get("words") or each.typed.get("kind") or "a new condition", "")
        for each in others
        if each is not part
    ]
