"""Which way of compressing is chosen."""

import pytest

from app.routes.encodings import choose_encoding


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP , Br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip; q=much", ""),
        ("*", "zstd"),
        ("*;q=0.5, zstd;q=0", "br"),
        ("gzip, *;q=0", "gzip"),
        ("identity", ""),
    ],
)
def test_the_first_that_a_reader_takes_is_chosen(accepted: str, chosen: str):
    assert choose_encoding(accepted) == chosen
