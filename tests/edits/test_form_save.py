"""A thing with its parts in one revision, and what stands against that."""

import pytest
from sqlalchemy import Engine

from app.edits.edit_request import EditRequest
from app.edits.form_save import save_form
from app.edits.save_conflict import FormConflict
from app.models import (
    Actor,
    Citation,
    Condition,
    Intent,
    Link,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine import lookups, versions
from app.spine.desired import DesiredRow, Key
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey
from app.spine.refusals import Refused
from app.spine.versioned import Facts
from tests import factory

SOURCE, PLEDGE, ON_PLEDGE, STEP, ON_STEP, CONDITION, PASSAGE = 2, 3, 4, 5, 6, 7, 9
CITED = {"passage_id": PASSAGE}
SAID = factory.PLAIN_FACTS[Passage]
WAITS = factory.PLAIN_FACTS[Condition]


@pytest.fixture(autouse=True)
def record_pledge(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3 with a step and a condition, each cited."""
    factory.record_estonia(engine)


def save_rows(engine: Engine, *rows: DesiredRow, base: int = 1, form: str = "a", **fresh: str):
    """What saving answers: the revision, and the number of the thing."""
    signature = EditRequest(SYSTEM_ACCOUNT, "", SubmissionKey(form, "hash"), base)
    countries = {Key(f"country-{code}"): code for code in fresh.values()}
    saved = save_form(engine, signature, Intent.UPDATES, rows, countries)
    return saved.number, saved.root_id


def desired_row(
    key: object, kind: type, under: object = "", facts: Facts | None = None, **more
) -> DesiredRow:
    entity_id = int(str(key)) if str(key).isdecimal() else None
    row_facts = None if facts is None else facts | more
    return DesiredRow(str(key), kind, str(under), row_facts, entity_id)


def current_facts(engine: Engine, *numbers: int) -> list[Facts]:
    with reading_session(engine) as session:
        current = versions.current_rows(session, numbers)
    return [current[number].facts() if number in current else {} for number in numbers]


def test_a_new_thing_comes_with_its_parts_its_source_and_its_country_in_one_revision(
    engine: Engine,
):
    pledge = factory.PLAIN_FACTS[Pledge] | {"actor_id": Key("country-fi")}
    number, root = save_rows(
        engine,
        desired_row("n0", Pledge, "", pledge),
        desired_row("n1", Step, "n0", factory.PLAIN_FACTS[Step]),
        desired_row("n2", Citation, "n1", {"passage_id": Key("n6")}),
        desired_row("n3", Link, "", {"from_id": Key("n0"), "to_id": 3, "kind": "adds to"}),
        desired_row(
            "n4", Source, "", factory.PLAIN_FACTS[Source], publisher="Repost", origin_id=Key("n5")
        ),
        desired_row("n5", Source, "", factory.PLAIN_FACTS[Source], publisher="Origin"),
        desired_row("n6", Passage, "n4", SAID, on_behalf=[1, Key("country-fi")]),
        actor="fi",
    )

    country, origin, repost, said, new_pledge, step, citation, link = current_facts(
        engine, *range(10, 18)
    )
    assert (number, root, factory.newest_number(engine)) == (2, 14, 2)
    assert (country["code"], new_pledge["actor_id"], said["on_behalf"]) == ("fi", 10, [1, 10])
    assert (origin["publisher"], repost["origin_id"], citation["passage_id"]) == ("Origin", 11, 13)
    assert (link["from_id"], link["to_id"], step["bindingness"]) == (14, 3, "declared")


def test_a_new_passage_of_a_recorded_source_comes_under_it(engine: Engine):
    save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {}),
        desired_row("n1", Citation, PLEDGE, {"passage_id": Key("n2"), "fact": "place"}),
        desired_row("n2", Passage, SOURCE, SAID, locator="p. 4"),
    )

    with reading_session(engine) as session:
        entities = lookups.entities_by_id(session, [10, 11])
    assert [(each.kind, each.parent_id) for each in entities.values()] == [
        ("passage", SOURCE),
        ("citation", PLEDGE),
    ]


@pytest.mark.parametrize("under", [99, PLEDGE + 2], ids=["never was", "of another kind"])
def test_a_new_passage_of_no_source_is_refused(engine: Engine, under: int):
    with pytest.raises(Refused, match="There is no such source: choose another"):
        save_rows(
            engine,
            desired_row("n0", Source, "", factory.PLAIN_FACTS[Source], publisher="Other"),
            desired_row("n1", Passage, under, SAID),
        )


def test_a_new_thing_that_cites_a_passage_which_changed_is_a_conflict(engine: Engine):
    factory.revise_part(engine, SOURCE, PASSAGE, gist="Said otherwise.")
    stance = factory.PLAIN_FACTS[Stance] | {"actor_id": 1}

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row("n0", Stance, "", stance),
            desired_row("n1", Citation, "n0", CITED),
        )

    assert "evidence" in dispute.value.conflicts["n1"].reason
    assert factory.newest_number(engine) == 2


def test_clashes_over_passages_and_over_the_thing_are_told_at_once(engine: Engine):
    factory.revise_part(engine, SOURCE, PASSAGE, gist="Said otherwise.")
    factory.revise_part(engine, PLEDGE, PLEDGE, title="A squad")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}),
            desired_row(STEP, Step, PLEDGE, {"bindingness": "formal"}),
            desired_row("n1", Citation, STEP, CITED),
            desired_row("n2", Citation, PLEDGE, CITED),
        )

    assert set(dispute.value.conflicts) == {"3", "5", "n1", "n2"}
    assert factory.newest_number(engine) == 3


def test_a_passage_is_not_changed_beside_a_figure_that_others_changed(engine: Engine):
    factory.revise_part(engine, PLEDGE, STEP, bindingness="formal")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(SOURCE, Source, "", {}),
            desired_row(PASSAGE, Passage, SOURCE, {"gist": "Said otherwise."}),
        )

    assert "evidence" in dispute.value.conflicts[str(PASSAGE)].reason


def test_a_country_that_was_made_meanwhile_is_not_made_again(engine: Engine):
    factory.record(engine, Actor, code="fi", name="Finland")

    facts = factory.PLAIN_FACTS[Pledge] | {"actor_id": Key("country-fi")}
    save_rows(engine, desired_row("n0", Pledge, "", facts), actor="fi")

    assert current_facts(engine, 11)[0]["actor_id"] == 10


def test_alternatives_among_new_conditions_are_added_after_the_first(engine: Engine):
    save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {}),
        desired_row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
        desired_row("n2", Condition, PLEDGE, WAITS, words="or so"),
        desired_row("n3", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
    )

    first, one, two = current_facts(engine, 10, 11, 12)
    assert (first["words"], one["alternative_to_id"], two["alternative_to_id"]) == ("or so", 10, 10)


def test_what_names_each_other_is_refused_and_nothing_is_recorded(engine: Engine):
    with pytest.raises(Refused, match="What is new names what is not there before it"):
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {}),
            desired_row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
            desired_row("n2", Condition, PLEDGE, WAITS, alternative_to_id=Key("n1")),
        )

    assert factory.newest_number(engine) == 1


def test_parts_are_changed_added_and_retracted_in_one_revision(engine: Engine):
    number, root = save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}),
        desired_row(STEP, Step, PLEDGE),
        desired_row(ON_STEP, Citation, STEP),
        desired_row("n1", Step, PLEDGE, factory.PLAIN_FACTS[Step], bindingness="formal"),
    )

    assert (number, root) == (2, PLEDGE)
    pledge, step, citation, new = current_facts(engine, PLEDGE, STEP, ON_STEP, 10)
    assert (pledge["title"], step, citation, new["bindingness"]) == ("A brigade", {}, {}, "formal")


def test_what_is_there_already_makes_no_revision(engine: Engine):
    assert save_rows(engine, desired_row(PLEDGE, Pledge, "", {})) == (None, PLEDGE)
    assert factory.newest_number(engine) == 1


def test_the_same_form_is_recorded_once_and_answers_alike(engine: Engine):
    answers = [
        save_rows(engine, desired_row(PLEDGE, Pledge, "", {"title": "A brigade"})) for _ in range(2)
    ]

    assert answers == [(2, PLEDGE), (2, PLEDGE)]
    assert factory.newest_number(engine) == 2


@pytest.mark.parametrize("origin", ["n0", None])
def test_a_new_thing_is_told_from_others_of_its_kind_that_come_with_it(
    engine: Engine, origin: str | None
):
    source = factory.PLAIN_FACTS[Source]
    rows = (
        desired_row("n0", Source, "", source, publisher="Origin"),
        desired_row("n1", Source, "", source, publisher="Repost", origin_id=origin and Key(origin)),
    )

    answers = [save_rows(engine, *rows) for _ in range(2)]

    _, root = answers[0]
    assert answers == [(2, root)] * 2
    assert current_facts(engine, root)[0]["publisher"] == "Origin"


def test_what_several_parts_disagree_about_is_told_at_once(engine: Engine):
    with reading_session(engine) as session:
        entities = lookups.entities_by_id(session, range(3, 9))
    factory.revise(engine, entities[PLEDGE], title="A squad", note="By sea.")
    factory.revise(engine, entities[STEP], bindingness="formal")
    factory.revise(engine, entities[CONDITION], words="if all agree")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {"title": "A brigade", "actor_id": Key("country-fi")}),
            desired_row(STEP, Step, PLEDGE, {"readiness": "allocated"}),
            desired_row("n1", Citation, STEP, CITED),
            desired_row(CONDITION, Condition, PLEDGE),
            actor="fi",
        )

    conflict = dispute.value
    assert (conflict.number, set(conflict.conflicts)) == (4, {"3", "n1", "7", "8"})
    assert conflict.conflicts["3"].names == ["title"]
    assert (
        conflict.conflicts["3"].mine["actor_id"]
        == conflict.resolutions["3"]["actor_id"]
        == Key("country-fi")
    )
    assert conflict.conflicts["7"].mine is None
    assert (conflict.resolutions["3"]["note"], conflict.resolutions["5"]["bindingness"]) == (
        "By sea.",
        "formal",
    )
    assert factory.newest_number(engine) == 4


def test_a_thing_that_is_retracted_is_not_brought_back_by_an_edit(engine: Engine):
    with reading_session(engine) as session:
        [pledge] = lookups.entities_by_id(session, [PLEDGE]).values()
    factory.retract(engine, pledge)

    with pytest.raises(Refused, match="Somebody retracted this meanwhile"):
        save_rows(engine, desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}), base=2)


def last_intent(engine: Engine) -> Intent:
    with reading_session(engine) as session:
        revision = lookups.last_revision(session)
    assert revision is not None
    return revision.intent


def test_to_change_a_step_is_to_correct_it_whatever_is_said(engine: Engine):
    [pledge, step] = current_facts(engine, PLEDGE, STEP)
    rows = desired_row(PLEDGE, Pledge, "", pledge), desired_row(STEP, Step, PLEDGE, step)

    save_rows(engine, rows[0], desired_row("n1", Step, PLEDGE, step, bindingness="formal"))
    added = last_intent(engine)
    save_rows(
        engine, rows[0], desired_row(STEP, Step, PLEDGE, step, bindingness="formal"), form="b"
    )

    assert (added, last_intent(engine)) == ("updates", "corrects")
