"""The index of the seed: every code in the reading of the article has a claim of its own.

A claim is a test in `tests/seeds` that fails on at least one seed which is wrong in just that
way. F is a fact of the article, C a pledge (C13 a stance), X a row that must not be there, E an
estimate, T a trap.
"""

import pytest

from tests.seeds.claims import FILES
from tests.seeds.wrong_seeds import CLAIMS

CODES = [
    *(f"F{number:02}" for number in range(1, 61)),
    *("C1", "C2", "C3a", "C3b"),
    *(f"C{number}" for number in range(4, 15)),
    *(f"X{number}" for number in range(1, 5)),
    *(f"E{number}" for number in range(1, 4)),
    *(f"T{number}" for number in range(1, 32)),
]
NAMED = {name.partition("-")[0].split()[0]: claim for name, (claim, _) in CLAIMS.items()}


@pytest.mark.parametrize("code", CODES)
def test_a_claim_that_a_wrong_seed_fails_bears_the_code(code: str):
    claim = NAMED[code]

    assert claim.__module__ in {file.__name__ for file in FILES}
    assert code.startswith("F") or claim.__name__.startswith(f"test_{code.lower()}_")


def test_there_are_60_facts_15_pledges_4_missing_rows_3_estimates_and_31_traps():
    counts = [sum(code.startswith(kind) for code in CODES) for kind in "FCXET"]

    assert counts == [60, 15, 4, 3, 31]
