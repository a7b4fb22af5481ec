"""Programs we did not write read the files: Data Package, workbook, SQLite, OpenAPI."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from app.settings import ROOT
from scripts.screenshots import NOW, seed, served

HERE = Path(__file__).parent / "readers"
BIN = HERE / ".venv" / "bin"
FILES = ("data/package.zip", "data/register.xlsx", "data/register.sqlite", "openapi.json")
READ = (
    ("Frictionless", [BIN / "frictionless", "validate", "package.zip"]),
    ("openapi-spec-validator", [BIN / "openapi-spec-validator", "openapi.json"]),
    ("pandas", [BIN / "python", "-c", "import pandas; book = pandas.read_excel('register.xlsx', "
                "sheet_name=None); assert len(book['pledges']) == 14 and len(book) == 17"]),
    ("Datasette", [BIN / "datasette", "register.sqlite", "--get",
                   "/register/pledges.json?_shape=array&_size=1"]),
)  # fmt: skip
ASKED = [
    "--checks=not_a_server_error",
    "--max-examples=10",
    "--phases=examples,fuzzing",
    "--no-color",
]


def run() -> None:
    """Print who could read what; exit if one could not."""
    installed()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/register.db"
        seed(url)
        with served(url, NOW) as site:
            for path in FILES:
                with urlopen(f"{site}/{path}") as answer:  # an address of ours
                    (Path(folder) / Path(path).name).write_bytes(answer.read())
            told = [read(name, words, folder) for name, words in READ]
            words = [BIN / "schemathesis", "run", f"{site}/openapi.json", *ASKED]
            told.append(read("Schemathesis", words, folder))
    if not all(told):
        sys.exit("One could not read what it was given.")


def installed() -> None:
    """Bring the programs, as pinned beside this file, unless they are there."""
    if BIN.exists():
        return
    uv = ROOT / ".venv" / "bin" / "uv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, BIN.parent], check=True)
    words = [uv, "pip", "install", "--quiet", "--python", BIN / "python", "--require-hashes"]
    subprocess.run([*words, "--requirement", HERE / "requirements.txt"], check=True)


def read(name: str, words: list[str | Path], folder: str) -> bool:
    """Whether a program read its file."""
    environment = os.environ | {"PYTHONPATH": ""}
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    print(f"  {name}: {'reads it' if done.returncode == 0 else done.stdout + done.stderr}")
    return done.returncode == 0
