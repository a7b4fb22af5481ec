"""What holds for the seed as a whole: who is in it, and that every value has its passage."""

import re

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.models.vocabulary import Mode
from tests.seeds.register import Register
from tests.seeds.wrong import actor, drop, fails, source, swap

NUMBERS = (3, 6, 15, 16, 17, 27, *range(30, 39), 40, 41, 42, 46)
FACTS = [f"F{number:02}" for number in NUMBERS]
AXES = {"bindingness", "readiness", "delivery", "standing", "quantity"}
ROW = re.compile(r"^\| (C\d+\w?) \| (\S+) \| .+ \| (F.+) \| (.+) \|$", re.MULTILINE)


@fails("actors", actor("nato", "NATO", "organisation"), drop("pl"))
def test_the_actors_are_these_nine(register: Register):
    kinds = {code: str(actor.kind) for code, actor in register.actors.items()}

    assert kinds == dict.fromkeys(("gb", "fr", "ua", "ru", "us", "tr", "pl"), "country") | {
        "coalition": "coalition",
        "around-20": "group",
    }


@fails("source", source(), swap("independent", 'language = "en-GB"', 'language = "en"'))
def test_there_is_one_source_and_what_is_not_known_of_it_is_left_out(register: Register):
    article, *others = register.of(Source)

    assert others == []
    assert (article.publisher, article.language) == ("The Independent", "en-GB")
    assert (article.kind, article.reliability) == ("news article", "B")
    assert (article.title, article.author, article.address) == (None, None, None)


@fails("facts", swap("C4", '"F38"', '"F39"'), swap("C14", '"F46"', '"F45"'))
def test_every_fact_that_pledges_come_from_has_its_citation(register: Register):
    carried = set().union(*(offer.refs for offer in register.offers.values()))

    assert sorted(carried) == FACTS


def cited(register: Register, row: Step | Pledge | Condition) -> set[str | None]:
    """The facts of a row that citations name; None stands for all of them."""
    cites = register.of(Citation)
    return {cite.fact for cite in cites if cite.parent_id == row.entity_id}


@fails(
    "cited",
    swap("C1", 'fact = "delivery"', 'fact = "readiness"'),
    swap("C14", "[[pledge.citation]]", "[[pledge.step.citation]]"),
    swap("C5", "[[pledge.condition.citation]]", "[[pledge.citation]]"),
)
def test_every_value_has_its_passage(register: Register):
    for row in (*register.of(Pledge), *register.of(Condition)):
        assert None in cited(register, row)
    for step in register.of(Step):
        stated = {axis for axis in AXES if getattr(step, axis) is not None}
        assert None in cited(register, step) or stated <= cited(register, step)


@fails(
    "quotes",
    swap("C5", "That’s false", "one two three four five six seven eight nine ten"),
    swap("C5", 'mode = "quote"', 'mode = "paraphrase"'),
    swap("C6", 'mode = "narrator"', 'quote = "our skies"\nmode = "quote"'),
)
def test_a_quote_is_of_at_most_nine_words_that_a_named_person_spoke(register: Register):
    for citation in register.of(Citation):
        assert (citation.quote is not None) == (citation.mode in (Mode.QUOTE, Mode.PART_QUOTE))
        assert len((citation.quote or "").split()) <= 9
        assert citation.speaker or not citation.quote


@fails("passages", swap("C9", 'locator = "¶15"', 'locator = "¶16"'))
def test_every_passage_is_a_paragraph_that_is_no_heading(register: Register):
    paragraphs = {
        int(n) for cite in register.of(Citation) for n in re.findall("¶(\\d+)", cite.locator)
    }

    assert paragraphs == {2, 3, 9, 15, 17, 18, 19, 20, 21}


@fails("credibility", swap("C12", 'credibility = "3"', 'credibility = "1"'))
def test_an_owner_s_word_is_probably_true_and_that_of_others_possibly(register: Register):
    graded = {str(cite.credibility) for cite in register.of(Citation)}
    others = {str(c.credibility) for c in register.offers["C12"].citations}

    assert graded == {"2", "3"}
    assert others == {"3"}


@fails(
    "readme",
    swap("README.md", "| C3b | gb | leading the drive and its taskforce | F03 F30 |", "| C3b |"),
    swap("README.md", "| F15 | reported |", "| F15 | own |"),
    swap("README.md", "holds 9 actors", "holds 8 actors"),
)
def test_the_readme_tells_the_pledges_as_they_are(register: Register):
    readme = register.files["README.md"]
    told = {
        (c, owner, refs, said.removesuffix(", weak"))
        for c, owner, refs, said in ROW.findall(readme)
    }

    assert told == {
        (code, offer.owner, " ".join(sorted(offer.refs)), str(offer.value.attribution))
        for code, offer in register.offers.items()
    }
    counts = len(register.of(Actor)), len(register.of(Source)), len(register.of(Pledge))
    assert "holds {} actors, {} source and {} pledges".format(*counts) in readme


@fails("facts told", swap("README.md", "F25", "F24"))
def test_the_readme_says_of_every_fact_where_it_is(register: Register):
    told = set(re.findall(r"\bF\d\d\b", register.files["README.md"]))

    assert told == {f"F{number:02}" for number in range(1, 61)}
