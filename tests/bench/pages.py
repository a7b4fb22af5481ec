"""Every public page and filter, of the seed and of example registers that grow: what it costs.

BENCH_SIZES="14 300 3000 20000" says how many pledges; a size that is the path of a register, as
in BENCH_SIZES="14 /tmp/large.db", is measured as it is there. No figure is asserted.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from app.db import build_engine
from app.edits.example_register import ExampleSize, fill_with_examples
from app.edits.seeding import seed
from tests.bench._page_costs import DATASETTE_ROWS
from tests.databases import migrate

SIZES = "14 300"
REPEATS = 3
START = "from fastapi.testclient import TestClient; TestClient(app.main.create_app()).get('/')"
VERSIONS = ("fastapi", "starlette", "jinja2", "sqlalchemy", "sqlmodel", "pydantic")


def run() -> None:
    """Print the figures of each register, then a line for each page."""
    tell_machine()
    costs: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as folder:
        for size in ("seed", *os.environ.get("BENCH_SIZES", SIZES).split()):
            url = register_url(Path(folder), size)
            if size == "seed":
                tell_start(url)
            costs[Path(size).name] = told = apart(url, Path(folder))
            tell_register(Path(size).name, told)
        tell_datasette(Path(folder), costs)
    tell_pages(costs)
    tell_growth(costs)


def register_url(folder: Path, size: str) -> str:
    """The address of the seed, of an example register of a size, or of one that is there."""
    if size.endswith(".db"):  # a copy, as a save is measured in it
        return f"sqlite:///{shutil.copy(size, folder)}"
    url = f"sqlite:///{folder / size}.db"
    migrate(url)
    engine = build_engine(url)
    if size == "seed":
        seed(engine)
    else:
        least = ExampleSize(int(size), 0).least
        fill_with_examples(engine, ExampleSize(int(size), max(10 * int(size), least)))
    engine.dispose()
    return url


def apart(url: str, folder: Path) -> dict[str, Any]:
    """What `page_costs` measures, in a process of its own."""
    words = [sys.executable, "-m", "tests.bench._page_costs", url, str(folder)]
    told: dict[str, Any] = json.loads(
        subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return told


def tell_machine() -> None:
    """Print where this was measured."""
    told = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    print(f"  {platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"  {told}")


def tell_start(url: str) -> None:
    """Print how long a process takes to its first page, against importing the program."""
    imported = median(seconds_of("import app.main", url) for _ in range(REPEATS))
    first = median(seconds_of(f"import app.main; {START}", url) for _ in range(REPEATS))
    print(f"  start: import {imported:.2f} s CPU, to the first page {first:.2f} s: "
          f"{first / imported:.2f} × (wanted: 1.5 or less)")  # fmt: skip


def seconds_of(code: str, url: str) -> float:
    """The processor's seconds of a Python process that runs some code."""
    words = [sys.executable, "-c", f"{code}; import time; print(time.process_time())"]
    environment = os.environ | {"COMMITMENTS_DATABASE_URL": url}
    answer = subprocess.run(
        words, check=True, stdout=subprocess.PIPE, text=True, env=environment
    ).stdout
    return float(answer)


def tell_register(name: str, told: dict[str, Any]) -> None:
    """Print what is measured of a register as a whole."""
    print(f"  {name}: memory {told['memory_before']:.0f} MB before the first page, "
          f"{told['memory_after']:.0f} MB after all; CSV of pledges {told['csv']:.1f} s, "
          f"package {told['package']:.1f} s, one save {told['save']:.0f} ms in the lock; "
          f"warm /pledges, a bare application as 1: {told['warm']:.4f} (wanted: 0.8)")  # fmt: skip


def tell_datasette(folder: Path, costs: dict[str, dict[str, Any]]) -> None:
    """Print our cold list of pledges against Datasette's page of the same rows; or why not."""
    environment, script = folder / "datasette", Path(__file__).parent / "datasette" / "page.py"
    try:
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        install = [environment / "bin" / "pip", "install", "--quiet", "datasette"]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
        for name, told in costs.items():
            words = [environment / "bin" / "python", script, told["sqlite"], str(DATASETTE_ROWS)]
            text = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
            theirs, ours = float(text), told["pages"]["/pledges"][0]
            print(f"  {name}: /pledges {ours:.0f} ms, Datasette {theirs:.0f} ms: "
                  f"{theirs / ours:.2f} × (wanted: 2 or more)")  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        print(f"  Datasette was left out: {error}")


def tell_pages(costs: dict[str, dict[str, Any]]) -> None:
    """Print each page: milliseconds, statements and kB, by register."""
    paths = dict.fromkeys(path for told in costs.values() for path in told["pages"])
    print("  ms CPU / statements / kB of HTML, cold: " + " | ".join(costs))
    for path in paths:
        cells = (told["pages"].get(path) for told in costs.values())
        print(
            f"  {path}: "
            + " | ".join(f"{c[0]:.0f} / {c[1]} / {c[2]:.0f}" if c else "-" for c in cells)
        )


def tell_growth(costs: dict[str, dict[str, Any]]) -> None:
    """Print by how much each page costs more from one register to the next, and shows more.

    A page is named that takes half as long again as what it shows has grown.
    """
    names = [name for name in costs if name != "seed"]
    for name, larger in pairwise(names):
        steps = growth(costs[name]["pages"], costs[larger]["pages"])
        faster = {path: step for path, step in steps.items() if step[0] > 1.5 * max(1, step[1])}
        print(
            f"  from {name} to {larger}: {len(faster)} of {len(steps)} pages grow faster than shown"
        )
        for path, (cost, shown) in faster.items():
            print(f"    {path}: {cost:.1f} × the time for {shown:.1f} × the HTML")


def growth(
    before: dict[str, list[float]], after: dict[str, list[float]]
) -> dict[str, tuple[float, float]]:
    """How many times the milliseconds and the bytes of each page; of those in both registers."""
    return {
        path: (after[path][0] / max(before[path][0], 1), after[path][2] / before[path][2])
        for path in before.keys() & after.keys()
    }
