"""Who has looked for what, as the list of checks shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Actor, Check
from app.models.vocabulary import Topic
from app.queries.days import FIRST
from app.queries.records import Record
from app.rules.looked import latest

COLUMNS = (Topic.LAND, Topic.AIR, Topic.SEA, Topic.FUNDING)


@dataclass(frozen=True)
class Row:
    """An actor with the last check of each column by the day; None where nobody has looked.

    Attributes:
        others: The last checks of topics beside the columns, by topic.
    """

    actor: Actor
    cells: list[Check | None]
    others: list[Check]

    @property
    def unlooked(self) -> list[Topic]:
        """The columns that nobody has looked for."""
        pairs = zip(COLUMNS, self.cells, strict=True)
        return [topic for topic, check in pairs if check is None]


def ordered(found: Iterable[Record], *, newest_first: bool) -> list[Record]:
    """Checks by day; of one day, by actor and topic."""
    topics = list(Topic)
    by_name = sorted(
        found, key=lambda r: (r.actor.name if r.actor else "", topics.index(r.row.topic))
    )
    return sorted(by_name, key=lambda record: record.last or FIRST, reverse=newest_first)


def table(found: Iterable[Record], actors: Sequence[Actor], day: date) -> list[Row]:
    """A row for each of the actors, countries first."""
    made: dict[tuple[int, Topic], list[Check]] = {}
    for record in found:
        made.setdefault((record.row.actor_id, record.row.topic), []).append(record.row)

    def last(actor: Actor, topic: Topic) -> Check | None:
        return latest(made.get((actor.entity_id, topic), ()), day)

    return [
        Row(
            actor,
            [last(actor, topic) for topic in COLUMNS],
            [check for topic in Topic if topic not in COLUMNS if (check := last(actor, topic))],
        )
        for actor in sorted(actors, key=lambda actor: (not actor.is_country, actor.name))
    ]
