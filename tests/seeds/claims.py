"""The claims about the seed, gathered from the tests that make them."""

from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
FILES = [
    import_module(f"{__package__}.{file.stem}")
    for file in sorted(HERE.glob("test_*.py"))
    if file.stem != "test_wrong_seed"  # it proves them
]
