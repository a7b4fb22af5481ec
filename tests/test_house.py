"""What holds for the repository as a whole, and no single file can see."""

import os
import re
import sys
from pathlib import Path

import pytest

from app.cli.check import EXIT_CODES
from app.settings import ROOT, Settings
from tests.processes import run_to_end

PINS = sorted(ROOT.glob("requirements*.txt"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
MB = 1_000_000
# What docs/architecture.md names that is not ours.
WORDS_OF_LIBRARIES = {
    *("Depends", "Form", "LIKE", "Relationship", "aliased", "from_statement", "lower"),
    *("selectinload", "with_loader_criteria", "datetime", "yield"),
}


def repository_path(file: Path) -> str:
    """Where a file is in the repository."""
    return str(file.relative_to(ROOT))


def command_lines(*words: str) -> list[str]:
    """The lines a command prints, run in the project's folder."""
    return run_to_end(*words, cwd=ROOT, check=True).stdout.splitlines()


def package_names(file: str, pattern: str) -> set[str]:
    """The packages that a requirements file names, spelled as an index spells them."""
    matches = re.findall(pattern, (ROOT / file).read_text(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in matches}


def test_there_are_pins_for_program_tools_installer_and_node():
    assert [file.name for file in PINS] == [
        "requirements-bootstrap.txt",
        "requirements-dev.txt",
        "requirements-node.txt",
        "requirements.txt",
    ]


@pytest.mark.parametrize(
    "file", [*PINS, ROOT / "package-lock.json", ROOT / ".npmrc"], ids=repository_path
)
def test_a_file_of_pins_names_no_address(file: Path):
    text = file.read_text()

    assert not re.search(r"\b(?:https?|file|git\+\w+):|--(?:extra-)?index-url|--find-links", text)


@pytest.mark.parametrize("file", PINS, ids=repository_path)
def test_every_pin_has_a_hash(file: Path):
    pins = re.split(r"\n(?=[a-z])", file.read_text())

    assert all(re.match(r"\S+==\S+ [^\n]*\\\n +--hash=sha256:", pin) for pin in pins)


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_every_requirement_is_pinned(kind: str):
    requirements = package_names(f"{kind}.in", r"^([A-Za-z][\w.-]*)")
    pins = package_names(f"{kind}.txt", r"^([A-Za-z][\w.-]*)")

    assert requirements
    assert requirements <= pins


def test_program_and_tools_are_pinned_alike():
    program, tools = (
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))
        for file in ("requirements.txt", "requirements-dev.txt")
    )

    assert program.items() <= tools.items()


def test_help_tells_every_target_of_the_makefile():
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    targets = {line.split()[0] for line in command_lines("make", "--no-print-directory", "help")}

    assert targets == set(phony[1].split())


def test_the_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text()

    assert "make run" in text
    assert "make test" in text


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_documented(field: str):
    assert f"`COMMITMENTS_{field.upper()}`" in (ROOT / "docs/operating.md").read_text()


def test_every_exit_code_of_a_check_is_documented():
    table = (ROOT / "docs/operating.md").read_text().partition("| Exit code | Means |")[2]

    codes = {int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)}

    assert codes == {*EXIT_CODES.values(), 2}


def test_every_documented_command_exists():
    text = (ROOT / "docs/operating.md").read_text()
    commands = set(re.findall(r"`commitments (\w+)", text))

    help_words = " ".join(
        command_lines(str(Path(sys.executable).with_name("commitments")), "--help")
    ).split()

    assert "serve" in commands
    assert commands <= set(help_words)


@pytest.mark.parametrize("page", PAGES, ids=repository_path)
def test_a_link_to_a_file_leads_to_one(page: Path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=repository_path)
def test_a_path_that_a_page_of_words_names_exists(page: Path):
    paths = re.findall(r"`((?:app|tests|templates|scripts|docs)/[\w./*]+)`", page.read_text())

    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


def test_a_name_that_the_architecture_speaks_of_exists():
    text = re.sub(r"`[^`]*`\]\(", "", (ROOT / "docs/architecture.md").read_text())
    names = set(re.findall(r"`(?:\w+\.)*([A-Za-z_]\w*)(?:\(\.*\))?`", text)) - WORDS_OF_LIBRARIES
    known_names = {file.stem for file in (ROOT / "app").rglob("*")}
    for file in (ROOT / "app").rglob("*.py"):
        known_names |= set(re.findall(r"^ *(?:def|class) (\w+)|", file.read_text(), re.MULTILINE))
        known_names |= set(re.findall(r"^ *(\w+)(?::| =) ", file.read_text(), re.MULTILINE))

    assert "versions_at" in names
    assert names - known_names == set()


def test_no_file_is_too_large_for_the_repository():
    files = command_lines("git", "ls-files", "--cached", "--others", "--exclude-standard")
    large = [
        file for file in files if (ROOT / file).exists() and (ROOT / file).stat().st_size > 2 * MB
    ]

    assert "Makefile" in files
    assert large == []


@pytest.mark.parametrize("file", [".ci/run", "scripts/chromium", "scripts/proxies"])
def test_a_script_can_be_run(file: str):
    assert os.access(ROOT / file, os.X_OK)
