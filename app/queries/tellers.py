"""Who says something of a pledge, told beside its row."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, literal, or_, select

from app.models import Citation, Source

citation: Any = Citation
source: Any = Source
BETWEEN = "|"
ESCAPES = {"~": "~0", BETWEEN: "~1"}  # for names that hold it: undone in the opposite order
SAID, REPORTED = "said by ", "reported by "


def tellers(row_id: ColumnElement[int], owner_id: ColumnElement[int]) -> tuple[Any, Any]:
    """Two columns of a row that is a pledge or its step: is_own, and told_by for `said_by`."""
    its = (
        citation.parent_id == row_id,
        or_(citation.fact.is_(None), citation.fact == "bindingness"),
    )
    own = exists(citation.entity_id).where(*its, citation.on_behalf_id == owner_id)
    named: Any = case(
        (citation.speaker.is_not(None), literal(SAID) + citation.speaker),
        else_=literal(REPORTED) + source.publisher,
    )
    for sign, escape in ESCAPES.items():
        named = func.replace(named, sign, escape)
    told: Any = select(func.aggregate_strings(named, BETWEEN)).select_from(citation)
    told = told.join(source, source.entity_id == citation.source_id).where(*its)
    return own.label("is_own"), told.scalar_subquery().label("told_by")


def said_by(is_own: bool, told_by: str | None) -> str:
    """Who says so, or the publisher where nobody is named; "" if it is its owner."""
    told = sorted({unescaped(each) for each in (told_by or "").split(BETWEEN)})
    named = [each.removeprefix(SAID) for each in told if each.startswith(SAID)]
    if is_own:
        return ""
    return SAID + " and ".join(named) if named else " and ".join(told)


def unescaped(told: str) -> str:
    """One of those that `told_by` joins, as it was recorded."""
    for sign, escape in reversed(ESCAPES.items()):
        told = told.replace(escape, sign)
    return told
