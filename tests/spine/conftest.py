from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.conftest import empty_register, worker_engine
from tests.spine import full_register


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole_register(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The whole register, built once a file of tests: none of them may change it for good."""
    engine = worker_engine(empty_register(request, "whole"))
    full_register.build_register(engine)
    yield engine
    engine.dispose()
