from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from tests.conftest import fresh
from tests.spine import whole


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole_register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The whole register, built once a file of tests: none of them may change it for good."""
    engine = build_engine(fresh(request, tmp_path_factory.mktemp("whole")))
    whole.build(engine)
    yield engine
    engine.dispose()
