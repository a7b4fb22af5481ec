"""Where actors stand: what the list of stances reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.models import Actor
from app.models.vocabulary import Proposition
from app.queries.records import Record
from app.rules.value import ByThen


@dataclass(frozen=True)
class Standing:
    """Where one actor stands on one proposition.

    Attributes:
        moves: The positions that count on the day, the oldest first; the last one is where it is.
        maybe: Those that are possibly there by then.
    """

    moves: list[Record]
    maybe: list[Record]


@dataclass(frozen=True)
class Row:
    """An actor with where it stands on each proposition of the table; None where nowhere."""

    actor: Actor
    cells: list[Standing | None]


def table(found: Iterable[Record]) -> tuple[list[Proposition], list[Row]]:
    """The propositions that somebody has a position on by the day, and a row for each actor.

    Args:
        found: Stances, the oldest first. Those that are not there yet are left out.
    """
    there: dict[tuple[int, Proposition], list[Record]] = defaultdict(list)
    actors: dict[int, Actor] = {}
    for record in found:
        if record.actor and record.by_then != ByThen.NOT_YET:
            there[record.row.actor_id, record.row.proposition].append(record)
            actors[record.row.actor_id] = record.actor
    stated = {proposition for _, proposition in there}
    propositions = [proposition for proposition in Proposition if proposition in stated]
    rows = [
        Row(actor, [standing(there.get((actor.entity_id, p), [])) for p in propositions])
        for actor in sorted(actors.values(), key=lambda actor: (not actor.is_country, actor.name))
    ]
    return propositions, rows


def superseded(every: Iterable[Record]) -> dict[int, Record]:
    """By the id of a stance that counts and has moved since: the one that holds on the day.

    Args:
        every: All stances, the oldest first.
    """
    sequences: dict[tuple[int, Proposition], list[Record]] = defaultdict(list)
    for record in every:
        if record.by_then == ByThen.COUNTS:
            sequences[record.row.actor_id, record.row.proposition].append(record)
    return {each.id: its[-1] for its in sequences.values() for each in its[:-1]}


def standing(its: list[Record]) -> Standing | None:
    """Where one actor stands on a proposition, by its positions on it; None without any."""
    if not its:
        return None
    return Standing(
        [each for each in its if each.by_then == ByThen.COUNTS],
        [each for each in its if each.by_then == ByThen.POSSIBLY],
    )
