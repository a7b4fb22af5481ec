"""Which way of compressing an answer a reader takes."""

from functools import lru_cache

ENCODINGS = ("zstd", "br", "gzip")  # the one that is preferred first


@lru_cache(maxsize=128)
def choose_encoding(accepted: str, encodings: tuple[str, ...] = ENCODINGS) -> str:
    """The first of these that a header Accept-Encoding takes (RFC 9110, 12.5.3); "" for none.

    One whose weight is 0, or is no number, is not taken.
    """
    weights = dict(map(read_weight, accepted.lower().split(",")))
    other_weight = weights.get("*", 0.0)
    return next((each for each in encodings if weights.get(each, other_weight) > 0), "")


def read_weight(item: str) -> tuple[str, float]:
    """An encoding and its weight: 1 where none is said, 0 where it is no number."""
    name, _, parameter = item.partition(";")
    if not parameter:
        return name.strip(), 1.0
    try:
        return name.strip(), float(parameter.partition("=")[2])
    except ValueError:
        return name.strip(), 0.0
