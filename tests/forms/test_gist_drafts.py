"""Which gists a form drafts, and which stay drafted."""

import pytest

from app.forms.form_part import FormPart
from app.forms.form_state import ROOT, FormState
from app.forms.gist_drafts import WITHOUT_QUOTE, settle_gists
from app.models import Circumstance, Citation, Condition, Passage, Pledge, Source, Stance, Step
from app.spine.versioned import Facts, Versioned
from tests.forms.samples import PLEDGE_TEXTS, SAID_TEXTS, finder, form_state

QUOTED = SAID_TEXTS | {"gist": "", "quote": "Nous irons.", "on_behalf": "France"}
STEP = {"bindingness": "declared", "offered": "up to 6 aircraft"}
WAITS = {"kind": "ceasefire", "gate": "deployment", "words": "once it holds"}
STANCE = {"actor_id": "fr", "proposition": "own money", "position": "supports", "gist": "It pays."}


def cite(form: FormState, under: str, quoted: dict[str, str] = QUOTED, **citation: str) -> FormPart:
    """A new passage that a row on the form cites."""
    return form.add_part(Passage, form.add_part(Citation, under, **citation).key, **quoted)


def pledge_row(kind: type[Versioned], /, **texts: str) -> tuple[FormState, str]:
    """The form of a new pledge with a part, and the key of that."""
    form = form_state(Pledge, **PLEDGE_TEXTS)
    return form, form.add_part(kind, ROOT, **texts).key


def draft_facts(form: FormState, passage: FormPart) -> tuple[str | None, bool]:
    """The gist of a passage once the form was read, and whether that is drafted."""
    assert form.parse(finder()), form.problems()
    settle_gists(form, {}, finder())
    return passage.facts["gist"], passage.facts["drafted"]


def test_a_new_passage_with_a_quote_alone_is_told_by_the_boxes_of_its_step():
    form, step = pledge_row(Step, **STEP)
    own, heard = cite(form, step), cite(form, step, QUOTED | {"on_behalf": ""})
    each = cite(form, step, QUOTED | {"on_behalf": "", "each": "true"})

    assert draft_facts(form, own) == ("France offers up to 6 aircraft; declared.", True)
    assert heard.facts["gist"] == "It is said that France offers up to 6 aircraft; declared."
    assert each.facts["gist"] == own.facts["gist"]


def test_what_is_cited_for_one_value_is_told_of_that_alone():
    form, step = pledge_row(Step, **STEP)
    firm = cite(form, step, fact="bindingness")
    dated = cite(form, step, fact="at")

    assert draft_facts(form, firm) == ("France offers troops; declared.", True)
    assert (dated.facts["gist"], dated.facts["drafted"]) == (None, False)


def test_nothing_is_drafted_over_words_that_somebody_wrote():
    form, step = pledge_row(Step, **STEP)
    written = cite(form, step, QUOTED | {"gist": "They will go."})

    assert draft_facts(form, written) == ("They will go.", False)


@pytest.mark.parametrize(("number", "gist"), [(0, "waits for a ceasefire"), (1, None)])
def test_a_condition_is_told_unless_another_would_do_instead(number: int, gist: str | None):
    form, condition = pledge_row(Condition, **WAITS)
    passage = cite(form, condition)
    if number:
        form.add_part(Condition, ROOT, **WAITS | {"alternative_to_id": condition})

    words, _ = draft_facts(form, passage)

    assert words == (gist and f"A pledge of troops by France: {gist}.")


def test_a_stance_is_told_in_the_words_for_its_position():
    form = form_state(Stance, **STANCE)
    whole, dated = cite(form, ROOT), cite(form, ROOT, fact="at")

    assert draft_facts(form, whole) == ("France supports money of its own.", True)
    assert dated.facts["gist"] is None


def test_what_there_are_no_words_for_is_left_to_the_quote():
    pledge, stance = form_state(Pledge, **PLEDGE_TEXTS), form_state(Stance, **STANCE)
    circumstance = form_state(Circumstance, kind="ceasefire", state="met")
    condition = stance.add_part(Condition, ROOT, **WAITS).key
    passages = [cite(pledge, ROOT), cite(stance, condition), cite(circumstance, ROOT)]

    for form, passage in zip((pledge, stance, circumstance), passages, strict=True):
        assert draft_facts(form, passage) == (None, False)


def test_a_passage_on_the_form_of_its_source_is_left_to_the_quote():
    texts = {"kind": "document", "publisher": "Gazette", "language": "en", "reliability": "A"}
    form = form_state(Source, **texts, retrieved_on="2 March 2026")
    passage = form.add_part(Passage, ROOT, locator="p. 4", quote="We go.", mode="quote")

    assert draft_facts(form, passage) == (None, False)


def recorded_passage(recorded: Facts, **facts: str | None) -> FormPart:
    """A recorded passage on the form of its source, once that was read."""
    form = form_state(Source)
    passage = FormPart("9", Passage, ROOT)
    passage.facts = {"gist": "It pays.", "quote": "We pay."} | facts
    form.parts["9"] = passage
    settle_gists(form, {"9": recorded}, finder())
    return passage


def test_a_draft_stays_one_until_somebody_writes_it_anew():
    drafted = {"gist": "It pays.", "drafted": True}

    assert recorded_passage(drafted).facts["drafted"]
    assert not recorded_passage(drafted, gist="It will pay.").facts["drafted"]
    assert not recorded_passage(drafted | {"drafted": False}).facts["drafted"]


def test_a_draft_whose_quote_is_taken_away_is_refused_beside_its_box():
    drafted = {"gist": "It pays.", "drafted": True}

    passage = recorded_passage(drafted, quote=None)

    assert passage.errors == {"gist": WITHOUT_QUOTE}
