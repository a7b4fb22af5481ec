"""An empty cell: nothing found needs a search for that very cell."""

import pytest

from app.charts.blank import build_blank
from app.models.vocabulary import Capability, Domain
from tests.charts.pledges import search

OTHER = (Domain.ENABLING, Domain.LEADERSHIP)
INTELLIGENCE = Capability.INTELLIGENCE


@pytest.mark.parametrize(
    ("checks", "domains", "capability", "sign", "words"),
    [
        ([], (Domain.SEA,), None, "·", "not looked at"),
        ([search("sea")], (Domain.SEA,), None, "–", "nothing found on 1 Nov 2026"),
        ([search("sea", "nothing newer")], (Domain.SEA,), None, "–", "nothing found on 1 Nov 2026"),
        ([search("air")], (Domain.SEA,), None, "·", "not looked at"),
        ([search("enabling")], OTHER, None, "·", "not looked at: leadership"),
        (
            [search("enabling"), search("leadership", day=2)],
            OTHER,
            None,
            "–",
            "nothing found on 1 Nov 2026, 2 Nov 2026",
        ),
        (
            [search("sea", "still so", day=2), search("sea")],
            (Domain.SEA,),
            None,
            "…",
            "looked at on 2 Nov 2026, and nothing of it is on record here",
        ),
        ([search("enabling")], (Domain.ENABLING,), INTELLIGENCE, "·", "not looked at"),
        ([search("enabling", capability=INTELLIGENCE)], (Domain.ENABLING,), None, "·", None),
        ([search("enabling", capability=INTELLIGENCE)], OTHER[:1], INTELLIGENCE, "–", None),
    ],
)
def test_an_empty_cell_tells_nothing_found_from_not_looked_at(
    checks: list, domains: tuple, capability: Capability | None, sign: str, words: str | None
):
    blank = build_blank(checks, domains, capability)

    assert blank.sign == sign
    assert words in (None, blank.words)
