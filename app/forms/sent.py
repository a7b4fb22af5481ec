"""A form as it was sent."""

import re
from collections.abc import Iterable, Mapping

from app.forms.boxes import boxes
from app.forms.sheet import FULL, Part, Sheet

BOX = re.compile(r"(?P<key>[0-9]{1,10}|n[0-9]{1,4})(?P<mark>[.:])(?P<name>[a-z_]+(?:\.[a-z]+)?)")


def sent(items: Iterable[tuple[str, str]], known: Mapping[str, Part], base: int) -> Sheet:
    """The form as it was sent.

    Args:
        items: Names and texts.
        known: The parts that are in the register, without what they say; or the new thing.
        base: What to take for the revision it was drawn from, if it names none.
    """
    typed: dict[str, dict[str, str]] = {}
    marks: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    for name, text in items:
        found = BOX.fullmatch(name)
        if found is None:
            words[name[:60]] = text
        else:
            where = typed if found["mark"] == "." else marks
            where.setdefault(found["key"], {})[found["name"]] = text
    number = re.fullmatch("[0-9]{1,10}", words.pop("base", ""))
    sheet = Sheet({}, min(int(number[0]), base) if number else base, words=words)
    sheet.submission = words.pop("submission", "")[:60] or sheet.submission
    for key, part in known.items():
        if key in typed or part is next(iter(known.values())):
            told = {box.name: typed.get(key, {}).get(box.name, "") for box in boxes(part.kind)}
            gone = bool(part.under) and "gone" in marks.get(key, {})
            sheet.parts[key] = Part(key, part.kind, part.under, told, gone)
    grow(sheet, typed, marks)
    return sheet


def grow(
    sheet: Sheet, typed: Mapping[str, Mapping[str, str]], marks: Mapping[str, Mapping[str, str]]
) -> None:
    """Put the new parts that were sent on the form, in the order of their keys."""
    new = [key for key in marks if key.startswith("n") and key not in sheet.parts]
    for key in sorted(new, key=lambda key: int(key[1:])):
        under = marks[key].get("under", "")
        noun = marks[key].get("kind", "")
        kind = next((each for each in sheet.fitting(under) if each.noun() == noun), None)
        if kind is None:
            continue
        if sheet.is_full:
            sheet.errors[""] = FULL
            break
        told = {box.name: typed.get(key, {}).get(box.name, "") for box in boxes(kind)}
        sheet.parts[key] = Part(key, kind, under if under in sheet.parts else "", told)
