import pytest

from app.forms.parsers import parse_quantity
from app.models import Step
from app.models.when import When
from app.rules.likeness import are_near, are_steps_alike, share_amount


def on(edtf: str) -> When:
    return When(edtf=edtf, basis="stated")


def step(at: str | None, amount: str = "", **levels: str) -> dict[str, object]:
    """What a step says."""
    offered = parse_quantity(amount) if amount else None
    dates = {"at": on(at) if at else None}
    return Step.validate_facts(levels | dates | {"offered": offered})


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("2026-05-01", "2026-05-08", True),
        ("2026-05-08", "2026-05-01", True),
        ("2026-05-01", "2026-05-09", False),
        ("2026-05", "2026-05-20", True),
        ("[..2026-05-01]", "2020-01-01", True),
        ("[..2026-05-01]", "2026-06-01", False),
    ],
)
def test_days_are_near_where_a_week_may_lie_between_at_most(first: str, second: str, near: bool):
    assert are_near(on(first), on(second)) is near


def test_an_unknown_day_is_near_no_other():
    assert not are_near(None, on("2026-05-01"))
    assert not are_near(None, None)


def test_one_amount_of_near_days_is_shared_whatever_is_said_of_it():
    first, second = step("2026-05-01", "€100m"), step("2026-05-03", "about €100m")

    assert share_amount(first, second)
    assert not share_amount(first, step("2026-05-03", "£100m"))
    assert not share_amount(first, step("2026-05-03", "€101m"))
    assert not share_amount(first, step("2026-06-03", "€100m"))
    assert not share_amount(step("2026-05-01", bindingness="declared"), second)


def test_words_without_a_figure_are_compared_folded():
    first, second = (
        step("2026-05-01", "“Several” of troops"),
        step("2026-05-01", "“several” of troops"),
    )

    assert share_amount(first, second)
    assert not share_amount(first, step("2026-05-01", "“a few” of troops"))


def test_steps_are_alike_that_state_the_same_at_near_days_or_both_undated():
    first = step("2026-05-01", "20 troops", bindingness="declared")

    assert are_steps_alike(first, step("2026-05-02", "20 troops", bindingness="declared"))
    assert not are_steps_alike(first, step("2026-05-02", "20 troops", bindingness="formal"))
    assert not are_steps_alike(first, step("2026-05-02", bindingness="declared"))
    assert not are_steps_alike(first, step(None, "20 troops", bindingness="declared"))
    assert are_steps_alike(step(None, delivery="partial"), step(None, delivery="partial"))
