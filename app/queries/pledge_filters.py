"""Which pledges an address asks for, and how many each further word would leave."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
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
from sqlmodel import Session, col

from app.models import Actor, Citation, Condition, Passage, Pledge
from app.models.actor_names import COUNTRIES_ALONE
from app.models.derived import SEPARATOR
from app.models.vocabulary import LIMITS, MET_BY, meeting_capabilities
from app.queries.filters import WordPairs, contains_any, is_said_by, word_pairs
from app.queries.pledge_states import pledge_states
from app.queries.result_rows import fetch_rows
from app.spine.columns import shared_alias

other_condition = shared_alias(Condition)  # apart from the one that words are counted by

Words = Mapping[str, Sequence[str]]  # what is asked for, by the name of the parameter

COLUMNS = {  # the parameters that ask for a column of `pledge_states`, and its name
    "actor_kind": "actor_kind",
    "domain": "domain",
    "capability": "capability",
    "bindingness": "bindingness",
    "readiness": "readiness",
    "delivery": "delivery",
    "standing": "standing",
    "attribution": "attribution",
    "unit": "main_unit",
    "per": "main_per",
    "by_then": "by_then",
}
CITED_TEXTS = (col(Passage.gist_folded), col(Passage.quote_folded), col(Citation.note_folded))
ANY, NONE = "any", "none"
YES, NO = "yes", "no"


def pledge_conditions(
    state_rows: CTE, words: Words, leaving: str = ""
) -> list[ColumnElement[bool]]:
    """What rows of the selectable, joined with Pledge and Actor, must be to be chosen.

    Args:
        state_rows: The selectable of `queries.pledge_states`.
        words: The words asked for: of one parameter any, of several all.
        leaving: A parameter to leave out, to count what each word of it would leave.
    """
    ignored_names = ("sort", "page", leaving)
    parameters = {
        name: terms for name, terms in words.items() if terms and name not in ignored_names
    }
    return [clause(state_rows, name, terms) for name, terms in parameters.items()]


def clause(state_rows: CTE, name: str, words: Sequence[str]) -> ColumnElement[bool]:
    """What one parameter asks of a row.

    Raises:
        KeyError: For a parameter that the list of pledges does not have.
    """
    if name == "capability":
        words = [each for word in words for each in meeting_capabilities(word)]
    if name in COLUMNS:
        return cast(state_rows.c[COLUMNS[name]], String).in_(words)
    clauses: dict[str, Callable[[], ColumnElement[bool]]] = {
        "actor": lambda: col(Actor.code).in_(words),
        "instrument": lambda: cast(col(Pledge.instrument), String).in_(words),
        "lately": lambda: yes_or_no_condition(state_rows.c.unconfirmed_lately, words),
        "waiting": lambda: yes_or_no_condition(state_rows.c.waiting > 0, words),
        "counted": lambda: yes_or_no_condition(state_rows.c.exclusion.is_(None), words),
        "awaits": lambda: or_(*(contains_kind(state_rows.c.awaits, word) for word in words)),
        "condition": lambda: or_(*(has_condition(state_rows, word) for word in words)),
        "speaker": lambda: has_citation(is_said_by(words)),
        "source": lambda: has_citation(col(Passage.root_id).in_([int(word) for word in words])),
        "q": lambda: contains_text(words[0]),
    }
    return clauses[name]()


def yes_or_no_condition(column: ColumnElement[bool], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column is as asked for; with both words, anything is."""
    return or_(*(column if word == YES else ~column for word in words))


def contains_kind(
    kinds: ColumnElement[str], word: str | SQLColumnExpression[str]
) -> ColumnElement[bool]:
    """Whether a word is one of those that SEPARATOR parts in a text."""
    padded_kinds = literal(SEPARATOR) + kinds + SEPARATOR
    return padded_kinds.contains(literal(SEPARATOR) + word + SEPARATOR)


def has_condition(state_rows: CTE, word: str) -> ColumnElement[bool]:
    """Whether a pledge has a condition of a kind; any that is no limit; or none of these."""
    kind = cast(col(other_condition.kind), String) == word
    if word in (ANY, NONE):
        kind = col(other_condition.kind).not_in(LIMITS)
    has = exists(
        select(col(other_condition.entity_id)).where(
            col(other_condition.parent_id) == state_rows.c.pledge_id, kind
        )
    )
    return ~has if word == NONE else has


def has_citation(citation_condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a pledge, or a part of it, has a citation of this sort."""
    query = select(col(Citation.entity_id)).join(
        Passage, col(Passage.entity_id) == Citation.passage_id
    )
    return exists(query.where(col(Citation.root_id) == Pledge.entity_id, citation_condition))


def contains_text(text: str) -> ColumnElement[bool]:
    """Whether a text stands in title, note or actor's name, or in what a passage says.

    Or whether it is what else the actor, a country, is called.
    """
    columns = (col(Pledge.title_folded), col(Pledge.note_folded), col(Actor.name_folded))
    code = COUNTRIES_ALONE.find(text)
    return or_(
        contains_any(columns, [text]),
        col(Actor.code).in_([code] if code else []),
        has_citation(contains_any(CITED_TEXTS, [text])),
    )


def join_pledges(
    state_rows: CTE, *columns: SQLColumnExpression[object]
) -> Select[*tuple[Any, ...]]:
    """These columns of the selectable, joined with Pledge and Actor."""
    rows = select(*columns).select_from(state_rows)
    rows = rows.join(Pledge, col(Pledge.entity_id) == state_rows.c.pledge_id)
    return rows.join(Actor, col(Actor.entity_id) == state_rows.c.actor_id)


def facet_counts(session: Session, day: date, words: Words) -> dict[str, dict[str, int]]:
    """By parameter and word: how many pledges the word would leave, the others as asked for.

    One statement. Words that would leave none are left out. Under a capability also those count
    that meet a need for it.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, word, count in fetch_rows(session, facet_query(day, word_pairs(words))):
        if word is not None and count:
            counts[name][word] = count
    own = dict(counts.get("capability", {}))
    for need in MET_BY:
        if count := sum(own.get(each, 0) for each in meeting_capabilities(need)):
            counts["capability"][need] = count
    return counts


@lru_cache(maxsize=16)  # putting it together takes longer than asking it of a small register
def facet_query(day: date, pairs: WordPairs) -> CompoundSelect[str, str | None, int]:
    """For each parameter and word how many pledges have it: name, word, number."""
    state_rows, words = pledge_states(day), dict(pairs)
    texts: dict[str, SQLColumnExpression[str]] = {
        **{name: cast(state_rows.c[column], String) for name, column in COLUMNS.items()},
        "lately": yes_or_no_word(state_rows.c.unconfirmed_lately),
        "waiting": yes_or_no_word(state_rows.c.waiting > 0),
        "counted": yes_or_no_word(state_rows.c.exclusion.is_(None)),
        "actor": col(Actor.code),
        "instrument": cast(col(Pledge.instrument), String),
        "condition": cast(col(Condition.kind), String),
        "awaits": cast(col(Condition.kind), String),
    }
    return union_all(*(select_facet_counts(state_rows, name, texts[name], words) for name in texts))


def select_facet_counts(
    state_rows: CTE, name: str, text: SQLColumnExpression[str], words: Words
) -> Select[*tuple[Any, ...]]:
    """The words of one parameter with how many pledges have each: name, word, number."""
    number = func.count(state_rows.c.pledge_id.distinct())
    rows = join_pledges(state_rows, literal(name).label("name"), text.label("word"), number)
    if name in ("condition", "awaits"):
        is_of_pledge = col(Condition.parent_id) == state_rows.c.pledge_id
        rows = rows.join(
            Condition,
            is_of_pledge
            if name == "condition"
            else is_of_pledge & contains_kind(state_rows.c.awaits, text),
        )
    return rows.where(*pledge_conditions(state_rows, words, leaving=name)).group_by(text)


def yes_or_no_word(column: ColumnElement[bool]) -> ColumnElement[str]:
    """The word for a column: YES, or NO where it is false or NULL."""
    return case((column, YES), else_=NO)
