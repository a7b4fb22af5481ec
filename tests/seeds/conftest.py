import pytest
from sqlalchemy import Engine

from app.edits.seeding import SEEDS, seed
from tests.seeds.register import Register, load_register

LOADED: dict[str, Register] = {}


@pytest.fixture
def register(engine: Engine) -> Register:
    """What the seed says; it is seeded once on each database, as no test changes it."""
    name = engine.dialect.name
    if name not in LOADED:
        seed(engine)
        LOADED[name] = load_register(engine, SEEDS)
    return LOADED[name]
