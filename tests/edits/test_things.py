"""A thing with its parts in one revision, and what stands against that."""

import pytest
from sqlalchemy import Engine

from app.edits.signed import Signed
from app.edits.things import Disputed, save
from app.models import Actor, Citation, Condition, Intent, Link, Pledge, Source, Step
from app.spine import lookups
from app.spine.moment import at
from app.spine.recording import SYSTEM, Submitted
from app.spine.refusals import Refused, Repeated
from app.spine.versioned import Facts
from app.spine.wanted import Key, Wanted
from tests import build

PLEDGE, ON_PLEDGE, STEP, ON_STEP, CONDITION = 3, 4, 5, 6, 7
CITED = build.PLAIN[Citation] | {"source_id": 2}
WAITS = build.PLAIN[Condition]


@pytest.fixture(autouse=True)
def there(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3 with a step and a condition, each cited."""
    build.estonia(engine)


def saved(engine: Engine, *wanted: Wanted, base: int = 1, form: str = "a", **fresh: str):
    """What saving answers: the revision, and the number of the thing."""
    signed = Signed(SYSTEM, "", Submitted(form, "hash"), base)
    countries = {Key(f"country-{code}"): code for code in fresh.values()}
    number, root = save(engine, signed, Intent.UPDATES, wanted, countries)
    return number, root.id


def row(key: object, kind: type, under: object = "", facts: Facts | None = None, **more) -> Wanted:
    there = int(str(key)) if str(key).isdecimal() else None
    said = None if facts is None else facts | more
    return Wanted(str(key), kind, str(under), said, there)


def now(engine: Engine, *numbers: int) -> list[Facts]:
    with at(engine) as session:
        found = lookups.current(session, numbers)
    return [found[number].facts() if number in found else {} for number in numbers]


def test_a_new_thing_comes_with_its_parts_its_source_and_its_country_in_one_revision(
    engine: Engine,
):
    pledge = build.PLAIN[Pledge] | {"actor_id": Key("country-fi")}
    number, root = saved(
        engine,
        row("n0", Pledge, "", pledge),
        row("n1", Step, "n0", build.PLAIN[Step]),
        row("n2", Citation, "n1", CITED, source_id=Key("n4"), on_behalf_id=Key("country-fi")),
        row("n3", Link, "", {"from_id": Key("n0"), "to_id": 3, "kind": "adds to"}),
        row("n4", Source, "", build.PLAIN[Source], publisher="Repost", origin_id=Key("n5")),
        row("n5", Source, "", build.PLAIN[Source], publisher="Origin"),
        actor="fi",
    )

    country, origin, repost, made, step, cited, link = now(engine, *range(9, 16))
    assert (number, root, build.now(engine)) == (2, 12, 2)
    assert (country["code"], made["actor_id"], cited["on_behalf_id"]) == ("fi", 9, 9)
    assert (origin["publisher"], repost["origin_id"], cited["source_id"]) == ("Origin", 10, 11)
    assert (link["from_id"], link["to_id"], step["bindingness"]) == (12, 3, "declared")


def test_a_country_that_was_made_meanwhile_is_not_made_again(engine: Engine):
    build.recorded(engine, Actor, code="fi", name="Finland")

    facts = build.PLAIN[Pledge] | {"actor_id": Key("country-fi")}
    saved(engine, row("n0", Pledge, "", facts), actor="fi")

    assert now(engine, 10)[0]["actor_id"] == 9


def test_alternatives_among_new_conditions_are_added_after_the_first(engine: Engine):
    saved(
        engine,
        row(PLEDGE, Pledge, "", {}),
        row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
        row("n2", Condition, PLEDGE, WAITS, words="or so"),
        row("n3", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
    )

    first, one, two = now(engine, 9, 10, 11)
    assert (first["words"], one["alternative_to_id"], two["alternative_to_id"]) == ("or so", 9, 9)


def test_what_names_each_other_is_refused_and_nothing_is_recorded(engine: Engine):
    with pytest.raises(Refused, match="What is new names what is not there before it"):
        saved(
            engine,
            row(PLEDGE, Pledge, "", {}),
            row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
            row("n2", Condition, PLEDGE, WAITS, alternative_to_id=Key("n1")),
        )

    assert build.now(engine) == 1


def test_parts_are_changed_added_and_retracted_in_one_revision(engine: Engine):
    number, root = saved(
        engine,
        row(PLEDGE, Pledge, "", {"title": "A brigade"}),
        row(STEP, Step, PLEDGE),
        row(ON_STEP, Citation, STEP),
        row("n1", Step, PLEDGE, build.PLAIN[Step], bindingness="formal"),
    )

    assert (number, root) == (2, PLEDGE)
    pledge, step, cited, new = now(engine, PLEDGE, STEP, ON_STEP, 9)
    assert (pledge["title"], step, cited, new["bindingness"]) == ("A brigade", {}, {}, "formal")


def test_what_is_there_already_makes_no_revision(engine: Engine):
    assert saved(engine, row(PLEDGE, Pledge, "", {})) == (None, PLEDGE)
    assert build.now(engine) == 1


def test_the_same_form_is_recorded_once(engine: Engine):
    saved(engine, row(PLEDGE, Pledge, "", {"title": "A brigade"}))

    with pytest.raises(Repeated, match="as r2"):
        saved(engine, row(PLEDGE, Pledge, "", {"title": "A brigade"}))


def test_what_several_parts_disagree_about_is_told_at_once(engine: Engine):
    with at(engine) as session:
        there = lookups.entities(session, range(3, 9))
    build.revised(engine, there[PLEDGE], title="A squad", note="By sea.")
    build.revised(engine, there[STEP], bindingness="formal")
    build.revised(engine, there[CONDITION], words="if all agree")

    with pytest.raises(Disputed) as dispute:
        saved(
            engine,
            row(PLEDGE, Pledge, "", {"title": "A brigade", "actor_id": Key("country-fi")}),
            row(STEP, Step, PLEDGE, {"readiness": "allocated"}),
            row("n1", Citation, STEP, CITED),
            row(CONDITION, Condition, PLEDGE),
            actor="fi",
        )

    found = dispute.value
    assert (found.number, set(found.clashes)) == (4, {"3", "n1", "7", "8"})
    assert found.clashes["3"].names == ["title"]
    assert found.clashes["3"].mine["actor_id"] == found.agreed["3"]["actor_id"] == Key("country-fi")
    assert found.clashes["7"].mine is None
    assert (found.agreed["3"]["note"], found.agreed["5"]["bindingness"]) == ("By sea.", "formal")
    assert build.now(engine) == 4


def test_a_thing_that_is_retracted_is_not_brought_back_by_an_edit(engine: Engine):
    with at(engine) as session:
        [pledge] = lookups.entities(session, [PLEDGE]).values()
    build.retracted(engine, pledge)

    with pytest.raises(Refused, match="Somebody retracted this meanwhile"):
        saved(engine, row(PLEDGE, Pledge, "", {"title": "A brigade"}), base=2)
