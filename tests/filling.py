"""Forms as a browser without scripts fills and sends them."""

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.page import page


def held(shown: BeautifulSoup) -> dict[str, str]:
    """What the form of a page would send if nothing were typed, buttons apart."""
    form = shown.select_one("main form[method=post]")
    sent = {}
    for box in form.select("input[name], select[name], textarea[name]"):
        if box.name == "select":
            chosen = box.select_one("option[selected]") or box.select_one("option")
            sent[box["name"]] = chosen["value"]
        elif box.name == "textarea":
            sent[box["name"]] = box.text
        elif box.get("type") not in ("radio", "checkbox") or box.has_attr("checked"):
            sent[box["name"]] = box.get("value", "on")
    return sent


def opened(client: TestClient, path: str, status: int = 200) -> dict[str, str]:
    """What the form at an address holds."""
    return held(page(client.get(path), status))


def key(sent: dict[str, str], noun: str, number: int = 0) -> str:
    """The key of a new part of a kind on a form, the first one at 0."""
    keys = [name.removesuffix(":kind") for name, kind in sent.items() if kind == noun]
    return keys[number]


def fill(client: TestClient, path: str, typed: dict[str, str]) -> Response:
    """What the form at an address answers to what was typed into it."""
    return client.post(path.partition("?")[0], data=opened(client, path) | typed)
