"""Dates that can hardly be meant."""

from datetime import date

import pytest

from app.models.when import When
from app.rules.date_doubts import doubt_dates, related_facts

TODAY = date(2026, 11, 22)


def when(edtf: str) -> When:
    return When(edtf=edtf, basis="stated")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"due": when("2057")}, "2057 is more than 30 years ahead. Mend the year if it is a slip."),
        ({"due": when("2026/2057")}, "2057 is more than 30 years ahead."),
        ({"at": when("2568-11-25")}, "ahead. In the Buddhist calendar it is our 2025. Mend"),
        ({"at": when("5786")}, "ahead. In the Hebrew calendar it is our 2026. Mend"),
        ({"at": when("1899-12")}, "1899 is before 1900. Mend the year if it is a slip."),
        ({"at": when("[..1404]")}, "1404 is before 1900."),
        ({"retrieved_on": date(1026, 11, 22)}, "1026 is before 1900."),
        ({"published": when("2026-11-23")}, "This is after today."),
        ({"published": when("2026-12")}, "This is after today."),
        ({"retrieved_on": date(2026, 11, 23)}, "This is after today."),
        ({"checked_on": date(2026, 11, 23)}, "This is after today."),
        (
            {"published": when("2025-11-25"), "retrieved_on": date(2025, 11, 24)},
            "It was read before it was published, 25 November 2025. Mend one of the two if",
        ),
        (
            {"announced": when("2026-03"), "due": when("2025-12-31")},
            "It is due before it was announced, March 2026. Mend one of the two if it is a slip.",
        ),
    ],
)
def test_what_can_hardly_be_meant_is_doubted(facts, says: str):
    (doubt,) = doubt_dates(facts, TODAY)

    assert says in doubt.sentence
    assert doubt.fact in facts


@pytest.mark.parametrize(
    "facts",
    [
        {"due": when("2056"), "announced": when("1900")},
        {"due": when("2026/.."), "announced": when("2026-03")},
        {"due": when("2026"), "announced": when("2026-11")},
        {"due": when("[..2025-08]"), "announced": when("[..2026]")},
        {"published": when("2026-11"), "retrieved_on": date(2026, 11, 22)},
        {"published": when("2026-11-22"), "retrieved_on": date(2026, 11, 22)},
        {"published": None, "retrieved_on": date(2026, 11, 22), "title": "2568"},
        {"at": when("2027-11")},
    ],
)
def test_what_may_well_be_meant_is_not_doubted(facts):
    assert doubt_dates(facts, TODAY) == []


def test_a_doubt_is_about_the_dates_it_compares():
    facts = {"announced": when("2026-03"), "due": when("2025")}

    (doubt,) = doubt_dates(facts, TODAY)

    assert doubt.about == "2025 2026-03"
    assert related_facts(doubt.fact) == ("due", "announced")
    assert related_facts("at") == ("at",)
