from app.forms.boxes import boxes
from app.forms.form_part import FormPart
from app.forms.form_state import ROOT, FormState
from app.forms.options import box_options, condition_list
from app.models import Citation, Condition, Passage, Pledge, Source
from app.queries.form_options import FormOptions, PassageOption
from tests.forms.samples import DAILY, finder, form_state


def words(form: FormState, part: FormPart, name: str) -> list[tuple[str, str]] | None:
    """What a box offers, without what it means."""
    box = next(each for each in part.boxes if each.name == name)
    options = box_options(form, part, box, finder().choices)
    return None if options is None else [(word, label) for word, label, _ in options]


def add_passage(shown: FormState, **texts: str) -> FormPart:
    """A new passage with a new citation of the thing."""
    return shown.add_part(Passage, shown.add_part(Citation, ROOT).key, **texts)


def test_a_box_offers_the_words_of_its_vocabulary_or_lets_one_type():
    shown = form_state()

    assert words(shown, shown.root, "domain")[:2] == [("", "choose"), ("land", "land")]
    assert words(shown, shown.root, "title") is None
    assert words(shown, shown.root, "actor_id") is None


def test_evidence_is_for_all_that_its_row_says_or_for_one_fact_of_it():
    shown = form_state()
    cited = shown.add_part(Citation, ROOT)

    first, second, *_ = words(shown, cited, "fact")

    assert (first, second) == (("", "all that the pledge says"), ("actor_id", "Actor"))


def test_sources_are_told_by_publisher_title_and_day_those_of_the_form_first():
    shown = form_state()
    cited, new = add_passage(shown), shown.add_part(Source, "")

    assert words(shown, cited, "source_id") == [
        ("", "choose"),
        (new.key, "the new source on this form"),
        ("2", "The Daily: Troops to go (1 Mar 2026)"),
        ("3", "Gazette"),
    ]


def test_a_chosen_source_is_offered_though_many_were_cited_since():
    shown = form_state()
    cited = add_passage(shown, source_id="99")

    assert words(shown, cited, "source_id")[-1] == ("99", "source 99")


def test_passages_are_told_by_place_speaker_and_source_those_of_the_form_first():
    shown = form_state()
    passage, other = add_passage(shown), add_passage(shown, locator="p. 4")

    assert words(shown, shown.parts[passage.under], "passage_id") == [
        ("", "the new one described here"),
        (other.key, "the new one at p. 4"),
        (
            "9",
            "¶18, Mari Maa (The Daily): "
            "She says that a company will go there before the end of the …",
        ),
    ]


def test_a_chosen_passage_is_offered_though_many_were_cited_since():
    shown = form_state()
    cited = shown.add_part(Citation, ROOT, passage_id="99")

    assert words(shown, cited, "passage_id")[0] == ("", "choose")
    assert words(shown, cited, "passage_id")[-1] == ("99", "passage 99")


def test_each_of_many_citations_offers_a_few_passages():
    many = [
        PassageOption(Passage(entity_id=n, locator="p. 1", gist="It."), DAILY) for n in range(40)
    ]
    shown = form_state()
    cited = [shown.add_part(Citation, ROOT, passage_id="39") for _ in range(11)]
    box = next(each for each in boxes(Citation) if each.name == "passage_id")

    offered = box_options(shown, cited[0], box, FormOptions([], [], [], [], many))

    assert [word for word, *_ in offered] == ["", *map(str, range(20)), "39"]


def test_a_source_is_no_repost_of_itself():
    shown = FormState({"2": FormPart("2", Source)}, 7)

    assert [word for word, _ in words(shown, shown.root, "origin_id")] == ["", "3"]


def test_an_alternative_names_another_condition_of_the_same_row():
    shown = FormState(
        {"4": FormPart("4", Pledge), "5": FormPart("5", Condition, "4", {"words": "peace"})}, 7
    )
    named = shown.add_part(Condition, "4")
    blank, asking = shown.add_part(Condition, "4"), shown.add_part(Condition, "4")

    named.texts["kind"] = "ceasefire"

    assert words(shown, asking, "alternative_to_id") == [
        ("", "–"),
        ("5", "peace"),
        (named.key, "ceasefire"),
        (blank.key, "a new condition"),
    ]


def test_among_many_conditions_one_list_for_all_stands_for_a_list_in_each():
    shown = FormState({"4": FormPart("4", Pledge)}, 7)
    for _ in range(30):
        last = shown.add_part(Condition, "4", words="peace")
    box = next(each for each in boxes(Condition) if each.refers_to == "condition")

    assert condition_list(shown) == ()
    more = shown.add_part(Condition, "4", words="ceasefire")

    assert condition_list(shown)[-2:] == [(last.key, "peace"), (more.key, "ceasefire")]
    assert box_options(shown, more, box, finder().choices, condition_list(shown)) is None
