"""What is said of the date of a stance or the like that has none of its own."""

from datetime import date

import pytest

from app.models import Stance
from app.queries.entries import Entry
from app.rules.pledge_state import ByThen


@pytest.mark.parametrize(("last", "told"), [(date(2026, 5, 1), "by 1 May 2026"), (None, "undated")])
def test_it_is_dated_by_its_oldest_source_if_that_has_a_date(last: date | None, told: str):
    record = Entry(Stance(at=None), None, None, last, ByThen.COUNTS, date(2026, 6, 1))

    assert record.date_words == told
