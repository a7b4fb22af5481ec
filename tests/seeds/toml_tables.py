"""The tables of seed files, as TOML tells them."""

import tomllib
from functools import cache
from typing import Any


@cache
def read_toml(text: str) -> dict[str, Any]:
    """What a file says; nobody changes it, and most files are read again and again."""
    return tomllib.loads(text)


def inside(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables with a uid in a table, itself and those within others too."""
    lists = [each for each in table.values() if isinstance(each, list)]
    deeper = [t for each in lists for one in each if isinstance(one, dict) for t in inside(one)]
    return [table, *deeper] if "uid" in table else deeper


def claim_name(table: dict[str, Any]) -> str:
    """What claims call a thing."""
    names = ("actor", "topic", "kind")
    return table.get("code") or " ".join(table[name] for name in names if name in table)
