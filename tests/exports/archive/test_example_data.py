"""Example data is called so in an export, and comes back from it as example data."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.edits.example_register import ExampleSize, fill_with_examples
from app.exports.archive.archive_format import MANIFEST
from app.exports.archive.export import export_register
from app.exports.archive.load import load_register
from app.queries.register import is_example_register
from app.spine.example_mark import EXAMPLE_NOTE
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from tests.exports.archive import play

Blank = Callable[[], Engine]
SIZE = ExampleSize(pledges=3, revisions=60)


def test_the_same_seed_number_gives_the_same_export(blank: Blank):
    one, other = blank(), blank()
    fill_with_examples(one, SIZE)
    fill_with_examples(other, SIZE)

    assert play.export_files(one) == play.export_files(other)


def test_another_seed_number_gives_another_register(blank: Blank):
    heads = {fill_with_examples(blank(), ExampleSize(3, 60, seed)) for seed in (1, 2)}

    assert len(heads) == 2


def test_an_export_of_example_data_says_so_and_loads_as_such(blank: Blank, tmp_path: Path):
    example, other = blank(), blank()
    fill_with_examples(example, SIZE)
    export_register(example, tmp_path / "export")

    load_register(other, tmp_path / "export")

    manifest = json.loads((tmp_path / "export" / MANIFEST).read_text("utf-8"))
    assert manifest["example_data"] == EXAMPLE_NOTE
    with reading_session(other) as session:
        assert is_example_register(session)


def test_an_export_whose_manifest_hides_the_mark_is_refused(blank: Blank):
    example = blank()
    fill_with_examples(example, SIZE)
    files = play.export_files(example)

    with pytest.raises(Refused, match="it is wrong about example data"):
        play.load_files(blank(), play.rewrite_sums(files))
