import pytest

from app.forms.form_part import FormPart
from app.forms.form_state import MAX_PARTS, ROOT, build_form_state
from app.forms.references import ReferenceFinder
from app.models import Citation, Condition, Link, Membership, Passage, Pledge, Source, Step
from app.models.when import When
from app.queries.form_options import FormOptions
from app.spine.desired import Key
from tests.forms.samples import (
    FRANCE,
    PLEDGE_TEXTS,
    SAID_TEXTS,
    entity,
    finder,
    form_state,
    pledge_form,
    thing_with_parts,
)

CITED = {"passage_id": "9"}
WAITS = {"kind": "ceasefire", "gate": "deployment", "words": "after a ceasefire"}


def test_a_thing_is_drawn_with_the_parts_that_are_in_the_register():
    there = thing_with_parts(
        {4: (Pledge, None, {"title": "A brigade"}), 5: (Step, 4, {"bindingness": "declared"})}
    )
    there.entities[6] = entity(6, Condition, 4)

    shown = build_form_state(there, finder(), 9)

    assert list(shown.parts) == ["4", "5"]
    assert (shown.root.texts["title"], shown.base) == ("A brigade", 9)
    assert (shown.parts["5"].under, shown.parts["5"].entity_id) == ("4", 5)


def test_evidence_is_shown_last():
    shown = pledge_form()
    shown.add_part(Citation, ROOT)
    shown.add_part(Step, ROOT)

    assert [part.kind for part in shown.tree[ROOT]] == [Step, Citation]


def test_new_parts_into_which_nothing_was_typed_are_dropped_with_theirs():
    shown = pledge_form()
    step = shown.add_part(Step, ROOT)
    cited = shown.add_part(Citation, step.key)
    shown.add_part(Passage, cited.key, source_id="2")

    assert shown.parse(finder())

    assert list(shown.parts) == [ROOT]


def test_a_blank_part_with_something_typed_under_it_is_kept_and_says_what_it_lacks():
    shown = pledge_form()
    step = shown.add_part(Step, ROOT)
    shown.add_part(Citation, step.key, **CITED)

    assert not shown.parse(finder())

    [(name, sentence)] = shown.problems()
    assert (name, sentence[:27]) == (f"{step.key}.", "A step states at least one ")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(Membership, {"member_id": "France"}), (Passage, {"on_behalf": "France"})],
)
def test_whoever_was_named_was_typed_and_is_not_dropped(kind, typed: dict[str, str]):
    assert FormPart("n1", kind, ROOT).is_blank
    assert not FormPart("n1", kind, ROOT, typed).is_blank


def test_what_hangs_on_a_part_that_goes_goes_with_it():
    shown = pledge_form()
    shown.parts["5"] = FormPart("5", Step, ROOT, is_removed=True)
    shown.parts["6"] = FormPart("6", Citation, "5")
    new = shown.add_part(Citation, "5", **CITED)

    assert shown.parse(finder())

    assert [shown.parts[key].is_removed for key in ("5", "6", new.key)] == [True, True, True]
    assert [(row.key, row.facts) for row in shown.desired_rows[1:]] == [("5", None), ("6", None)]


def test_what_could_be_read_is_wanted_with_the_keys_of_what_is_new():
    shown = pledge_form()
    source = shown.add_part(Source, "")
    source.texts |= {"kind": "document", "publisher": "Gazette", "language": "en"}
    source.texts |= {"retrieved_on": "2 Mar 2026", "reliability": "A"}
    cited = shown.add_part(Citation, ROOT)
    passage = shown.add_part(Passage, cited.key, **SAID_TEXTS | {"source_id": source.key})

    assert shown.parse(finder())

    wanted = {row.key: row for row in shown.desired_rows}
    keys = (ROOT, cited.key, passage.key, source.key)
    root, citation, said, beside = (wanted[key] for key in keys)
    assert root.facts["actor_id"] == 1
    assert citation.facts["passage_id"] == Key(passage.key)
    assert (said.under, said.facts["locator"]) == (source.key, "¶3")
    assert (beside.under, beside.entity_id) == ("", None)


def test_a_country_that_is_made_with_it_may_be_named():
    assert form_state(Pledge, **PLEDGE_TEXTS | {"actor_id": "Estonia"}).parse(finder())


def test_a_quantity_counts_what_the_domain_of_the_thing_does():
    shown = form_state(Pledge, **PLEDGE_TEXTS | {"domain": "sea"})
    step = shown.add_part(Step, ROOT, offered="2")

    assert shown.parse(finder())

    assert str(step.facts["offered"]) == "2 ships"


@pytest.mark.parametrize(
    ("cited", "typed", "asks"),
    [
        (7, "", "Write “5 Nov 2024” or “5 Nov 2025”"),
        (7, "March 2024", "Write “5 Nov 2024” or “5 Nov 2025”"),
        (7, "March 2023", "Write “5 Nov 2026” or “5 Nov 2027”"),
        (8, "", "Write “5 Nov 2026” or “5 Nov 2027”"),
    ],
)
def test_the_year_that_all_sources_share_is_offered_for_a_date_without_one(cited, typed, asks):
    shown = pledge_form()
    shown.root.texts["announced"] = "5 Nov"
    citation = shown.add_part(Citation, ROOT)
    shown.add_part(Passage, citation.key, **SAID_TEXTS | {"source_id": str(cited)})
    shown.add_part(Source, "", published=typed)
    published = When(edtf="2024-11", basis="stated")
    sources = [Source(entity_id=7, published=published), Source(entity_id=8)]

    shown.parse(ReferenceFinder(FormOptions([FRANCE], sources, [])))

    assert asks in shown.root.errors["announced"]


def test_a_comment_has_its_limit():
    shown = pledge_form()
    shown.words["comment"] = "a" * 2001

    assert not shown.parse(finder())
    assert shown.problems() == [("comment", "At most 2,000 characters.")]


@pytest.mark.parametrize(("kind", "under"), [(Step, ""), (Membership, ROOT), (Link, ROOT)])
def test_a_part_of_another_kind_can_not_be_added(kind, under: str):
    with pytest.raises(ValueError, match="can't be added here"):
        pledge_form().add_part(kind, under)


def test_beside_the_thing_a_source_or_a_link_is_added():
    shown = pledge_form()

    added = [shown.add_part(Source, ""), shown.add_part(Link, "")]

    assert shown.additions == added


def test_a_full_form_takes_no_more():
    shown = pledge_form()
    for _ in range(MAX_PARTS - 1):
        shown.add_part(Step, ROOT)

    assert shown.is_full
    with pytest.raises(ValueError, match="can't be added here"):
        shown.add_part(Step, ROOT)


def test_one_begins_with_what_is_wrong_else_with_what_is_empty():
    part = FormPart("n1", Condition, ROOT, {"kind": "ceasefire"})
    assert part.focus_box == "gate"

    part.errors = {"words": "Fill this in."}
    assert part.focus_box == "words"
    assert FormPart("n1", Condition, ROOT, WAITS).focus_box == "kind"


def test_a_part_is_unfolded_when_something_folded_is_typed_or_wrong():
    assert not FormPart("n1", Passage, ROOT, {"each": "false"}).is_unfolded
    assert FormPart("n1", Passage, ROOT, {"credibility": "2"}).is_unfolded
    assert FormPart("n1", Passage, ROOT, errors={"quote": "At most 300."}).is_unfolded


def test_its_form_tells_what_was_typed_apart_and_nothing_else():
    shown, same, other = pledge_form(), pledge_form(), pledge_form()
    other.words["comment"] = "Because."
    same.words["choose:n0.title"] = "mine"

    assert shown.fingerprint.typed == same.fingerprint.typed != other.fingerprint.typed
    assert shown.fingerprint.name == shown.submission != same.submission
