from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.conftest import fresh, lasting
from tests.spine import whole


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole_register(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The whole register, built once a file of tests: none of them may change it for good."""
    engine = lasting(fresh(request, "whole"))
    whole.build(engine)
    yield engine
    engine.dispose()
