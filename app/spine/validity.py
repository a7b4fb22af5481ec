"""When versions are true: each condition on `since` and `until`, spelled once.

They serve every SELECT of versions, and the limits that a session's moment puts on its statements.
A version is true at revision N when it began by N and had not ended by it: [since, until).
"""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.spine.derived_table import Derived
from app.spine.versioned import Versioned

Kind = type[Versioned]  # a versioned table, or an alias of one
Lasting = Kind | type[Derived]  # what has rows from one revision until another


def open_now(kind: Lasting) -> ColumnElement[bool]:
    """The condition that a version has not ended."""
    return col(kind.until).is_(None)


def begun_by(kind: Lasting, number: int) -> ColumnElement[bool]:
    """The condition that a version began at revision `number` or before."""
    return col(kind.since) <= number


def true_at(kind: Lasting, number: int) -> ColumnElement[bool]:
    """The condition that a version is true at revision `number`."""
    return and_(begun_by(kind, number), or_(open_now(kind), col(kind.until) > number))


def begins_between(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version began after `first` and by `final`."""
    return and_(col(kind.since) > first, begun_by(kind, final))


def ends_between(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version ended after `first` and by `final`."""
    return and_(col(kind.until) > first, col(kind.until) <= final)


def begins_or_ends_at(kind: Kind, number: int) -> ColumnElement[bool]:
    """The condition that revision `number` opened or closed a version."""
    return or_(col(kind.since) == number, col(kind.until) == number)


def true_at_either(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version is true at one of two revisions, or at both."""
    return or_(true_at(kind, first), true_at(kind, final))


def differs_between(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version is true at one of two revisions and not at the other."""
    is_new = and_(begins_between(kind, first, final), true_at(kind, final))
    is_over = and_(true_at(kind, first), ends_between(kind, first, final))
    return or_(is_new, is_over)


def appears_between(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version brought its entity in after `first` and by `final`."""
    other = aliased(kind)
    is_same = col(other.entity_id) == col(kind.entity_id)
    predecessor = exists().where(is_same, col(other.until) == col(kind.since))
    return and_(begins_between(kind, first, final), ~predecessor)


def disappears_between(kind: Kind, first: int, final: int) -> ColumnElement[bool]:
    """The condition that a version ended after `first` and by `final`, and none followed it."""
    other = aliased(kind)
    is_same = col(other.entity_id) == col(kind.entity_id)
    successor = exists().where(is_same, col(other.since) == col(kind.until))
    return and_(ends_between(kind, first, final), ~successor)
