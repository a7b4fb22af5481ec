"""What the log says of an edit that nobody commented."""

import pytest

from app.models import Citation, Pledge, Step
from app.rules.revision_summary import LONGEST, summarize_changes
from app.spine.change import Change
from app.spine.versioned import Entity, Facts, Versioned

A_BRIGADE = {"title": "A brigade"}


def change(kind: type[Versioned], number: int, before: Facts | None, after: Facts | None) -> Change:
    entity = Entity(id=number, kind=kind.noun(), root_id=4, parent_id=None if number == 4 else 4)
    return Change(kind, entity, before, after)


ADDED = change(Pledge, 4, None, A_BRIGADE)
CHANGED = change(Pledge, 4, A_BRIGADE, {"title": "A company"})
GONE = change(Pledge, 4, A_BRIGADE, None)
STEP = change(Step, 5, None, {"bindingness": "declared"})
FIRMER = change(Step, 5, {"bindingness": "floated"}, {"bindingness": "declared"})
CITED = [change(Citation, number, None, {"locator": "p. 1"}) for number in (6, 7)]
UNSAID = change(Citation, 6, {"locator": "p. 1"}, None)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([ADDED], "Adds pledge 4 “A brigade”."),
        ([ADDED, STEP, *CITED], "Adds pledge 4 “A brigade” with 1 step, 2 citations."),
        ([CHANGED], "Changes pledge 4 “A company”: what is pledged."),
        ([STEP], "Adds 1 step."),
        ([UNSAID], "Retracts 1 citation."),
        ([GONE, UNSAID], "Retracts pledge 4 “A brigade” with 1 citation."),
    ],
)
def test_an_edit_is_told_in_a_sentence(changes: list[Change], told: str):
    assert summarize_changes(changes) == told


def test_a_part_that_changed_is_told_with_its_facts():
    sentence = summarize_changes([FIRMER, *CITED])

    assert sentence.startswith("Changes step 5")
    assert sentence.endswith(": bindingness. Adds 2 citations.")


def test_a_long_sentence_is_cut():
    many = [
        change(Step, n, {"bindingness": "floated"}, {"bindingness": "formal"}) for n in range(5, 90)
    ]

    sentence = summarize_changes(many)

    assert len(sentence) == LONGEST
    assert sentence.endswith("…")
