"""Every claim about the seed fails on a seed that is wrong in just that way."""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from app.edits.seeding import SEEDS, seed
from app.models.parts import ROOTS
from app.spine.versioned import Versioned
from tests.seeds import sowing
from tests.seeds.claims import FILES
from tests.seeds.register import load_register
from tests.seeds.wrong_seeds import CLAIMS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A file with the register as it should be; what a claim sees is the same on any database."""
    file = tmp_path_factory.mktemp("right") / "register.db"
    engine = build_engine(f"sqlite:///{shutil.copy(migrated_file, file)}")
    seed(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One engine for all, as each would put every statement into SQL anew."""
    return build_engine(f"sqlite:///{tmp_path_factory.mktemp('wrong') / 'register.db'}")


@pytest.fixture
def seeded(reused: Engine, right: Path) -> Iterator[Engine]:
    """The register as it should be, to be changed."""
    shutil.copy(right, reused.url.database)
    yield reused
    reused.dispose()


@pytest.mark.parametrize("code", CLAIMS)
def test_claim_fails_on_a_wrong_seed(code: str, seeded: Engine, tmp_path: Path):
    claim, spoil = CLAIMS[code]
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    spoil(folder)
    sowing.change(seeded, folder)
    wrong = load_register(seeded, folder)

    with pytest.raises(AssertionError):
        claim(wrong)


@pytest.mark.parametrize("kind", ROOTS)
def test_no_claim_fails_for_what_was_sown_anew_as_it_was(kind: type[Versioned], seeded: Engine):
    uids = {uid for uid, root in sowing.roots(SEEDS).items() if root.kind is kind}
    sowing.change(seeded, SEEDS, uids)
    register = load_register(seeded, SEEDS)

    assert uids
    for claim in {claim for claim, _ in CLAIMS.values()}:
        claim(register)


def test_there_is_a_wrong_seed_for_every_claim():
    claims = {
        function
        for file in FILES
        for _, function in inspect.getmembers(file, inspect.isfunction)
        if "register" in inspect.signature(function).parameters
        and function.__name__.startswith("test_")
    }

    assert claims == {claim for claim, _ in CLAIMS.values()}
