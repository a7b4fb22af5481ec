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
from app.queries.circumstances import SEPARATOR
from app.queries.filters import contains_any, is_said_by

# The tables as SQL sees them: SQLModel types a column as the value it holds.
actor: Any = Actor
pledge: Any = Pledge
condition: Any = Condition
citation: Any = Citation
other_condition: Any = aliased(Condition)  # apart from the one that words are counted by

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


def pledge_conditions(
    state_rows: CTE, words: Words, leaving: str = ""
) -> list[ColumnElement[bool]]:
    """What rows of the selectable, joined with Pledge and Actor, must be to be chosen.

    Args:
        state_rows: The selectable of `queries.pledge_states`.
        words: The words asked for: of one parameter any, of several all.
        leaving: A parameter to take no heed of.
    """
    ignored_names = ("sort", "page", leaving)
    parameters = {
        name: terms for name, terms in words.items() if terms and name not in ignored_names
    }
    return [clause(state_rows, name, terms) for name, terms in parameters.items()]


def clause(state_rows: CTE, name: str, words: Sequence[str]) -> ColumnElement[bool]:
    """What one parameter asks of a row."""
    if name in COLUMNS:
        return cast(state_rows.c[COLUMNS[name]], String).in_(words)
    clauses: dict[str, Callable[[], ColumnElement[bool]]] = {
        "actor": lambda: actor.code.in_(words),
        "lately": lambda: yes_or_no_condition(state_rows.c.unconfirmed_lately, words),
        "waiting": lambda: yes_or_no_condition(state_rows.c.waiting > 0, words),
        "counted": lambda: yes_or_no_condition(state_rows.c.beside.is_(None), words),
        "awaits": lambda: or_(*(contains_kind(state_rows.c.awaits, word) for word in words)),
        "condition": lambda: or_(*(has_condition(state_rows, word) for word in words)),
        "speaker": lambda: has_citation(is_said_by(words)),
        "source": lambda: has_citation(citation.source_id.in_([int(word) for word in words])),
        "q": lambda: contains_text(words[0]),
    }
    return clauses[name]()


def yes_or_no_condition(column: ColumnElement[bool], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column is as asked for; with both words, anything is."""
    return or_(*(column if word == YES else ~column for word in words))


def contains_kind(kinds: Any, word: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a word is one of those in a text."""
    padded_kinds: ColumnElement[str] = literal(SEPARATOR) + kinds + SEPARATOR
    return padded_kinds.contains(literal(SEPARATOR) + word + SEPARATOR)


def has_condition(state_rows: CTE, word: str) -> ColumnElement[bool]:
    """Whether a pledge has a condition of a kind; any that is no limit; or none of these."""
    kind = cast(other_condition.kind, String) == word
    if word in (ANY, NONE):
        kind = other_condition.kind.not_in(LIMITS)
    has = exists(
        select(other_condition.entity_id).where(
            other_condition.parent_id == state_rows.c.pledge_id, kind
        )
    )
    return ~has if word == NONE else has


def has_citation(citation_condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a pledge, or a part of it, has a citation of this sort."""
    return exists(
        select(citation.entity_id).where(citation.root_id == pledge.entity_id, citation_condition)
    )


def contains_text(text: str) -> ColumnElement[bool]:
    """Whether a text stands in the title or note, in the actor's name, or in a passage's gist."""
    columns = (pledge.title_folded, pledge.note_folded, actor.name_folded)
    return or_(
        contains_any(columns, [text]), has_citation(contains_any([citation.gist_folded], [text]))
    )


def join_pledges(state_rows: CTE, *columns: Any) -> Select[Any]:  # noqa: ANN401
    """The rows of the selectable, with their pledge and actor."""
    rows = select(*columns).select_from(state_rows)
    rows = rows.join(pledge, pledge.entity_id == state_rows.c.pledge_id)
    return rows.join(actor, actor.entity_id == state_rows.c.actor_id)


def facet_counts(session: Session, state_rows: CTE, words: Words) -> dict[str, dict[str, int]]:
    """How many pledges each word of each parameter would leave, the others as asked for.

    One statement. Words that would leave none are left out.
    """
    queries = [
        select_facet_counts(state_rows, name, text, words)
        for name, text in (
            *((name, cast(state_rows.c[column], String)) for name, column in COLUMNS.items()),
            ("lately", yes_or_no_word(state_rows.c.unconfirmed_lately)),
            ("waiting", yes_or_no_word(state_rows.c.waiting > 0)),
            ("counted", yes_or_no_word(state_rows.c.beside.is_(None))),
            ("actor", actor.code),
            ("condition", cast(condition.kind, String)),
            ("awaits", cast(condition.kind, String)),
        )
    ]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, word, count in session.exec(union_all(*queries)):  # type: ignore[call-overload]
        if word is not None and count:
            counts[name][word] = count
    return counts


def select_facet_counts(state_rows: CTE, name: str, text: Any, words: Words) -> Select[Any]:  # noqa: ANN401
    """The words of one parameter with how many pledges have each."""
    number = func.count(state_rows.c.pledge_id.distinct())
    rows = join_pledges(state_rows, literal(name).label("name"), text.label("word"), number)
    if name in ("condition", "awaits"):
        is_of_pledge = condition.parent_id == state_rows.c.pledge_id
        rows = rows.join(
            condition,
            is_of_pledge
            if name == "condition"
            else is_of_pledge & contains_kind(state_rows.c.awaits, text),
        )
    return rows.where(*pledge_conditions(state_rows, words, leaving=name)).group_by(text)


def yes_or_no_word(column: ColumnElement[bool]) -> ColumnElement[str]:
    """The word for yes or no."""
    return case((column, YES), else_=NO)
