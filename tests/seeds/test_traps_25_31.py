"""The traps in the article, by their code (T25 to T31): dates, doubts, and what does not fit.

T26 (the American positions) is among the stances.
"""

import re

from app.models import Link, Source
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import drop, fails, rename_fact, row, source, swap

TUESDAY = "2025-11-25?"


@fails(
    "T25",
    swap("C4", TUESDAY, "2025-11-25"),
    swap("C11", 'at.words = "last week"', 'at.words = "25 November"'),
    swap("C3b", 'at.basis = "inferred from elsewhere"', 'at.basis = "stated"'),
    swap("V2", "2025-11-20~", "2025-11-20"),
    swap("S8", 'at.words = "last week"', 'at.words = "the week before"'),
    swap("V4", "would allow one week for both", "does not allow one week for both"),
)
def test_t25_last_week_is_an_inferred_and_uncertain_day_whose_words_are_kept(register: Register):
    pledged = [w for code in ("C3b", "C4", "C11", "C12") for w in register.offers[code].dates]
    meeting, draft, stance = (register.things[code].row.at for code in ("V4", "V2", "S8"))
    dates = [*pledged, meeting, draft, stance]

    assert {when.words for when in dates} == {"last week"}
    assert all("?" in when.edtf or "~" in when.edtf for when in dates)
    assert {str(when.basis) for when in dates} == {"inferred from elsewhere"}
    assert draft.latest < meeting.earliest
    assert all("would allow one week for both" in when.note for when in (meeting, draft, stance))


@fails(
    "T27",
    swap("F56", 'speaker = "Leo Litra (paraphrase, uncertain)"', 'speaker = "Leo Litra"'),
    swap("A19", 'author = "Leo Litra (paraphrase, uncertain)"', 'author = "Leo Litra"'),
    swap("F56", 'credibility = "4"', 'credibility = "2"'),
    swap("A15", '"F53"', '"F56"'),
    swap("F56", 'mode = "paraphrase"', 'mode = "part quote"\nquote = "surveillance"'),
)
def test_t27_who_asks_for_american_guarantees_is_not_sure(register: Register):
    asking = {code: thing for code, thing in register.things.items() if "F56" in thing.refs}

    assert asking.keys() == {"A18", "A19", "A20"}
    for thing in asking.values():
        (cite,) = thing.citations
        assert thing.row.author == cite.speaker == "Leo Litra (paraphrase, uncertain)"
        assert (cite.mode, cite.quote, cite.credibility) == ("paraphrase", None, "4")


@fails(
    "T28",
    swap("A11", 'author = "unnamed experts"', 'author = "Sophia Besch"'),
    swap("F52", 'mode = "narrator"', 'speaker = "Leo Litra"\nmode = "narrator"'),
)
def test_t28_what_experts_say_is_the_word_of_nobody_in_particular(register: Register):
    saying = [thing for thing in register.things.values() if "F52" in thing.refs]

    assert [(t.row.author, t.speakers) for t in saying] == [("unnamed experts", {None})]


@fails(
    "T29",
    rename_fact("F44", "F43"),
    swap("S7", 'position = "supports if"', 'position = "undecided"'),
    swap("C14", "Suggested by Macron", "Most hesitant of all. Suggested by Macron"),
    rename_fact("F31", "F43"),
)
def test_t29_how_hesitant_türkiye_is_is_the_reporter_s_ranking(register: Register):
    assert not re.search("hesita", register.text, re.IGNORECASE)
    assert "F43" not in register.kinds_by_fact
    assert register.things["S7"].row.position == "supports if"


@fails("T30", source(), swap("independent", 'kind = "news', 'title = "A copy"\nkind = "news'))
def test_t30_no_copy_of_the_article_is_a_source_of_its_own(register: Register):
    article, *others = register.of(Source)

    assert others == []
    assert (article.publisher, article.title, article.origin_id) == ("The Independent", None, None)
    assert {cite.source_id for cite in register.cites} == {article.entity_id}


@fails(
    "T31",
    swap("C8", "thousands (¶4)", "more"),
    swap("C8", "20,000 to 100,000 (¶14)", "far more"),
    swap("C12", "kept out of these discussions (¶22)", "was asked"),
    swap("C14", "whose own words name no domain", "which agrees"),
)
def test_t31_what_does_not_fit_together_is_told_and_not_fixed(register: Register):
    few, american, at_sea = (register.offers[code].pledge.note for code in ("C8", "C12", "C14"))

    assert "thousands (¶4)" in few
    assert "20,000 to 100,000 (¶14)" in few
    assert "Washington kept out of these discussions (¶22): both stand" in american
    assert "whose own words name no domain" in at_sea


@fails(
    "T31 links",
    drop("L3"),
    swap("L4", 'kind = "contradicts"', 'kind = "repeats"'),
    swap("L5", 'to = "C14"', 'to = "C11"'),
    swap("L1", "is not told", "is plain"),
    row("link", 'from = "C1"\nto = "C8"\nkind = "unclear"\nnote = "Not told."'),
)
def test_t31_links_join_what_does_not_fit_together(register: Register):
    codes = {thing.row.entity_id: code for code, thing in register.things.items()}
    links = register.of(Link)

    assert {(codes[link.from_id], str(link.kind), codes[link.to_id]) for link in links} == {
        ("A5", "unclear", "C8"),
        ("A7", "unclear", "C8"),
        ("A5", "unclear", "A7"),
        ("S12", "contradicts", "C12"),
        ("S7", "unclear", "C14"),
    }
    assert all("not told" in link.note or "does not compare" in link.note for link in links)


@fails(
    "T31 apart",
    row("link", 'from = "C1"\nto = "C8"\nkind = "unclear"'),
    row("link", 'from = "C8"\nto = "C5"\nkind = "contradicts"'),
    swap("L4", 'from = "S12"', 'from = "C2"'),
)
def test_t31_no_link_takes_an_own_pledge_out_of_totals(register: Register):
    codes = {thing.row.entity_id: code for code, thing in register.things.items()}
    pledges = {
        code
        for link in register.of(Link)
        for code in (codes[link.from_id], codes[link.to_id])
        if code in register.offers
    }

    assert pledges == {"C8", "C12", "C14"}
    assert all(register.offers[code].value.attribution != "own" for code in pledges)
