"""Seed files spoiled in one way each: what a claim about the seed has to notice."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from tests.seeds.register import Register

Spoil = Callable[[Path], None]  # changes a copy of the seed files
Claim = Callable[[Register], None]
CLAIMS: dict[str, tuple[Claim, Spoil]] = {}

PLEDGE = """
[[pledge]]
code = "{code}"
uid = "{pledge}"
actor = "{owner}"
title = "Something added"
{facts}
announced.edtf = "2025-11?"
announced.basis = "inferred from elsewhere"
announced.note = "Made up."

[[pledge.step]]
uid = "{step}"
at.edtf = "2025-11?"
at.basis = "inferred from elsewhere"
at.note = "Made up."
bindingness = "declared"
readiness = "unspecified"
delivery = "none"
standing = "active"

[[pledge.step.citation]]
uid = "{citation}"
passage = "F01"
"""
PASSAGE = """
[[source.passage]]
code = "F01"
uid = "{passage}"
locator = "¶1"
gist = "Something made up."
{told}
"""
ROW = """
[[{kind}]]
uid = "{row}"
{facts}
"""
CITATION = """
[[{kind}.citation]]
uid = "{citation}"
passage = "F01"
"""
ACTOR = """
[[actor]]
uid = "{actor}"
code = "{code}"
name = "{name}"
kind = "{kind}"
aliases = []
"""
SOURCE = """
[[source]]
code = "copy"
uid = "{source}"
kind = "news article"
publisher = "The Copyist"
language = "en"
retrieved_on = 2026-11-22
reliability = "C"
"""
TABLES = re.compile(r"^\[\[(?:\w+|source\.passage)\]\]", re.MULTILINE)
UIDS = {
    name: UUID(int=n)
    for n, name in enumerate(("pledge", "step", "citation", "actor", "row", "passage"), 1)
}


def fails(name: str, *spoils: Spoil) -> Callable[[Claim], Claim]:
    """Marks a claim about the seed, and what must make it fail; each way on its own."""

    def remember(claim: Claim) -> Claim:
        for number, spoil in enumerate(spoils, 1):
            key = f"{name}-{number}" if number > 1 else name
            assert key not in CLAIMS
            CLAIMS[key] = claim, spoil
        return claim

    return remember


def swap(block: str, old: str, new: str) -> Spoil:
    """Writes `new` for `old` in the block with this code or uid, or in the file of this name."""

    def spoil(folder: Path) -> None:
        file, span = find_block(folder, block)
        text = file.read_text("utf-8")
        part = text[span]
        assert old in part
        spoiled = text[: span.start] + part.replace(old, new) + text[span.stop :]
        file.write_text(spoiled, "utf-8")

    return spoil


def rename_fact(fact: str, other: str) -> Spoil:
    """Tells another fact of the article wherever this one is told."""

    def spoil(folder: Path) -> None:
        for file in folder.rglob("*.toml"):
            text = re.sub(rf'"{fact}([a-z]?)"', rf'"{other}\1"', file.read_text("utf-8"))
            file.write_text(text, "utf-8")

    return spoil


def drop(block: str) -> Spoil:
    """Leaves out the block with this code or uid."""

    def spoil(folder: Path) -> None:
        file, span = find_block(folder, block)
        text = file.read_text("utf-8")
        file.write_text(text[: span.start] + text[span.stop :], "utf-8")

    return spoil


def find_block(folder: Path, block: str) -> tuple[Path, slice]:
    """The file that a block stands in, and where; a file's name stands for all of it."""
    for file in sorted(folder.rglob("*.*")):
        text = file.read_text("utf-8")
        if str(file.relative_to(folder)) == block:
            return file, slice(0, len(text))
        starts = [match.start() for match in TABLES.finditer(text)]
        for start, stop in pairwise([*starts, len(text)]):
            if re.search(rf'(?m)^(code|uid) = "{block}"$', text[start:stop]):
                return file, slice(start, stop)
    raise LookupError(block)


def pledge(owner: str, facts: str, code: str = "C99") -> Spoil:
    """Adds a pledge; `facts` are lines of its own."""

    def spoil(folder: Path) -> None:
        text = PLEDGE.format(owner=owner, facts=facts, code=code, **UIDS)
        (folder / "pledges/added.toml").write_text(text, "utf-8")
        add_passage(folder, f'on_behalf = ["{owner}"]\nmode = "paraphrase"\ncredibility = "6"')

    return spoil


def row(kind: str, facts: str, citation_lines: str = "") -> Spoil:
    """Adds a row of a kind that is no pledge, from the lines of its facts and of a passage."""

    def spoil(folder: Path) -> None:
        text = ROW.format(kind=kind, facts=facts, **UIDS)
        cited = CITATION.format(kind=kind, **UIDS) if citation_lines else ""
        if citation_lines:
            add_passage(folder, citation_lines)
        (folder / f"{kind}s").mkdir(exist_ok=True)
        (folder / f"{kind}s/added.toml").write_text(text + cited, "utf-8")

    return spoil


def add_passage(folder: Path, lines: str) -> None:
    """Adds the passage that an added row cites, behind those of the source."""
    file = folder / "sources.toml"
    file.write_text(file.read_text("utf-8") + PASSAGE.format(told=lines, **UIDS), "utf-8")


def actor(code: str, name: str, kind: str = "country") -> Spoil:
    """Adds an actor."""
    return append("actors.toml", ACTOR.format(code=code, name=name, kind=kind, **UIDS))


def source() -> Spoil:
    """Adds a source that is no repost."""
    return append("sources.toml", SOURCE.format(source=UIDS["actor"]))


def append(name: str, text: str) -> Spoil:
    """Adds lines at the end of a file."""

    def spoil(folder: Path) -> None:
        file, _ = find_block(folder, name)
        file.write_text(file.read_text("utf-8") + text, "utf-8")

    return spoil
