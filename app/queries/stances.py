"""Where actors stand: what the list of stances reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.models import Actor
from app.models.vocabulary import Proposition
from app.queries.entries import Entry
from app.rules.pledge_state import ByThen


@dataclass(frozen=True)
class PositionHistory:
    """Where one actor stands on one proposition.

    Attributes:
        moves: The positions that count on the day, the oldest first; the last one is where it is.
        possible: Those that are possibly there by then.
    """

    moves: list[Entry]
    possible: list[Entry]


@dataclass(frozen=True)
class StanceRow:
    """An actor with where it stands on each proposition of the table; None where nowhere."""

    actor: Actor
    cells: list[PositionHistory | None]


def build_stance_table(entries: Iterable[Entry]) -> tuple[list[Proposition], list[StanceRow]]:
    """The propositions that somebody has a position on by the day, and a row for each actor.

    Args:
        entries: Stances, the oldest first. Those that are not there yet are left out.
    """
    sequences: dict[tuple[int, Proposition], list[Entry]] = defaultdict(list)
    actors: dict[int, Actor] = {}
    for entry in entries:
        if entry.actor and entry.by_then != ByThen.NOT_YET:
            sequences[entry.row.actor_id, entry.row.proposition].append(entry)
            actors[entry.row.actor_id] = entry.actor
    propositions_there = {proposition for _, proposition in sequences}
    propositions = [proposition for proposition in Proposition if proposition in propositions_there]
    in_order = sorted(actors.values(), key=lambda actor: (not actor.is_country, actor.sort_key))
    rows = [
        StanceRow(
            actor, [position_history(sequences.get((actor.entity_id, p), [])) for p in propositions]
        )
        for actor in in_order
    ]
    return propositions, rows


def newer_stances(stances: Iterable[Entry]) -> dict[int, Entry]:
    """By the id of a stance that counts and has moved since: the one that holds on the day.

    Args:
        stances: All stances, the oldest first.
    """
    sequences: dict[tuple[int, Proposition], list[Entry]] = defaultdict(list)
    for entry in stances:
        if entry.by_then == ByThen.COUNTS:
            sequences[entry.row.actor_id, entry.row.proposition].append(entry)
    return {each.id: sequence[-1] for sequence in sequences.values() for each in sequence[:-1]}


def position_history(stances: list[Entry]) -> PositionHistory | None:
    """Where one actor stands on a proposition, by its positions on it; None without any."""
    if not stances:
        return None
    return PositionHistory(
        [each for each in stances if each.by_then == ByThen.COUNTS],
        [each for each in stances if each.by_then == ByThen.POSSIBLY],
    )
