"""Plans of random registers: a few actors, sources and pledges, with dates that are often alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.models import Check, Circumstance, Citation, Condition, Link, Pledge, Source, Step
from app.models.quantity import Quantity
from app.models.step import STAGES
from app.models.vocabulary import (
    Bindingness,
    CheckResult,
    CircumstanceState,
    Delivery,
    LinkKind,
    Readiness,
    Standing,
)
from app.spine.versioned import Facts

RETRACTED = [Circumstance, Link, Pledge, Step, Citation, Condition, Check]
TIED = ["2025-11-03", "[2025-11-01..2025-11-03]", "[2025-11-02..2025-11-03]", "[..2025-11-03]"]
EDTF = [
    *("2025-11-01", "2025-11-02", "2025-11-02?", "2025-11-03~", "2025-11", "2025"),
    *("2025-11-01/2025-11-03", "2025-11-02/2025-11-03?", "../2025-11-02", "[..2025-11-02]"),
]
DAYS = st.sampled_from(
    [date(2025, 11, day) for day in (1, 2, 3, 4, 30)]
    + [date(2024, 12, 31), date(2025, 10, 31), date(2025, 12, 31)]
)
ACTORS = {"aa": "country", "bb": "country", "cc": "group"}
PICK = st.integers(0, 99)
WHEN = st.sampled_from(EDTF + TIED + TIED).map(lambda edtf: {"edtf": edtf, "basis": "stated"})
MAYBE = st.none() | WHEN
PRINTED = ["1 troops", "2 troops", "about 2 troops", "at least 2 troops", "more than 1 troops"]
PRINTED += ["up to 3 troops", "less than 3 troops", "1 to 3 troops", "about 1 to 3 troops"]
PRINTED += ["€2", "€2 a year", "2 countries", "“some” of troops"]
AMOUNT = st.sampled_from(PRINTED).map(Quantity.parse)
CITED = st.fixed_dictionaries(
    {
        "source": PICK,
        "fact": st.sampled_from([None, None, "bindingness", "offered"]),
        "speaker": st.sampled_from([None, None, "A. Person"]),
        "on_behalf": st.sampled_from([None, None, 0, 1, 2, [0, 1], [2, 0], "each"]),
    }
)
CITATIONS = st.lists(CITED, max_size=3)


def fit_step(axes: Facts) -> Facts:
    """The same without what cannot stand together: the worth of money, a delivery of none."""
    has_money = any(axes[stage] and axes[stage].unit == "EUR" for stage in STAGES)
    is_none = axes["delivered"] is not None and axes["delivery"] is Delivery.NONE
    none = {"worth": None} if has_money else {}
    return axes | none | ({"delivery": Delivery.PARTIAL} if is_none else {})


SMALL = st.none() | st.none() | AMOUNT
WORTH = st.none() | st.sampled_from(["€9", "about €9", "£9"]).map(Quantity.parse)
AXES = st.fixed_dictionaries(
    {
        "bindingness": st.none() | st.sampled_from(Bindingness),
        "readiness": st.none() | st.sampled_from(Readiness),
        "delivery": st.none() | st.sampled_from(Delivery),
        "standing": st.none() | st.sampled_from(Standing),
        "offered": st.none() | AMOUNT,
        "set_aside": SMALL,
        "delivered": SMALL,
        "worth": WORTH,
    }
).map(fit_step)
AXES = AXES.filter(lambda axes: any(axes.values()))
CONDITION = st.sampled_from(
    [
        {"kind": "ceasefire", "gate": "deployment"},
        {"kind": "funding approved", "gate": "commitment"},
        {"kind": "timing", "gate": None},
    ]
).map(lambda facts: facts | {"words": "if so"})
HELD_UP = st.fixed_dictionaries(
    {
        "facts": CONDITION,
        "of": st.sampled_from([None, None, 0, 1]),
        "is_alternative": st.booleans(),
        "citations": CITATIONS,
    }
)
STATE = st.sampled_from([CircumstanceState.MET, *CircumstanceState])
CIRCUMSTANCE = st.fixed_dictionaries(
    {"of": st.sampled_from([None, 0, 1]), "state": STATE, "at": MAYBE, "citations": CITATIONS}
)
FOUND = st.sampled_from([CheckResult.STILL_SO, *CheckResult])
CHECK = st.fixed_dictionaries(
    {
        "of": st.none() | PICK | PICK,
        "found": FOUND,
        "citations": st.lists(CITED, min_size=1, max_size=2),
    }
)
LINK = st.tuples(PICK, PICK, st.sampled_from(LinkKind))
STEP = st.fixed_dictionaries({"at": MAYBE, "axes": AXES, "citations": CITATIONS})
PLEDGE = st.fixed_dictionaries(
    {
        "actor": st.integers(0, 2),
        "domain": st.sampled_from(["land", "air"]),
        "announced": MAYBE,
        "steps": st.lists(STEP, max_size=4),
        "conditions": st.lists(HELD_UP, max_size=3),
        "citations": CITATIONS,
    }
)
OWN = {"source": 0, "fact": None, "speaker": "A. Person", "on_behalf": "owner"}
FIRM = st.sampled_from([Bindingness.DECLARED, Bindingness.FORMAL])
FIRST = st.builds(  # a step that makes its pledge one that is counted
    lambda at, firm, amount: {
        "at": at,
        "axes": {"bindingness": firm, "offered": amount},
        "citations": [OWN],
    },
    st.none() | WHEN,
    FIRM,
    AMOUNT,
)
COUNTED = st.fixed_dictionaries(
    {
        "actor": st.integers(0, 1),
        "domain": st.sampled_from(["land", "air"]),
        "announced": MAYBE,
        "steps": st.tuples(FIRST) | st.tuples(FIRST, STEP) | st.tuples(FIRST, FIRST),
        "conditions": st.lists(HELD_UP, max_size=2),
        "citations": CITATIONS,
    }
)
SOURCE = st.fixed_dictionaries({"published": WHEN | WHEN | MAYBE, "repost": st.booleans()})
EDIT = st.one_of(
    st.tuples(st.just(Step), PICK, st.fixed_dictionaries({"at": MAYBE})),
    st.tuples(st.just(Step), PICK, AXES),
    st.tuples(st.just(Source), PICK, st.fixed_dictionaries({"published": MAYBE})),
    st.tuples(st.just(Pledge), PICK, st.fixed_dictionaries({"announced": MAYBE})),
    st.tuples(st.just(Circumstance), PICK, st.fixed_dictionaries({"at": MAYBE, "state": STATE})),
    st.tuples(st.just(Link), PICK, st.fixed_dictionaries({"kind": st.sampled_from(LinkKind)})),
    st.tuples(st.just(Check), PICK, st.fixed_dictionaries({"found": FOUND})),
    st.tuples(st.sampled_from(RETRACTED), PICK, st.none()),
    st.tuples(st.just("cite"), PICK, CITED),
)


@dataclass(frozen=True)
class Plan:
    """What is to be written; an edit without facts retracts."""

    sources: list[Facts]
    pledges: list[Facts]
    circumstances: list[Facts]
    links: list[tuple[int, int, LinkKind]]
    checks: list[Facts]
    edits: list[tuple[Any, int, Facts | None]]


PLANS = st.builds(
    Plan,
    st.lists(SOURCE, min_size=1, max_size=4),
    st.lists(PLEDGE | COUNTED | COUNTED, min_size=2, max_size=6),
    st.lists(CIRCUMSTANCE, max_size=4, unique_by=lambda told: (told["of"], str(told["at"]))),
    st.lists(LINK, max_size=2),
    st.lists(CHECK, max_size=2),
    st.lists(EDIT, max_size=4),
)
