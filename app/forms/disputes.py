"""What two editors disagree about, on the form of the one who came second."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from app.forms.boxes import Box, boxes
from app.forms.finding import Finder
from app.forms.reading import typed_as
from app.forms.sheet import Part, Sheet, below
from app.spine.merge import Clash
from app.spine.versioned import Facts

CHOOSE = "Choose theirs or yours."
TAKEN_OUT = "Somebody took this out meanwhile. Saving adds it anew; or leave it out."
CHANGED = "Somebody changed this meanwhile, to what stands here. Still take it out?"


@dataclass(frozen=True)
class Dispute:
    """One fact that both changed: the boxes of it as they were, theirs and mine.

    The three travel with the form, so that it can be shown again.
    """

    was: Mapping[str, str]
    theirs: Mapping[str, str]


def open_on(sheet: Sheet, key: str, fact: str) -> Dispute | None:
    """What is in dispute about a fact of a part; None if nothing is."""
    was, theirs = ({}, {})  # type: tuple[dict[str, str], dict[str, str]]
    for side, kept in (("was", was), ("theirs", theirs)):
        for box in boxes(sheet.parts[key].kind):
            if (
                box.fact == fact
                and (text := sheet.words.get(f"{side}:{key}.{box.name}")) is not None
            ):
                kept[box.name] = text
    return Dispute(was, theirs) if theirs else None


def settle(sheet: Sheet) -> bool:
    """Put what was chosen in place of what is in dispute; whether nothing is any more."""
    left = False
    for key, part in sheet.parts.items():
        for fact in dict.fromkeys(box.fact for box in boxes(part.kind)):
            dispute = open_on(sheet, key, fact)
            if dispute is None:
                continue
            chosen = sheet.words.get(f"choose:{key}.{fact}")
            if chosen not in ("theirs", "mine"):
                sheet.errors[part.box(fact)] = CHOOSE
                left = True
                continue
            if chosen == "theirs":
                part.typed |= dispute.theirs
    if not left:
        sides = ("was:", "theirs:", "choose:")
        sheet.words = {n: text for n, text in sheet.words.items() if not n.startswith(sides)}
    return not left


def dispute(
    sheet: Sheet,
    number: int,
    clashes: Mapping[str, Clash],
    agreed: Mapping[str, Facts],
    finder: Finder,
    there: Container[int],
) -> None:
    """Open what is in dispute on a form, and base it on the revision it was told of.

    What merged, and what only they changed, stands in the boxes then.

    Args:
        sheet: The form.
        number: The revision.
        clashes: What is in dispute, by key.
        agreed: What to go on with of what is not, by key.
        finder: What names things.
        there: The parts that are in the register now.
    """
    sheet.base = number
    for key, facts in agreed.items():
        if key in sheet.parts and facts and not sheet.parts[key].gone:
            sheet.parts[key].typed = typed_as(sheet.parts[key].kind, facts, finder.named)
    for key, clash in clashes.items():
        if key in sheet.parts:
            clashing(sheet, sheet.parts[key], clash, finder)
    lost = [p for p in sheet.parts.values() if p.entity_id is not None and p.entity_id not in there]
    for part in lost:
        if part.under and part.key in sheet.parts:
            taken_out(sheet, part, clashes)


def clashing(sheet: Sheet, part: Part, clash: Clash, finder: Finder) -> None:
    """Say what stands against what a form wants of a part."""
    if clash.mine is None:
        part.typed = typed_as(part.kind, clash.theirs or {}, finder.named)
        part.errors[""] = CHANGED
    elif clash.reason:
        part.errors[""] = clash.reason
    else:
        differing(sheet, part, clash, finder)


def differing(sheet: Sheet, part: Part, clash: Clash, finder: Finder) -> None:
    """Open the facts on which a part of mine and theirs differ."""
    was, theirs, mine = (
        typed_as(part.kind, facts or {}, finder.named)
        for facts in (clash.base, clash.theirs, clash.mine)
    )
    for box in boxes(part.kind):
        if box.fact in clash.names:
            sheet.words[f"was:{part.box(box.name)}"] = was[box.name]
            sheet.words[f"theirs:{part.box(box.name)}"] = theirs[box.name]
            part.typed[box.name] = mine[box.name]


def taken_out(sheet: Sheet, part: Part, clashes: Mapping[str, Clash]) -> None:
    """Leave out a part that they took out; or make it a new one, if I changed it or added to it."""
    whole = list(below(sheet.tree, part))
    if part.gone or not any(each.entity_id is None or each.key in clashes for each in whole):
        for each in whole:
            del sheet.parts[each.key]
        return
    keys: dict[str, str] = {}
    for each in whole:
        del sheet.parts[each.key]
        keys[each.key] = each.key = sheet.free_key() if each.entity_id is not None else each.key
        each.under = keys.get(each.under, each.under)
        sheet.parts[each.key] = each
    part.errors[""] = TAKEN_OUT


def shown(box: Box, text: str) -> str:
    """What a box holds, for people."""
    told = {word: words for word, words, _ in box.choices or ()}
    return told.get(text, text) if text else "nothing"
