"""Rows for pictures: one by its facts, and any."""

from datetime import date

from hypothesis import strategies as st

from app.charts.rows import MatrixActor, MatrixCheck, MatrixPledge
from app.models.quantity import Quantity
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    Capability,
    CheckResult,
    ConditionKind,
    Delivery,
    Domain,
    Readiness,
    Standing,
)
from app.rules.contested_amount import amount_range, different_amounts
from tests.models.any_quantity import quantities

TODAY = date(2026, 11, 28)


def matrix_pledge(amount: str = "", **facts: object) -> MatrixPledge:
    """A declared pledge on land of the owner’s own; `amount` as it is printed."""
    standard: dict[str, object] = {
        "pledge_id": 1,
        "title": "a company",
        "domain": Domain.LAND,
        "bindingness": Bindingness.DECLARED,
        "attribution": Attribution.OWN,
        "quantity": Quantity.parse(amount) if amount else None,
        "is_counted": True,
    }
    return MatrixPledge(**standard | facts)


def matrix_actor(code: str, *pledges: MatrixPledge, **facts: object) -> MatrixActor:
    """A country that is called by its code."""
    standard: dict[str, object] = {
        "name": code.upper(),
        "kind": ActorKind.COUNTRY,
        "sort_key": (code, 0),
        "href": f"/countries/{code}",
        "pledges": pledges,
    }
    return MatrixActor(code, **standard | facts)


def search(domain: str, found: str = "nothing", day: int = 1, **facts: object) -> MatrixCheck:
    """A search of a day in November."""
    return MatrixCheck(Domain(domain), CheckResult(found), date(2026, 11, day), **facts)


@st.composite
def matrix_pledges(draw: st.DrawFn) -> MatrixPledge:
    """Any pledge, its sources of one mind or not."""
    statements = different_amounts(draw(st.lists(quantities(), max_size=3)))
    quantity = amount_range(statements) if statements else draw(st.none() | quantities())
    kinds = st.lists(st.sampled_from(ConditionKind), min_size=1, max_size=3, unique=True)
    return MatrixPledge(
        pledge_id=draw(st.integers(1, 9999)),
        title="something",
        domain=draw(st.sampled_from(Domain)),
        capability=draw(st.none() | st.sampled_from(Capability)),
        bindingness=draw(st.none() | st.sampled_from(Bindingness)),
        readiness=draw(st.none() | st.sampled_from(Readiness)),
        delivery=draw(st.none() | st.sampled_from(Delivery)),
        standing=draw(st.none() | st.sampled_from(Standing)),
        attribution=draw(st.none() | st.sampled_from(Attribution)),
        speakers=draw(st.sampled_from([(), ("A minister",), ("A minister", "An envoy")])),
        quantity=quantity,
        statements=statements,
        awaited=tuple(map(tuple, draw(st.lists(kinds, max_size=2)))),
        evidence_on=draw(st.none() | st.dates(date(2025, 1, 1), TODAY)),
        unconfirmed_lately=draw(st.booleans()),
        is_counted=draw(st.booleans()),
        is_possible=draw(st.booleans()),
    )
