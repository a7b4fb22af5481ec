from app.forms.boxes import boxes
from app.forms.offered import listed, offered
from app.forms.sheet import ROOT, Part, Sheet
from app.models import Citation, Condition, Pledge, Source
from tests.forms.play import finder, sheet


def words(shown: Sheet, part: Part, name: str) -> list[tuple[str, str]] | None:
    """What a box offers, without what it means."""
    box = next(each for each in boxes(part.kind) if each.name == name)
    found = offered(shown, part, box, finder().choices)
    return None if found is None else [(word, told) for word, told, _ in found]


def test_a_box_offers_the_words_of_its_vocabulary_or_lets_one_type():
    shown = sheet()

    assert words(shown, shown.root, "domain")[:2] == [("", "choose"), ("land", "land")]
    assert words(shown, shown.root, "title") is None
    assert words(shown, shown.root, "actor_id") is None


def test_evidence_is_for_all_that_its_row_says_or_for_one_fact_of_it():
    shown = sheet()
    cited = shown.add(Citation, ROOT)

    first, second, *_ = words(shown, cited, "fact")

    assert (first, second) == (("", "all that the pledge says"), ("actor_id", "Actor"))


def test_sources_are_told_by_publisher_title_and_day_those_of_the_form_first():
    shown = sheet()
    cited, new = shown.add(Citation, ROOT), shown.add(Source, "")

    assert words(shown, cited, "source_id") == [
        ("", "choose"),
        (new.key, "the new source on this form"),
        ("2", "The Daily: Troops to go (1 Mar 2026)"),
        ("3", "Gazette"),
    ]


def test_a_chosen_source_is_offered_though_many_were_cited_since():
    shown = sheet()
    cited = shown.add(Citation, ROOT, source_id="99")

    assert words(shown, cited, "source_id")[-1] == ("99", "source 99")


def test_a_source_is_no_repost_of_itself():
    shown = Sheet({"2": Part("2", Source)}, 7)

    assert [word for word, _ in words(shown, shown.root, "origin_id")] == ["", "3"]


def test_an_alternative_names_another_condition_of_the_same_row():
    shown = Sheet({"4": Part("4", Pledge), "5": Part("5", Condition, "4", {"words": "peace"})}, 7)
    named = shown.add(Condition, "4")
    blank, asking = shown.add(Condition, "4"), shown.add(Condition, "4")

    named.typed["kind"] = "ceasefire"

    assert words(shown, asking, "alternative_to_id") == [
        ("", "–"),
        ("5", "peace"),
        (named.key, "ceasefire"),
        (blank.key, "a new condition"),
    ]


def test_among_many_conditions_one_list_for_all_stands_for_a_list_in_each():
    shown = Sheet({"4": Part("4", Pledge)}, 7)
    for _ in range(30):
        last = shown.add(Condition, "4", words="peace")
    box = next(each for each in boxes(Condition) if each.refers == "condition")

    assert listed(shown) == ()
    more = shown.add(Condition, "4", words="ceasefire")

    assert listed(shown)[-2:] == [(last.key, "peace"), (more.key, "ceasefire")]
    assert offered(shown, more, box, finder().choices, listed(shown)) is None
