"""Made-up facts of every kind, each as an editor could have typed them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from annotated_types import MaxLen, MinLen
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from app.forms.boxes import bare_type
from app.models import Assessment, Circumstance, Condition, Link, Passage, Pledge, Stance, Step
from app.models.place import COUNTRIES, Place, PlaceRule
from app.models.quantity import Quantity
from app.models.step import STAGES
from app.models.unit import CURRENCIES
from app.models.vocabulary import (
    CAPABILITIES,
    LIMITS,
    OF_AN_ACTOR,
    Bindingness,
    ConditionKind,
    Delivery,
    Domain,
    Gate,
    Mode,
)
from app.models.when import Basis, When
from app.spine.column_marks import Reference, ReferenceList
from app.spine.value import Term
from app.spine.versioned import Facts, Versioned
from tests.forms.parsers.test_quantity_at_random import can_be_typed
from tests.models.any_quantity import TYPABLE, WORDS, one_line, quantities
from tests.models.test_edtf import dates

SIGNS = TYPABLE.filter(lambda sign: sign != ";") | st.just(" ")
NAMES = st.text(SIGNS, min_size=1, max_size=20).map(one_line).filter(lambda name: name.strip(", "))
WHENS = st.builds(
    When,
    edtf=dates().filter(lambda text: not text.endswith(("/..", "..]"))),  # few may have no end
    basis=st.sampled_from(Basis),
    words=st.sampled_from([None, "last week"]),
    note=st.none() | WORDS.filter(bool),
)
PLACES = st.builds(
    Place,
    words=WORDS.filter(bool),
    countries=st.lists(st.sampled_from(sorted(COUNTRIES)), max_size=3).map(tuple),
    rule=st.sampled_from(PlaceRule),
)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    When: WHENS,
    Quantity: quantities().filter(can_be_typed),
    Place: PLACES,
    date: st.dates(),
    bool: st.booleans(),
    list: st.lists(NAMES.filter(lambda name: name == name.strip(", ")), max_size=3),
    int: st.sampled_from([1, 2, 3]),
}
WRITTEN = {
    "code": st.from_regex("[a-z0-9]{1,9}(-[a-z0-9]{1,9}){1,3}", fullmatch=True),
    "address": st.from_regex(r"https?://[a-z]{1,9}/[!-\[\]-~]{0,30}", fullmatch=True),
}
WRITTEN["language"] = WRITTEN["translated"] = st.sampled_from(["en", "et", "en-GB", "sr-Latn"])
WRITTEN["archived_address"] = WRITTEN["address"]


def fact_strategy(name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    """What a fact may say."""
    fact_type, marks = bare_type(field.annotation), field.metadata
    if any(isinstance(mark, ReferenceList) for mark in marks):
        strategy = st.lists(BY_TYPE[int], max_size=3, unique=True)
    elif any(isinstance(mark, Reference) for mark in marks) or fact_type in BY_TYPE:
        strategy = BY_TYPE[fact_type]
    elif issubclass(fact_type, Term):
        strategy = st.sampled_from(fact_type)
    else:
        least = max([1, *(mark.min_length for mark in marks if isinstance(mark, MinLen))])
        most = min(mark.max_length for mark in marks if isinstance(mark, MaxLen))
        text = st.text(SIGNS, min_size=least, max_size=min(most, 60)).map(one_line)
        strategy = WRITTEN.get(name, text.filter(lambda written: len(written) >= least))
    is_always_said = field.is_required() or fact_type in (list, bool)
    return strategy if is_always_said else st.none() | strategy


def fit_capability(facts: Facts) -> Facts:
    fit = facts["capability"] in CAPABILITIES.get(facts["domain"], ())
    return facts if fit else facts | {"capability": None}


def fit_pledge(facts: Facts) -> Facts:
    is_money = facts["domain"] == Domain.FUNDING
    return fit_capability(facts) | ({} if is_money else {"instrument": None})


def fit_step(facts: Facts) -> Facts:
    """The same with a firmness, without a worth that is no money or a delivery of none."""
    units = {amount.unit for stage in STAGES if (amount := facts[stage])}
    worth = facts["worth"]
    fits = worth is not None and worth.unit in CURRENCIES and not units & CURRENCIES
    delivery = facts["delivery"] if facts["delivered"] is None else Delivery.PARTIAL
    firm = facts["bindingness"] or Bindingness.DECLARED
    return facts | {
        "bindingness": firm,
        "delivery": delivery,
        "worth": worth if fits else None,
    }


def fit_passage(facts: Facts) -> Facts:
    """The same with a gist or a quote, quoted only with that, and not drafted: that has no box."""
    has_quote, words = facts["quote"] is not None, facts["gist"] or "Said."
    is_quote = facts["mode"] == Mode.QUOTE
    return facts | {
        "gist": facts["gist"] if has_quote else words,
        "drafted": False,
        "mode": Mode.PARAPHRASE if is_quote and not has_quote else facts["mode"],
        "each": facts["each"] and not facts["on_behalf"],
    }


def fit_condition(facts: Facts) -> Facts:
    gate = None if facts["kind"] in LIMITS else facts["gate"] or Gate.DEPLOYMENT
    return facts | {"gate": gate}


def fit_circumstance(facts: Facts) -> Facts:
    kind = ConditionKind.CEASEFIRE if facts["kind"] in LIMITS else facts["kind"]
    return facts | {"kind": kind, "actor_id": 1 if kind in OF_AN_ACTOR else None}


# What a rule over several facts asks for.
FITS: dict[type[Versioned], Callable[[Facts], Facts]] = {
    Pledge: fit_pledge,
    Assessment: fit_capability,
    Condition: fit_condition,
    Circumstance: fit_circumstance,
    Stance: lambda facts: (
        facts | ({"position": "supports"} if facts["position"] == "leads" else {})
    ),
    Step: fit_step,
    Passage: fit_passage,
    Link: lambda facts: facts | {"to_id": facts["from_id"] + 1},
}


def facts_of(kind: type[Versioned]) -> st.SearchStrategy[Facts]:
    """What a row of a kind may say."""
    fields = kind.fields_class().model_fields.items()
    strategy = st.fixed_dictionaries({name: fact_strategy(name, field) for name, field in fields})
    return strategy.map(FITS.get(kind, dict)).map(kind.validate_facts)
