"""The steps of pledges, and the days from which they count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, select
from sqlmodel import Session

from app.models import Step
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import dated_rows


@dataclass(frozen=True)
class StepDays:
    """The days of a step, and whether it counts, or possibly does, on the day."""

    step_id: int
    first: date
    last: date
    counts: bool
    maybe: bool

    @property
    def sort_key(self) -> tuple[date, date, int]:
        """What steps are ordered by: last possible day, first, id."""
        return self.last, self.first, self.step_id


def current_steps(steps: Iterable[Step], days: Mapping[int, StepDays]) -> list[Step]:
    """Those of the steps that count on the day."""
    return [step for step in steps if days[step.entity_id].counts]


def load_steps(
    session: Session, day: date, pledges: Select[int] | None
) -> tuple[dict[int, list[Step]], dict[int, StepDays]]:
    """The steps of pledges, by pledge, in no order; and their days, by id: one statement."""
    by_pledge: dict[int, list[Step]] = defaultdict(list)
    step_days = {}
    for step, first, last, counts, maybe in fetch_rows(session, select_steps(day, pledges)):
        by_pledge[step.root_id].append(step)
        step_days[step.entity_id] = StepDays(step.entity_id, first, last, counts, maybe)
    return by_pledge, step_days


@lru_cache(maxsize=64)
def select_steps(day: date, pledges: Select[int] | None) -> Select[Step, date, date, bool, bool]:
    """The steps of pledges with their days."""
    rows = dated_rows(Step, day, pledges)
    c = rows.c
    query = select(Step, c.earliest, c.latest, c.counts, c.maybe)
    return query.join(rows, c.entity_id == Step.entity_id)


def pledges_with_several_steps(steps: Mapping[int, Sequence[Step]]) -> list[int]:
    """The pledges whose steps may disagree: those that have several."""
    return [pledge_id for pledge_id, own_steps in steps.items() if len(own_steps) > 1]
