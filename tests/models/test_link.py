import pytest

from app.models import Link
from app.models.vocabulary import LinkKind


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_of_any_kind_joins_two(kind):
    facts = Link.validate_facts({"from_id": 1, "to_id": 2, "kind": kind})

    assert facts == {"from_id": 1, "to_id": 2, "kind": kind, "note": None}


def test_a_link_from_a_thing_to_itself_is_refused():
    with pytest.raises(ValueError, match="A link joins two different things"):
        Link.validate_facts({"from_id": 2, "to_id": 2, "kind": "repeats"})


@pytest.mark.parametrize("end", ["from_id", "to_id"])
def test_a_link_has_two_ends(end):
    facts = {"from_id": 1, "to_id": 2, "kind": "repeats"} | {end: None}

    with pytest.raises(ValueError, match=end):
        Link.validate_facts(facts)
