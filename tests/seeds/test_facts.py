"""The facts of the article, by their code (F): the paragraph of each, and what comes from it."""

import re

from tests.seeds.register import Register
from tests.seeds.wrong_seeds import Claim, fails, rename_fact, swap

HEADINGS = {8, 16, 25}
FACTS = {  # what is of no kind stands in the README, with the reason
    "F01": (1, ""),
    "F02": (1, ""),
    "F03": (2, "pledge stance"),
    "F04": (2, "assessment"),
    "F05": (2, "assessment circumstance"),
    "F06": (3, "pledge stance event"),
    "F07": (3, "stance event circumstance"),
    "F08": (4, "assessment circumstance link"),
    "F09": (4, "assessment"),
    "F10": (5, "event"),
    "F11": (6, "event"),
    "F12": (6, "stance"),
    "F13": (7, "stance"),
    "F14": (7, ""),
    "F15": (9, "pledge"),
    "F16": (9, "pledge"),
    "F17": (9, "pledge link"),
    "F18": (10, "event"),
    "F19": (10, "event"),
    "F20": (11, "assessment"),
    "F21": (11, "assessment"),
    "F22": (12, "assessment"),
    "F23": (13, "assessment"),
    "F24": (14, "assessment"),
    "F25": (14, "assessment link"),
    "F26": (14, "assessment"),
    "F27": (15, "pledge event"),
    "F28": (15, "assessment"),
    "F29": (15, "stance event"),
    "F30": (17, "pledge stance event"),
    "F31": (17, "pledge"),
    "F32": (17, "pledge link"),
    "F33": (17, "pledge event"),
    "F34": (18, "pledge stance event"),
    "F35": (18, "pledge event"),
    "F36": (18, "pledge stance circumstance"),
    "F37": (18, "pledge event"),
    "F38": (19, "pledge stance"),
    "F39": (19, ""),
    "F40": (19, "pledge stance event"),
    "F41": (19, "pledge stance event"),
    "F42": (20, "pledge stance event"),
    "F43": (21, ""),
    "F44": (21, "stance event link"),
    "F45": (21, "stance event circumstance"),
    "F46": (21, "pledge link"),
    "F47": (22, "stance link"),
    "F48": (23, "event"),
    "F49": (23, "event"),
    "F50": (24, "assessment"),
    "F51": (24, "stance"),
    "F52": (26, "assessment"),
    "F53": (27, "assessment"),
    "F54": (28, "assessment"),
    "F55": (28, "assessment"),
    "F56": (28, "assessment"),
    "F57": (29, "assessment"),
    "F58": (29, "assessment"),
    "F59": (30, "assessment"),
    "F60": (30, "assessment"),
}
CARRIED = {fact: set(kinds.split()) for fact, (_, kinds) in FACTS.items() if kinds}
EXCUSED = FACTS.keys() - CARRIED.keys()


def of_each_fact(claim: Claim) -> Claim:
    """Marks a claim that fails when any one fact is lost, or cited though it is excused."""
    for fact in FACTS:
        spoil = rename_fact("F24", fact) if fact in EXCUSED else rename_fact(fact, "F00")
        fails(fact, spoil)(claim)
    return claim


@of_each_fact
def test_every_fact_is_carried_by_these_kinds_of_row_or_excused(register: Register):
    assert register.kinds_by_fact == CARRIED


@fails(
    "paragraphs",
    swap("F07", 'locator = "¶3"', 'locator = "¶4"'),
    swap("F48r", 'locator = "¶23"', 'locator = "¶22, ¶23"'),
)
def test_every_passage_is_the_paragraph_of_its_facts(register: Register):
    for citation in register.cites:
        told = {int(number) for number in re.findall(r"¶(\d+)", citation.locator)}
        assert told == {FACTS[register.ref(citation.passage)][0]}


@fails(
    "headings",
    swap("F27", 'locator = "¶15"', 'locator = "¶16"'),
    swap("F23", "¶13", "¶12"),
)
def test_every_paragraph_but_the_first_and_the_headings_is_cited(register: Register):
    locators = " ".join(citation.locator for citation in register.cites)

    assert {int(number) for number in re.findall(r"¶(\d+)", locators)} == (
        set(range(2, 31)) - HEADINGS
    )


@fails(
    "excused",
    swap("README.md", "| F39 |", "| F38 |"),
    swap("README.md", "| F02 |", "F02 "),
)
def test_the_readme_gives_a_reason_for_each_fact_that_is_no_row(register: Register):
    told = re.findall(r"^\| (F\d\d) \| .{20,} \|$", register.files["README.md"], re.MULTILINE)

    assert set(told) == EXCUSED == {"F01", "F02", "F14", "F39", "F43"}


@fails("facts told", swap("README.md", "F25", "F24"))
def test_the_readme_says_of_every_fact_where_it_is(register: Register):
    told = set(re.findall(r"\bF\d\d\b", register.files["README.md"]))

    assert told == FACTS.keys()
