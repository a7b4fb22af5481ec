import pytest
from pydantic import ValidationError

from app.models import Passage, Source
from app.queries.citations import SourcedPassage

SAID = {"locator": "¶3", "gist": "A company will go.", "mode": "paraphrase"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"mode": "quote"}, "Give the quote, or choose another mode."),
        ({"gist": None}, "Say what it says there, or quote it."),
        ({"drafted": True}, "Only what stands beside a quote may be drafted."),
        ({"each": True, "on_behalf": [1]}, "on behalf of those you name, or each for itself"),
    ],
)
def test_a_passage_says_something_and_for_whom(facts: dict[str, object], sentence: str):
    with pytest.raises(ValidationError, match=sentence):
        Passage.validate_facts(SAID | facts)


def test_a_quote_may_stand_alone_or_beside_what_was_drafted():
    quoted = {"quote": "We will go.", "mode": "quote"}

    assert Passage.validate_facts(SAID | quoted | {"gist": None})["gist"] is None
    assert Passage.validate_facts(SAID | quoted | {"drafted": True})["drafted"] is True


def test_each_speaks_for_itself_or_one_for_those_named():
    listed = SourcedPassage(Passage(each=True), Source(), ())
    several = SourcedPassage(Passage(each=False), Source(), ("France", "Italy", "Poland"))

    assert listed.on_behalf == "each for itself"
    assert several.on_behalf == "France, Italy and Poland"
