"""Who says something of a pledge, told beside its row."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, literal, or_, select

from app.models import Citation, Source
from app.spine.folding import fold_text

citation: Any = Citation
source: Any = Source
SEPARATOR = "|"
ESCAPES = {"~": "~0", SEPARATOR: "~1"}  # for names that hold it: undone in the opposite order
SAID_BY, REPORTED_BY = "said by ", "reported by "


def attribution_columns(
    row_id: ColumnElement[int], owner_id: ColumnElement[int]
) -> tuple[Any, Any]:
    """Two columns of a row that is a pledge or its step: is_own, and told_by for `said_by`."""
    conditions = (
        citation.parent_id == row_id,
        or_(citation.fact.is_(None), citation.fact == "bindingness"),
    )
    own = exists(citation.entity_id).where(*conditions, citation.on_behalf_id == owner_id)
    speaker: Any = case(
        (citation.speaker.is_not(None), literal(SAID_BY) + citation.speaker),
        else_=literal(REPORTED_BY) + source.publisher,
    )
    for sign, escape in ESCAPES.items():
        speaker = func.replace(speaker, sign, escape)
    query: Any = select(func.aggregate_strings(speaker, SEPARATOR)).select_from(citation)
    query = query.join(source, source.entity_id == citation.source_id).where(*conditions)
    return own.label("is_own"), query.scalar_subquery().label("told_by")


def attribution_words(is_own: bool, sayings: str | None) -> str:
    """Who says so, or the publisher where nobody is named; "" if it is its owner."""
    parts = sorted({unescape(each) for each in (sayings or "").split(SEPARATOR)}, key=saying_order)
    names = [each.removeprefix(SAID_BY) for each in parts if each.startswith(SAID_BY)]
    if is_own:
        return ""
    return SAID_BY + " and ".join(names) if names else " and ".join(parts)


def saying_order(saying: str) -> tuple[str, str]:
    """What those who say so are ordered by: as they are compared, then as they are spelled."""
    return fold_text(saying), saying


def unescape(name: str) -> str:
    """A name that `told_by` joins with others, as it was recorded."""
    for sign, escape in reversed(ESCAPES.items()):
        name = name.replace(escape, sign)
    return name
