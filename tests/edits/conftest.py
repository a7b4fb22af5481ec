"""Seed files of one actor, one source and one pledge."""

from pathlib import Path

import pytest

FILES = {
    "actors.toml": """\
[[actor]]
uid = "00000000-0000-0000-0000-000000000001"
code = "aa"
name = "Aland"
kind = "country"
""",
    "sources.toml": """\
[[source]]
uid = "00000000-0000-0000-0000-000000000002"
code = "gazette"
kind = "document"
publisher = "Gazette"
language = "en"
retrieved_on = 2026-05-01
reliability = "A"

[[source.passage]]
uid = "00000000-0000-0000-0000-000000000007"
code = "S1"
locator = "p. 1"
gist = "A brigade is to be sent."
on_behalf = ["aa"]
mode = "document"
credibility = "1"
""",
    "pledges/aa.toml": """\
[[pledge]]
uid = "00000000-0000-0000-0000-000000000003"
code = "P1"
actor = "aa"
title = "A brigade"
domain = "land"
capability = "presence"

[[pledge.step]]
uid = "00000000-0000-0000-0000-000000000004"
at.edtf = "2026-04-30"
at.basis = "stated"
bindingness = "formal"

[[pledge.step.citation]]
uid = "00000000-0000-0000-0000-000000000005"
passage = "S1"

[[pledge.condition]]
uid = "00000000-0000-0000-0000-000000000006"
kind = "ceasefire"
gate = "deployment"
words = "after a ceasefire"
""",
}
ACTORS, SOURCES, PLEDGES = FILES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seed files of one actor, one source and one pledge."""
    (tmp_path / "seeds/pledges").mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    return tmp_path / "seeds"
