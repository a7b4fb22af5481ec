"""What could be an address of a page, or of a row, and what could do harm."""

import pytest
from pydantic import ValidationError

from app.models.actor import ActorFields
from app.models.source import SourceFields

SAID = {"kind": "document", "publisher": "The Daily", "language": "en", "reliability": "B"}
SAID |= {"retrieved_on": "2026-03-02"}


@pytest.mark.parametrize("fact", ["address", "archived_address"])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.y", "//x.y", " https://x.y", "https://x y"]
)
def test_an_address_is_http_or_https(fact: str, address: str):
    with pytest.raises(ValidationError, match="should match pattern"):
        SourceFields.model_validate(SAID | {fact: address})

    assert SourceFields.model_validate(SAID | {fact: "https://x.y/z"}).model_dump()[fact]


@pytest.mark.parametrize("code", ["The Nordics", "nordic_", "-nordic", "../up", "nordic--two"])
def test_a_code_can_stand_in_an_address(code: str):
    with pytest.raises(ValidationError, match="should match pattern"):
        ActorFields(code=code, name="Nordic countries", kind="group")

    assert ActorFields(code="around-20", name="Nordic countries", kind="group")
