"""What a pledge may say of money."""

import pytest
from pydantic import ValidationError

from app.models import Pledge
from app.models.vocabulary import Instrument

FACTS = {"actor_id": 1, "title": "Money for shells"}


@pytest.mark.parametrize("instrument", [None, *Instrument])
def test_money_comes_in_one_of_several_forms_or_none_is_stated(instrument: Instrument | None):
    facts = FACTS | {"domain": "funding", "instrument": instrument}

    assert Pledge.validate_facts(facts)["instrument"] == instrument


def test_a_loan_of_troops_is_refused():
    with pytest.raises(ValidationError, match="“loan” is of money only"):
        Pledge.validate_facts(FACTS | {"domain": "land", "instrument": "loan"})


def test_a_pledge_may_cover_a_time():
    period = {"edtf": "2026/2029", "basis": "stated", "words": "over four years"}

    facts = Pledge.validate_facts(FACTS | {"domain": "funding", "period": period})

    assert str(facts["period"]) == "from 2026 to 2029"
