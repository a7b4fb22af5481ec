"""Who says something of a pledge: two columns beside its row, and the words they become."""

from sqlalchemy import ColumnElement, Label, case, exists, func, literal, or_, select
from sqlmodel import col

from app.models import Citation, Source
from app.spine.folding import fold_text

SEPARATOR = "|"
ESCAPES = {"~": "~0", SEPARATOR: "~1"}  # for names that hold it: undone in the opposite order
SAID_BY, REPORTED_BY = "said by ", "reported by "


def attribution_columns(
    row_id: ColumnElement[int], owner_id: ColumnElement[int]
) -> tuple[Label[bool], Label[str | None]]:
    """Two columns about a row that is a pledge or its step, for `attribution_words` to read.

    They are is_own, whether its owner says so; and told_by, all who do in one text, NULL for none.

    Args:
        row_id: The column with the id of the row.
        owner_id: The column with the id of the actor whose pledge it is.
    """
    conditions = (
        col(Citation.parent_id) == row_id,
        or_(col(Citation.fact).is_(None), col(Citation.fact) == "bindingness"),
    )
    own = exists(col(Citation.entity_id)).where(*conditions, col(Citation.on_behalf_id) == owner_id)
    speaker: ColumnElement[str] = case(
        (col(Citation.speaker).is_not(None), literal(SAID_BY) + col(Citation.speaker)),
        else_=literal(REPORTED_BY) + col(Source.publisher),
    )
    for sign, escape in ESCAPES.items():
        speaker = func.replace(speaker, sign, escape)
    query = select(func.aggregate_strings(speaker, SEPARATOR)).select_from(Citation)
    query = query.join(Source, col(Source.entity_id) == Citation.source_id).where(*conditions)
    return own.label("is_own"), query.scalar_subquery().label("told_by")


def attribution_words(is_own: bool, sayings: str | None) -> str:
    """Who says so, or the publisher where nobody is named; "" if it is its owner.

    Args:
        is_own: As `attribution_columns` has it.
        sayings: Its told_by.
    """
    spellings = sorted(map(unescape, (sayings or "").split(SEPARATOR)), key=saying_order)
    parts = list({fold_text(each): each for each in reversed(spellings)}.values())[::-1]
    names = [each.removeprefix(SAID_BY) for each in parts if each.startswith(SAID_BY)]
    if is_own:
        return ""
    return SAID_BY + " and ".join(names) if names else " and ".join(parts)


def saying_order(saying: str) -> tuple[str, str]:
    """What those who say so are ordered by: as they are compared, then as they are spelled."""
    return fold_text(saying), saying


def unescape(name: str) -> str:
    """A name out of told_by, as it was recorded."""
    for sign, escape in reversed(ESCAPES.items()):
        name = name.replace(escape, sign)
    return name
