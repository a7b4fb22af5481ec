"""Lighthouse on the canonical page of each kind, of the seed: all scores, the median of speed."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.settings import ROOT
from scripts.screenshots import NOW, chromium, seed, served

HERE = Path(__file__).parent / "lighthouse"
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
PAGES = (
    *("/", "/countries", "/countries/gb", "/countries/ua", "/countries/ee", "/groups"),
    *("/groups/coalition", "/pledges", "/pledges/68", "/stances", "/assessments", "/events"),
    *("/timeline", "/circumstances", "/checks", "/sources", "/sources/10", "/passages"),
    "/passages/14",
    *("/revisions", "/revisions/1", "/countries/gb/history", "/method", "/data", "/about"),
)
PERFECT = ("accessibility", "best-practices", "seo")
RUNS, FAST = 3, 0.95


def run() -> None:
    """Print the scores of each page; exit if one is too low."""
    installed()
    low = []
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/register.db"
        seed(url)
        with served(url, NOW) as site:
            for path in PAGES:
                found = [scores(site + path, Path(folder)) for _ in range(RUNS)]
                speed = statistics.median(each["performance"] for each in found)
                told = {name: min(each[name] for each in found) for name in PERFECT}
                print(f"  {path}: performance {speed:.0%} (median of {RUNS}), {percent(told)}")
                if speed < FAST or min(told.values()) < 1:
                    low.append(path)
    if low:
        sys.exit(f"too low: {', '.join(low)}")


def installed() -> None:
    """Bring the program, as pinned beside this file, unless it is there."""
    if not PROGRAM.exists():
        path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        words = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(words, cwd=HERE, env=os.environ | {"PATH": path}, check=True)


def scores(address: str, folder: Path) -> dict[str, float]:
    """The scores of a page, by category, from 0 to 1."""
    report = folder / "report.json"
    flags = "--headless=new --no-sandbox --disable-gpu"
    categories = ",".join(("performance", *PERFECT))
    words = [str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}"]
    words += [f"--only-categories={categories}", f"--chrome-flags={flags}"]
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"CHROME_PATH": chromium(), "PATH": path}
    for last in (False, True):  # a browser that dies under it is started once more
        if not subprocess.run(words, env=environment, timeout=180, capture_output=True).returncode:
            break
        assert not last, f"Lighthouse says nothing of {address}"
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))["categories"]
    return {name: each["score"] or 0.0 for name, each in told.items()}


def percent(told: dict[str, float]) -> str:
    """Scores in words."""
    return ", ".join(f"{name} {score:.0%}" for name, score in told.items())
