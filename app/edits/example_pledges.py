"""The life of a pledge in an example register, one revision after the other."""

from collections.abc import Callable
from datetime import date, timedelta

from app.edits.example_entries import ExampleEntries
from app.edits.example_facts import BINDINGNESS, ExampleFacts
from app.models import Citation, Intent, Pledge, Step
from app.models.vocabulary import Domain
from app.spine.bulk_recording import BulkRecording
from app.spine.versioned import Entity, Facts

MAX_STEPS, MAX_CITATIONS, MAX_CONDITIONS = 5, 8, 3


class PledgeLife:
    """A pledge from its first revision on.

    Args:
        edit: Where it is recorded.
        facts: What its facts are made with.
        entries: What knows the other pledges, and makes conditions.
        actor_id: Whose it is.
        passage: A passage where an actor speaks for itself, or any other one.
    """

    def __init__(
        self,
        edit: BulkRecording,
        facts: ExampleFacts,
        entries: ExampleEntries,
        actor_id: int,
        passage: Callable[[int], int],
    ) -> None:
        self.edit, self.facts, self.entries = edit, facts, entries
        self.actor_id, self.passage_of = actor_id, passage
        self.steps: list[tuple[Entity, Facts]] = []
        self.citations: list[tuple[Entity, Facts]] = []
        self.condition_count = 0
        self.first_condition: Entity | None = None
        self.edit_count = 0

    def begin(self, number: int, day: date) -> None:
        """The pledge with its first step, a citation, and now and then a condition."""
        self.day = day
        self.pledge_facts = Pledge.validate_facts(self.facts.pledge(number, self.actor_id, day))
        self.pledge = self.edit.add(Pledge, self.pledge_facts)
        self.entries.pledge_ids.append(self.pledge.id)
        self.add_step()
        if self.facts.chance(0.5):
            self.add_condition()

    def add_step(self) -> None:
        """A step, with the passage that it rests on."""
        facts = Step.validate_facts(
            self.facts.step(Domain(self.pledge_facts["domain"]), self.day, len(self.steps))
        )
        step = self.edit.add(Step, facts, self.pledge)
        self.steps.append((step, facts))
        self.cite(step)

    def add_condition(self) -> None:
        """A condition, perhaps an alternative to the first one."""
        first = self.first_condition
        condition = self.entries.add_condition(self.pledge, self.actor_id, first)
        self.condition_count += 1
        self.first_condition = first or condition

    def cite(self, entity: Entity) -> None:
        """A citation for a step."""
        facts = Citation.validate_facts({"passage_id": self.passage_of(self.actor_id)})
        self.citations.append((self.edit.add(Citation, facts, entity), facts))

    def go_on(self, day: date) -> Intent:
        """The next edit: a step, a further source, a condition, or something mended."""
        self.day = day - timedelta(days=self.facts.random.randrange(30))
        self.edit_count += 1
        choice = self.facts.random.random()
        if choice < 0.35 and len(self.steps) < MAX_STEPS:
            self.add_step()
            return Intent.UPDATES
        if choice < 0.5 and len(self.citations) < MAX_CITATIONS:
            self.cite(self.steps[-1][0])
            return Intent.CONFIRMS
        if choice < 0.6 and self.condition_count < MAX_CONDITIONS:
            self.add_condition()
            return Intent.UPDATES
        if choice < 0.63 and len(self.citations) > len(self.steps):
            self.edit.revise(Citation, *self.citations.pop(), None)
            return Intent.RETRACTS
        if choice < 0.8:
            self.mend_step()
        else:
            self.mend_pledge()
        return Intent.CORRECTS

    def mend_step(self) -> None:
        """The last step says something else."""
        step, before = self.steps[-1]
        domain = Domain(self.pledge_facts["domain"])
        others = [each for each in BINDINGNESS if each != before["bindingness"]]
        facts = self.facts.step(domain, self.day, len(self.steps) - 1)
        after = Step.validate_facts(facts | {"bindingness": self.facts.random.choice(others)})
        self.edit.revise(Step, step, before, after)
        self.steps[-1] = (step, after)

    def mend_pledge(self) -> None:
        """The note of the pledge says something else."""
        after = self.pledge_facts | {"note": f"An example of a note, after edit {self.edit_count}."}
        self.edit.revise(Pledge, self.pledge, self.pledge_facts, after)
        self.pledge_facts = after
