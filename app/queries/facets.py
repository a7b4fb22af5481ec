"""Which pledges a question chooses, and how many each further choice would leave."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session

from app.models import Actor, Citation, Condition, Pledge
from app.models.vocabulary import LIMITS
from app.queries.circumstances import BETWEEN

# The tables as SQL sees them: SQLModel types a column as the value it holds.
actor: Any = Actor
pledge: Any = Pledge
condition: Any = Condition
citation: Any = Citation
its: Any = aliased(Condition)  # apart from the one that words are counted by

Words = Mapping[str, Sequence[str]]  # what is asked for, by the name of the parameter

COLUMNS = {  # the parameters that are a column of the selectable
    "actor_kind": "actor_kind",
    "domain": "domain",
    "capability": "capability",
    "bindingness": "bindingness",
    "readiness": "readiness",
    "delivery": "delivery",
    "standing": "standing",
    "attribution": "attribution",
    "unit": "quantity_unit",
    "per": "quantity_per",
}
ANY, NONE = "any", "none"
YES, NO = "yes", "no"


def chosen(worth: CTE, words: Words, leaving: str = "") -> list[ColumnElement[bool]]:
    """What rows of the selectable, joined with Pledge and Actor, must be to be chosen.

    Args:
        worth: The selectable of `queries.values`.
        words: The words asked for: of one parameter any, of several all.
        leaving: A parameter to take no heed of.
    """
    passed_over = ("sort", "page", leaving)
    asked = {name: these for name, these in words.items() if these and name not in passed_over}
    return [clause(worth, name, these) for name, these in asked.items()]


def clause(worth: CTE, name: str, words: Sequence[str]) -> ColumnElement[bool]:
    """What one parameter asks of a row."""
    if name in COLUMNS:
        return cast(worth.c[COLUMNS[name]], String).in_(words)
    asks: dict[str, Callable[[], ColumnElement[bool]]] = {
        "actor": lambda: actor.code.in_(words),
        "lately": lambda: yes_or_no(worth.c.unconfirmed_lately, words),
        "waiting": lambda: yes_or_no(worth.c.waiting > 0, words),
        "counted": lambda: yes_or_no(worth.c.beside.is_(None), words),
        "awaits": lambda: or_(*(among(worth.c.awaits, word) for word in words)),
        "condition": lambda: or_(*(conditioned(worth, word) for word in words)),
        "speaker": lambda: cites(citation.speaker.in_(words)),
        "source": lambda: cites(citation.source_id.in_([int(word) for word in words])),
        "q": lambda: holds(words[0]),
    }
    return asks[name]()


def yes_or_no(column: ColumnElement[bool], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column is as asked for; with both words, anything is."""
    return or_(*(column if word == YES else ~column for word in words))


def among(kinds: Any, word: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a word is one of those in a text."""
    padded: ColumnElement[str] = literal(BETWEEN) + kinds + BETWEEN
    return padded.contains(literal(BETWEEN) + word + BETWEEN)


def conditioned(worth: CTE, word: str) -> ColumnElement[bool]:
    """Whether a pledge has a condition of a kind; any that is no limit; or none of these."""
    kind = cast(its.kind, String) == word
    if word in (ANY, NONE):
        kind = its.kind.not_in(LIMITS)
    has = exists(select(its.entity_id).where(its.parent_id == worth.c.pledge_id, kind))
    return ~has if word == NONE else has


def cites(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a pledge, or a part of it, has a citation of this sort."""
    return exists(select(citation.entity_id).where(citation.root_id == pledge.entity_id, how))


def holds(text: str) -> ColumnElement[bool]:
    """Whether a text stands in the title or note, in the actor's name, or in a passage's gist."""
    places = (pledge.title, pledge.note, actor.name)
    return or_(
        *(place.icontains(text, autoescape=True) for place in places),
        cites(citation.gist.icontains(text, autoescape=True)),
    )


def joined(worth: CTE, *columns: Any) -> Select[Any]:  # noqa: ANN401
    """The rows of the selectable, with their pledge and actor."""
    rows = select(*columns).select_from(worth)
    rows = rows.join(pledge, pledge.entity_id == worth.c.pledge_id)
    return rows.join(actor, actor.entity_id == worth.c.actor_id)


def counts(session: Session, worth: CTE, words: Words) -> dict[str, dict[str, int]]:
    """How many pledges each word of each parameter would leave, the others as asked for.

    One statement. Words that would leave none are left out.
    """
    parts = [
        tallied(worth, name, text, words)
        for name, text in (
            *((name, cast(worth.c[column], String)) for name, column in COLUMNS.items()),
            ("lately", told(worth.c.unconfirmed_lately)),
            ("waiting", told(worth.c.waiting > 0)),
            ("counted", told(worth.c.beside.is_(None))),
            ("actor", actor.code),
            ("condition", cast(condition.kind, String)),
            ("awaits", cast(condition.kind, String)),
        )
    ]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, word, count in session.exec(union_all(*parts)):  # type: ignore[call-overload]
        if word is not None and count:
            found[name][word] = count
    return found


def tallied(worth: CTE, name: str, text: Any, words: Words) -> Select[Any]:  # noqa: ANN401
    """The words of one parameter with how many pledges have each."""
    number = func.count(worth.c.pledge_id.distinct())
    rows = joined(worth, literal(name).label("name"), text.label("word"), number)
    if name in ("condition", "awaits"):
        its = condition.parent_id == worth.c.pledge_id
        rows = rows.join(
            condition, its if name == "condition" else its & among(worth.c.awaits, text)
        )
    return rows.where(*chosen(worth, words, leaving=name)).group_by(text)


def told(column: ColumnElement[bool]) -> ColumnElement[str]:
    """The word for yes or no."""
    return case((column, YES), else_=NO)
