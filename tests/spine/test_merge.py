import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.merge import EditConflict, EntityConflict, merge
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from tests.spine import toy_edits
from tests.spine.toys import Span, Tag

SEEN = {"title": "A brigade", "note": "By land"}
RENAMED = {"title": "Two brigades", "note": "By land"}
NOTED = {"title": "A brigade", "note": "By sea"}
BOTH = {"title": "Two brigades", "note": "By sea"}
OTHER = {"title": "A battalion", "note": "By land"}
OTHER_AND_NOTED = {"title": "A battalion", "note": "By sea"}


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        (SEEN, SEEN, RENAMED, RENAMED),
        (SEEN, RENAMED, SEEN, RENAMED),
        (SEEN, RENAMED, RENAMED, RENAMED),
        (SEEN, NOTED, RENAMED, BOTH),
        (SEEN, BOTH, RENAMED, BOTH),
        (SEEN, SEEN, None, None),
        (SEEN, None, None, None),
        (SEEN, None, SEEN, None),
        (None, None, SEEN, SEEN),
        (None, SEEN, SEEN, SEEN),
    ],
)
def test_edits_that_agree_are_merged(base, theirs, mine, merged):
    assert merge(base, theirs, mine) == merged


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "names"),
    [
        (SEEN, OTHER, RENAMED, ["title"]),
        (SEEN, OTHER_AND_NOTED, RENAMED, ["title"]),
        (SEEN, None, RENAMED, ["title"]),
        (SEEN, RENAMED, None, ["title"]),
        (None, SEEN, RENAMED, ["title"]),
    ],
)
def test_edits_that_disagree_are_not(base, theirs, mine, names):
    with pytest.raises(EntityConflict) as raised:
        merge(base, theirs, mine)

    clash = raised.value
    assert (clash.base, clash.theirs, clash.mine) == (base, theirs, mine)
    assert clash.names == names


def test_what_is_agreed_keeps_their_other_changes_and_mine_where_we_disagree():
    assert EntityConflict(SEEN, OTHER_AND_NOTED, RENAMED).resolution == BOTH


def test_what_i_wrote_stays_when_they_retracted_it():
    assert EntityConflict(SEEN, None, RENAMED).resolution == RENAMED


def test_edits_of_different_facts_land_both(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, colour="red", base=1)

    toy_edits.revise_toy(engine, toy, name="Ted", base=1)

    said = toy_edits.facts_of(session, toy)
    assert (said["colour"], said["name"]) == ("red", "Ted")


def test_edits_of_the_same_fact_conflict_and_nothing_is_written(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ed", base=1)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, name="Ted", base=1)

    assert raised.value.number == 2
    assert raised.value.conflicts[toy.id].names == ["name"]
    assert raised.value.resolutions[toy.id]["name"] == "Ted"
    assert toy_edits.facts_of(session, toy)["name"] == "Ed"


def test_a_value_is_one_fact_and_never_put_together_from_two(engine: Engine):
    toy = toy_edits.toy(engine, used=Span(first="2026-01-01"))
    toy_edits.revise_toy(engine, toy, used=Span(first="2026-01-02"), base=1)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, used=Span(first="2026-01-01", last="2026-02-01"), base=1)

    assert raised.value.conflicts[toy.id].names == ["used"]


def test_two_right_edits_that_are_wrong_together_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, price="5000", base=1)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, name=None, base=1)

    assert raised.value.conflicts[toy.id].reason == "Name what is dear."


def test_retracting_what_has_changed_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy)

    with pytest.raises(EditConflict):
        toy_edits.retract_toy(engine, toy, base=1)


def test_revising_what_they_retracted_is_a_conflict_and_what_i_wrote_stays(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.retract_toy(engine, toy)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, name="Ted", base=1)

    assert raised.value.conflicts[toy.id].theirs is None
    assert raised.value.resolutions[toy.id]["name"] == "Ted"


def test_revising_from_after_the_retraction_brings_it_back(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, colour="red")
    toy_edits.retract_toy(engine, toy)

    toy_edits.revise_toy(engine, toy, name="Ted", base=2)

    said = toy_edits.facts_of(session, toy)
    assert (said["name"], said["colour"]) == ("Ted", "red")


def test_a_part_of_another_thing_is_no_part(engine: Engine):
    toy, other = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")

    with pytest.raises(Refused), recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(toy.id, 2, {other.id: {"name": "Ted"}})


def at_most_two(told) -> str | None:
    tags = [entity for entity, _ in told.values() if entity.kind == "tag"]
    return "Two tags are enough." if len(tags) > 2 else None


def add_tag(engine: Engine, toy, base: int) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, rules=[at_most_two]) as edit:
        edit.revise(toy.id, base, {})
        edit.add(Tag, {"text": "x"}, under=toy)


def test_a_rule_over_a_whole_thing_is_held_against_what_was_merged(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy)
    toy_edits.tag(engine, toy)

    with pytest.raises(EditConflict) as raised:
        add_tag(engine, toy, base=2)
    assert raised.value.conflicts[toy.id].reason == "Two tags are enough."
    with pytest.raises(Refused, match="Two tags are enough"):
        add_tag(engine, toy, base=3)


def test_a_rule_that_holds_is_silent(engine: Engine):
    toy = toy_edits.toy(engine)

    add_tag(engine, toy, base=1)

    assert toy_edits.newest_number(engine) == 2
