"""A damaged export is refused with the place, and nothing of it is loaded."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.exports.archive.archive_format import FILES, SUMS
from app.exports.archive.line_files import ArchiveDamage
from tests.exports.archive import play
from tests.exports.archive.play import Files

Blank = Callable[[], Engine]
LINE_FILES = ["accounts", "record", "revisions"]


@pytest.mark.slow
@pytest.mark.measured
def test_one_changed_byte_anywhere_is_named_with_file_and_line(blank: Blank, files: Files):
    target = blank()

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from([*FILES, SUMS]), st.integers(0, 10**6), st.integers(1, 255))
    def change_one_byte(name: str, at: int, by: int):
        content = bytearray(files[name])
        at %= len(content)
        line = content[:at].count(b"\n") + 1
        content[at] ^= by
        with pytest.raises(ArchiveDamage) as damage:
            play.load_files(target, files | {name: bytes(content)})
        assert f"{name}, line {line}" in str(damage.value)

    change_one_byte()
    play.load_files(target, files)


@pytest.mark.parametrize("name", [*FILES, SUMS])
def test_a_file_that_is_missing_is_named(engine: Engine, files: Files, name: str):
    rest = {each: content for each, content in files.items() if each != name}

    assert f"is no whole export: {name} is missing. Nothing was loaded" in play.refusal_of(
        engine, rest
    )


@pytest.mark.parametrize("name", ["a.txt", ".hidden", "more.jsonl"])
def test_a_file_that_is_no_part_of_an_export_is_named(engine: Engine, files: Files, name: str):
    assert f"holds {name}, which is no part" in play.refusal_of(engine, files | {name: b""})


@pytest.mark.parametrize("name", LINE_FILES)
def test_an_end_that_is_cut_off_is_named(engine: Engine, files: Files, name: str):
    *lines, _ = files[f"{name}.jsonl"].splitlines(keepends=True)
    number = len(lines) + 1

    within = files | {f"{name}.jsonl": files[f"{name}.jsonl"][:-5]}
    between = files | {f"{name}.jsonl": b"".join(lines)}

    sentence = f"{name}.jsonl, line {number}: it is missing or cut off"
    assert sentence in play.refusal_of(engine, within)
    assert sentence in play.refusal_of(engine, between)


@pytest.mark.parametrize("name", LINE_FILES)
def test_sums_that_end_too_early_are_named(engine: Engine, files: Files, name: str):
    *sums, _ = files[f"{name}.sums"].splitlines(keepends=True)

    cut = files | {f"{name}.sums": b"".join(sums)}

    assert f"{name}.sums, line {len(sums) + 1}" in play.refusal_of(engine, cut)


@pytest.mark.parametrize("name", LINE_FILES)
def test_lines_in_another_order_are_named(engine: Engine, files: Files, name: str):
    reordered_files = files | {f"{name}.jsonl": play.swap_lines(files[f"{name}.jsonl"], 0, 1)}

    assert f"{name}.jsonl, line 1: its sum is not that" in play.refusal_of(engine, reordered_files)


@pytest.mark.parametrize("name", ["accounts", "record"])
def test_a_file_and_its_sums_can_not_be_changed_together(engine: Engine, files: Files, name: str):
    file, both = f"{name}.jsonl", (f"{name}.jsonl", f"{name}.sums")
    old, new = {"accounts": (b'"3"', b'"4"'), "record": (b"Ted", b"Tim")}[name]
    twice = play.rewrite_sums(files, **{name: files[file].replace(old, new)})
    forged_files = files | {each: twice[each] for each in both}

    assert f"{SUMS}, line {FILES.index(file) + 1}: it is not" in play.refusal_of(
        engine, forged_files
    )


def test_more_sums_than_files_are_named(engine: Engine, files: Files):
    more = files | {SUMS: files[SUMS] + files[SUMS].splitlines(True)[0]}

    assert f"{SUMS}, line 8: it is too much" in play.refusal_of(engine, more)


def test_fewer_sums_than_files_are_named(engine: Engine, files: Files):
    fewer = files | {SUMS: b"".join(files[SUMS].splitlines(True)[:-1])}

    assert f"{SUMS}, line 7: it is not the sum of revisions.sums" in play.refusal_of(engine, fewer)
