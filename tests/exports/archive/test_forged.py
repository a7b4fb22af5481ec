"""An export that was forged, so that all of its sums are right, is refused as well."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from app.exports.archive.archive_format import MANIFEST
from tests.exports.archive import play
from tests.exports.archive.play import Files
from tests.spine import full_register
from tests.spine.tampering import forge_revision

Blank = Callable[[], Engine]
LINE_FILES = ["accounts", "record", "revisions"]


def drop_line(content: bytes, number: int) -> bytes:
    """A file without one of its lines."""
    return b"".join(each for n, each in enumerate(content.splitlines(True), 1) if n != number)


# What changes a sheet, although all sums are right again; and what is said of it.
CHANGES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "another order of revisions": (
        "revisions",
        lambda content: play.swap_lines(content, 1, 2),
        "revisions.jsonl, line 2",
    ),
    "another order of the record": (
        "record",
        lambda content: play.swap_lines(content, 1, 2),
        "r1: chain",
    ),
    "a changed fact": ("record", lambda content: content.replace(b"Ted", b"Tom"), "r2: chain"),
    "a changed comment": (
        "revisions",
        lambda content: content.replace(b"All of it", b"None of it"),
        "r2: rows",
    ),
    "a line too few": (
        "record",
        lambda content: drop_line(content, 1),
        "its record has fewer lines",
    ),
    "a line too many": (
        "record",
        lambda content: content + b"{}\n",
        "it is of no revision",
    ),
    "a revision too few": (
        "revisions",
        lambda content: drop_line(content, 5),
        "it is of no revision",
    ),
    "another number": (
        "revisions",
        lambda content: content.replace(b'"number":"3"', b'"number":"4"'),
        "revisions.jsonl, line 3: it is not as an export writes it",
    ),
    "another spelling": (
        "revisions",
        lambda content: content.replace(b'"number":"3"', b'"number": "3"'),
        "revisions.jsonl, line 3: it is not as an export writes it",
    ),
    "no lines": (
        "revisions",
        lambda content: content.replace(b'"lines":"2"', b'"lines":"0"'),
        "it is not as an export writes it",
    ),
    "a revision by nobody": (
        "accounts",
        lambda content: drop_line(content, 2),
        "revisions.jsonl, line 4: it is not as an export writes it",
    ),
    "a revision by another account": (
        "accounts",
        lambda content: play.swap_lines(content, 0, 1),
        "accounts.jsonl, line 1: it is not as an export writes it",
    ),
    "another spelling of an id": (
        "accounts",
        lambda content: content.replace(b'"id":"2"', b'"id":"02"'),
        "accounts.jsonl, line 2: it is not as an export writes it",
    ),
    "the same account twice": (
        "accounts",
        lambda content: content + content.splitlines(True)[1],
        "accounts.jsonl, line 4: it is not as an export writes it",
    ),
    "no JSON": ("accounts", lambda _: b"[]\n", "accounts.jsonl, line 1"),
    "an undoing of what there is not": (
        "revisions",
        lambda content: content.replace(b'"undoes":"4"', b'"undoes":"9"'),
        "can't be kept, and nothing was loaded",
    ),
    "no text": ("accounts", lambda _: b"\xff\n", "can't be read, and nothing was loaded"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_sums_made_again_hide_no_change(engine: Engine, files: Files, name: str):
    name_of_file, change, sentence = CHANGES[name]

    forged_files = play.rewrite_sums(
        files, **{name_of_file: change(files[f"{name_of_file}.jsonl"])}
    )

    assert forged_files != files
    assert sentence in play.refusal_of(engine, forged_files)


def test_the_manifest_tells_of_the_files_that_are_there(engine: Engine, files: Files):
    forged_files = play.rewrite_sums(
        files, accounts=files["accounts.jsonl"].replace(b'"3"', b'"4"')
    )
    old_manifest = play.seal_files(forged_files, files[MANIFEST].decode())

    assert f"{MANIFEST}, line 1: it does not tell of these files" in play.refusal_of(
        engine, old_manifest
    )


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":"x"}', '{"format":"1"}', '{"format":"1","files":[]}']
)
def test_a_manifest_that_makes_no_sense_is_named(engine: Engine, files: Files, text: str):
    sentence = play.refusal_of(engine, play.seal_files(files, text=text))

    assert f"{MANIFEST}, line 1: it makes no sense" in sentence


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ('"format":"1"', '"format":"0"', "it does not tell of these files"),
        ('"revision":"r5:', '"revision":"r6:', "it tells of another revision than the last one"),
    ],
)
def test_a_manifest_of_another_export_is_named(
    engine: Engine, files: Files, one: str, other: str, sentence: str
):
    text = files[MANIFEST].decode().replace(one, other)

    assert f"{MANIFEST}, line 1: {sentence}" in play.refusal_of(
        engine, play.seal_files(files, text=text)
    )


def test_the_record_of_another_register_is_named(engine: Engine, files: Files):
    uid = files[MANIFEST].decode().split('"register":"')[1][:36]
    text = files[MANIFEST].decode().replace(uid, "0" * 8 + uid[8:])

    assert "r1: chain" in play.refusal_of(engine, play.seal_files(files, text=text))


def test_a_sealed_line_that_makes_no_sense_is_refused(engine: Engine, blank: Blank):
    first = blank()
    full_register.build_register(first)
    with first.begin() as connection:
        forge_revision(connection, "[]")

    assert "can't be read, and nothing was loaded" in play.refusal_of(
        engine, play.export_files(first)
    )
