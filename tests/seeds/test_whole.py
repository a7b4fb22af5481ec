"""What holds for the seed as a whole: who is in it, and that every value has its passage."""

import re

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.vocabulary import Mode
from app.spine.versioned import Versioned
from tests.seeds.register import THINGS, Register
from tests.seeds.things import Cite
from tests.seeds.wrong_seeds import actor, drop, fails, row, source, swap

AXES = {"bindingness", "readiness", "delivery", "standing", "offered"}
CITED = (Pledge, Stance, Assessment, Event, Circumstance, Link, Condition, Attendance)
PLEDGE = re.compile(r"^\| (C\d+\w?) \| (\S+) \| .+ \| F.+ \| (.+) \|$", re.MULTILINE)
ROW = re.compile(r"^\| ([CSAVL]\d+\w?) \| .+? \| (F\d\d[F\d ]*) \|", re.MULTILINE)
UNSURE = {"F25", "F26", "F52", "F56"}  # who said it can't be told


@fails(
    "actors",
    actor("nato", "NATO", "organisation"),
    swap("pl", 'kind = "country"', 'kind = "organisation"'),
)
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


def cited_facts(register: Register, row: Versioned) -> set[str | None]:
    """The facts of a row that citations name; None stands for all of them."""
    cites = register.of(Citation)
    return {cite.fact for cite in cites if cite.parent_id == row.entity_id}


@fails(
    "cited",
    swap("C1", 'fact = "delivery"', 'fact = "readiness"'),
    swap("C14", "[[pledge.citation]]", "[[pledge.step.citation]]"),
    swap("C5", "[[pledge.condition.citation]]", "[[pledge.citation]]"),
    swap("S7", "[[stance.condition.citation]]", "[[stance.citation]]"),
    swap("V4", "[[event.attendance.citation]]", "[[event.citation]]"),
    swap("A6", 'passage = "F24"', 'passage = "F24"\nfact = "quantity"'),
    row("stance", 'actor = "us"\nproposition = "leading"\nposition = "opposes"\ngist = "No."'),
    row("link", 'from = "C4"\nto = "S5"\nkind = "repeats"'),
)
def test_every_value_has_its_passage(register: Register):
    for kind in CITED:
        assert all(None in cited_facts(register, row) for row in register.of(kind))
    for step in register.of(Step):
        stated = {axis for axis in AXES if getattr(step, axis) is not None}
        assert None in cited_facts(register, step) or stated <= cited_facts(register, step)


@fails(
    "quotes",
    swap("F42", "That’s false", "one two three four five six seven eight nine ten"),
    swap("F42", 'mode = "quote"', 'mode = "paraphrase"'),
    swap("F15", 'mode = "narrator"', 'quote = "our skies"\nmode = "quote"'),
)
def test_a_quote_is_of_at_most_nine_words_that_a_named_person_spoke(register: Register):
    for citation in register.cites:
        assert (citation.quote is not None) == (citation.mode in (Mode.QUOTE, Mode.PART_QUOTE))
        assert len((citation.quote or "").split()) <= 9
        assert citation.speaker or not citation.quote


@fails(
    "credibility",
    swap("F32", 'credibility = "3"', 'credibility = "1"'),
    swap("F23", 'credibility = "3"', 'credibility = "2"'),
    swap("F13", 'credibility = "3"', 'credibility = "4"'),
    swap("F26", 'credibility = "4"', 'credibility = "3"'),
)
def test_an_owner_s_word_is_probably_true_that_of_others_possibly_that_of_nobody_doubtful(
    register: Register,
):
    graded: dict[str, list[Cite]] = {}
    for citation in register.cites:
        graded.setdefault(str(citation.credibility), []).append(citation)

    assert graded.keys() == {"2", "3", "4"}
    assert all(citation.on_behalf for citation in graded["2"])
    assert {register.ref(citation.passage) for citation in graded["4"]} == UNSURE
    assert {str(c.credibility) for c in register.offers["C12"].citations} == {"3"}


@fails(
    "narrated",
    swap("F51", 'credibility = "3"', 'credibility = "2"'),
    swap("F38", 'credibility = "3"', 'credibility = "2"'),
)
def test_what_the_reporter_says_is_graded_2_only_on_who_leads_the_taskforce(register: Register):
    told = [c for c in register.cites if c.mode == "narrator" and c.credibility == "2"]

    assert {register.ref(citation.passage) for citation in told} == {"F30"}


@fails(
    "readme",
    swap("README.md", "| F15 | reported |", "| F15 | own |"),
    swap("README.md", "| C9 | coalition |", "| C9 | fr |"),
)
def test_the_readme_tells_whose_the_pledges_are_and_who_says_so(register: Register):
    told = PLEDGE.findall(register.files["README.md"])

    assert {(code, owner, said.removesuffix(", weak")) for code, owner, said in told} == {
        (code, offer.owner, str(offer.value.attribution)) for code, offer in register.offers.items()
    }


@fails(
    "readme rows",
    swap("README.md", "| C3b | gb | leading the drive and its taskforce | F03 F30 |", "| C3b |"),
    swap("README.md", "| F44 F45 |", "| F44 |"),
    swap("A22", '"F58"', '"F57"'),
    drop("L5"),
)
def test_the_readme_tells_from_which_facts_each_thing_comes(register: Register):
    coded = {code: t for code, t in register.things.items() if re.fullmatch(r"[A-Z]\d+\w?", code)}

    assert dict(ROW.findall(register.files["README.md"])) == {
        code: " ".join(sorted(thing.refs)) for code, thing in coded.items()
    }


@fails(
    "readme counts",
    swap("README.md", "holds 9 actors", "holds 8 actors"),
    drop("S11"),
    row(
        "check",
        'actor = "gb"\ntopic = "training"\nchecked_on = 2026-11-22\nwhere = "It"\n'
        'found = "nothing"',
    ),
)
def test_the_readme_counts_the_rows(register: Register):
    counts = [len(register.of(kind)) for kind in (Actor, Source, *THINGS)]
    told = (
        "It holds {} actors, {} source, {} pledges, {} stances, {} assessments, {} events, "
        "{} circumstances, {} checks and {} links"
    )

    assert told.format(*counts) in " ".join(register.files["README.md"].split())
