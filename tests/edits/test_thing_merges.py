"""Merging a duplicate: what stands where then, and for what it is evidence."""

import json

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from app.edits import reversals
from app.models import Check, Citation, Condition, Line, Link, Passage, Pledge, Source, Step
from app.spine.lookups import entities_by_id
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.verify import verify
from tests import factory
from tests.edits.merges import edit_request, facts_by_id, merge, parts, record_sources, successors

DUE = {"edtf": "2026-09", "basis": "stated"}
LATER = {"edtf": "2026-12", "basis": "stated"}


@pytest.fixture
def pledges(engine: Engine) -> tuple[int, int]:
    """Estonia's pledges 3 and 9, alike but for their titles, which all rest on passage 15."""
    factory.record_estonia(engine, 2)
    return 3, 9


@pytest.fixture
def sources(engine: Engine, pledges) -> tuple[int, int]:
    """Sources 2 and 16, each with a passage of the same words, 15 and 17; and 18 of its own."""
    assert pledges == (3, 9)
    return record_sources(engine)


def test_equal_parts_become_one_and_the_old_ids_lead_on(engine: Engine, pledges):
    number = merge(engine, *pledges)

    assert number == 2
    assert len(facts_by_id(engine)) == 3 + 6
    assert successors(engine, *range(9, 15)) == [3, 4, 5, 6, 7, 8]
    assert facts_by_id(engine)[3][1]["title"] == "Company 0"


def test_what_differs_is_as_the_editor_chose(engine: Engine, pledges):
    merge(engine, *pledges, "title")

    assert facts_by_id(engine)[3][1]["title"] == "Company 1"


def test_other_parts_are_opened_anew_with_their_evidence(engine: Engine, pledges):
    step = factory.record(engine, Step, factory.entity(engine, 9), bindingness="formal")
    factory.record(engine, Citation, step, passage_id=15, note="In the annex.")

    merge(engine, *pledges)

    assert [each["bindingness"] for each in parts(engine, 3, Step)] == ["declared", "formal"]
    assert successors(engine, 16, 17) == [18, 19]
    with reading_session(engine) as session:
        assert entities_by_id(session, [19])[19].parent_id == 18
        assert verify(session) is None


def test_an_alternative_follows_the_condition_it_names(engine: Engine, pledges):
    pledge = factory.entity(engine, 9)
    second = factory.record(engine, Condition, pledge, words="or a mandate")
    first = factory.record(engine, Condition, pledge, words="if asked")
    factory.revise_part(engine, 9, second.id, alternative_to_id=first.id)

    merge(engine, *pledges)

    by_words = {each["words"]: each for each in parts(engine, 3, Condition)}
    [heir] = successors(engine, first.id)
    assert by_words["or a mandate"]["alternative_to_id"] == heir


def test_citations_are_equal_by_fact_and_passage_and_keep_the_note(engine: Engine, pledges):
    factory.revise_part(engine, 9, 10, note="It says so.")
    factory.revise_part(engine, 3, 6, note="Ours.")
    factory.revise_part(engine, 9, 12, note="Theirs.")

    merge(engine, *pledges)

    notes = [each["note"] for each in parts(engine, 3, Citation)]
    assert notes == ["It says so.", "Ours.", None, "Theirs."]


def test_a_passage_is_cited_for_no_value_that_it_was_not_cited_for(engine: Engine, pledges):
    factory.revise(engine, factory.entity(engine, 3), due=DUE)
    factory.revise(engine, factory.entity(engine, 9), due=LATER)
    for pledge in pledges:
        factory.record(engine, Citation, factory.entity(engine, pledge), passage_id=15, fact="due")

    merge(engine, *pledges, "due")

    with reading_session(engine) as session:
        query = select(Citation).where(Citation.parent_id == 3)
        facts = sorted(str(row.fact) for row in session.exec(query))
    # 3's citations of the whole row and of “due” go; 9's of the whole row and of “due” stay.
    assert facts == ["None", "actor_id", "capability", "domain", "due", "title"]
    assert successors(engine, 16, 17) != [None, None]


def test_a_passage_behind_a_value_that_was_not_chosen_is_cited_for_it_no_more(
    engine: Engine, pledges
):
    source = factory.record(engine, Source, publisher="The Morning")
    passage = factory.record(engine, Passage, source, locator="¶9")
    other = factory.entity(engine, 9)
    for pledge, due in ((3, DUE), (9, LATER)):
        factory.revise(engine, factory.entity(engine, pledge), due=due)
    factory.record(engine, Citation, other, passage_id=passage.id, fact="due")
    factory.record(engine, Citation, other, passage_id=passage.id)

    merge(engine, *pledges)

    facts = [each["fact"] for each in parts(engine, 3, Citation) if each["passage_id"] != 15]
    assert facts == ["actor_id", "title", "domain", "capability"]
    assert successors(engine, 18, 10) == [None, 4]


def test_what_pointed_at_the_other_one_points_at_the_survivor(engine: Engine, pledges):
    check = factory.record(engine, Check, actor_id=1, pledge_id=9)
    third = factory.record(engine, Pledge, actor_id=1)
    link = factory.record(engine, Link, from_id=third.id, to_id=9)

    merge(engine, *pledges)

    facts = facts_by_id(engine)
    assert facts[check.id][1]["pledge_id"] == facts[link.id][1]["to_id"] == 3


def test_links_between_the_two_go_with_their_citations(engine: Engine, pledges):
    link = factory.record(engine, Link, from_id=9, to_id=3, kind="unclear")
    factory.record(engine, Citation, link, passage_id=15)
    inner = factory.record(engine, Link, from_id=5, to_id=11, kind="unclear")
    same = factory.record(engine, Link, from_id=11, to_id=9, kind="unclear")

    merge(engine, *pledges)

    facts = facts_by_id(engine)
    assert {link.id, link.id + 1, inner.id} & facts.keys() == set()
    assert facts[same.id][1] == facts[same.id][1] | {"from_id": 5, "to_id": 3}


@pytest.mark.usefixtures("sources")
def test_links_that_say_the_same_by_then_become_one_with_their_citations(engine: Engine):
    third = factory.record(engine, Pledge, actor_id=1)
    links = [
        factory.record(engine, Link, from_id=third.id, to_id=end, kind=kind, note=note)
        for kind, end, note in (
            ("adds to", 3, None),
            ("adds to", 9, "It says so."),
            ("adds to", 9, None),
            ("adds to", 9, "They say so."),
            ("unclear", 9, None),
        )
    ]
    for link, passages in zip(links, [[15], [15, 18], [], [], []], strict=True):
        for passage in passages:
            factory.record(engine, Citation, link, passage_id=passage)
    first, second, bare, other, unclear = [link.id for link in links]

    merge(engine, 3, 9)

    facts = {i: said for i, (_, said) in facts_by_id(engine).items()}
    assert facts.keys() & {link.id for link in links} == {first, other, unclear}
    assert [facts[i]["to_id"] for i in (first, other, unclear)] == [3, 3, 3]
    assert facts[first]["note"] == "It says so."
    assert [each["passage_id"] for each in parts(engine, first, Citation)] == [15, 18]
    assert successors(engine, second, bare) == [first, first]
    number = factory.newest_number(engine)
    rebuild_tables(engine)
    reversals.undo(engine, edit_request(engine), number)
    assert facts_by_id(engine) == facts_by_id(engine, number - 1)


def test_citations_of_the_passages_of_a_duplicate_follow_them(engine: Engine, sources):
    step = factory.entity(engine, 5)
    factory.record(engine, Citation, step, passage_id=17, note="Twice.")  # as 6 does
    factory.record(engine, Citation, step, passage_id=18)
    factory.record(engine, Citation, step, passage_id=17, note="Thrice.")

    merge(engine, *sources)

    cited = [(e["passage_id"], e["note"]) for e in parts(engine, 3, Citation)]
    [heir] = successors(engine, 18)
    assert cited == [(15, None), (15, "Twice."), (15, None), (heir, None), (15, "Thrice.")]
    assert successors(engine, 16, 17, 19) == [2, 15, 6]


def test_a_repost_of_the_duplicate_repeats_the_survivor(engine: Engine, sources):
    repost = factory.record(engine, Source, origin_id=16)

    merge(engine, *sources)

    assert facts_by_id(engine)[repost.id][1]["origin_id"] == 2


def test_the_address_of_the_duplicate_may_be_chosen(engine: Engine, sources):
    factory.revise(engine, factory.entity(engine, 16), address="https://daily.example/a")

    merge(engine, *sources, "address")

    assert facts_by_id(engine)[2][1]["address"] == "https://daily.example/a"


def test_the_closing_line_says_into_what(engine: Engine, pledges):
    merge(engine, *pledges)

    with reading_session(engine) as session:
        lines = session.exec(select(Line.text).where(Line.revision == 2, Line.position > 0))
        by_id = {line["id"]: line for line in map(json.loads, lines)}
        assert by_id["9"]["into"] == str(entities_by_id(session, [3])[3].uid)
        assert "into" in by_id["14"]
