"""Forms as a browser without scripts fills and sends them."""

import re
from dataclasses import dataclass

from fastapi.testclient import TestClient
from httpx2 import Response

from tests.markup import Element
from tests.page import page


def form_values(soup: Element) -> dict[str, str]:
    """What the form of a page would send if nothing were typed, buttons apart."""
    form = soup.select_one("main form[method=post]")
    values = {}
    for box in form.select("input[name], select[name], textarea[name]"):
        if box.name == "select":
            chosen = box.select_one("option[selected]") or box.select_one("option")
            values[box["name"]] = chosen["value"]
        elif box.name == "textarea":
            values[box["name"]] = box.text
        elif box.get("type") not in ("radio", "checkbox") or box.get("checked") is not None:
            values[box["name"]] = box.get("value", "on")
    return values


def open_form(client: TestClient, path: str, status: int = 200) -> dict[str, str]:
    """What the form at an address holds."""
    return form_values(page(client.get(path), status))


def part_key(values: dict[str, str], noun: str, number: int = 0) -> str:
    """The key of a new part of a kind on a form, the first one at 0."""
    marks = [name for name, kind in values.items() if kind == noun and name.startswith("n")]
    return marks[number].removesuffix(":kind")


def new_kinds(values: dict[str, str]) -> list[str]:
    """The kinds of the new parts on a form."""
    return [kind for name, kind in values.items() if re.fullmatch("n[0-9]+:kind", name)]


def submit_form(client: TestClient, path: str, entries: dict[str, str]) -> Response:
    """What the form at an address answers to what was typed into it."""
    return client.post(path.partition("?")[0], data=open_form(client, path) | entries)


def box_name(values: dict[str, str], name: str) -> str:
    """The name of a box of the thing that a form is about."""
    return next(each for each in values if each.endswith(f".{name}"))


@dataclass(frozen=True)
class FormExample:
    """How a thing is recorded in a register of Estonia, a source and a pledge, and then changed.

    Attributes:
        new: The address of its form.
        entries: What is typed there.
        required_box: A box of it that may not stay empty.
        change: What is typed later, by the name of its box.
    """

    new: str
    entries: dict[str, str]
    required_box: str
    change: tuple[str, str]


FORM_EXAMPLES = {
    "pledge": FormExample(
        "/pledges/new?actor=ee",
        {"n0.title": "Two frigates", "n0.domain": "sea", "n1.offered": "2", "n1.at": "May 2026"},
        "title",
        ("place", "the Black Sea"),
    ),
    "stance": FormExample(
        "/stances/new?actor=ee",
        {
            "n0.proposition": "the force as such",
            "n0.position": "supports",
            "n0.gist": "It is for it.",
        },
        "gist",
        ("at", "by August 2026"),
    ),
    "assessment": FormExample(
        "/assessments/new?actor=ee",
        {"n0.kind": "estimate", "n0.author": "An analyst", "n0.gist": "So many can go."},
        "author",
        ("quantity", "5,000 to 6,000 troops"),
    ),
    "event": FormExample(
        "/events/new",
        {"n0.kind": "meeting", "n0.title": "A meeting", "n1.actor_id": "ee", "n1.role": "host"},
        "title",
        ("place", "Kyiv"),
    ),
    "circumstance": FormExample(
        "/circumstances/new",
        {"n0.kind": "ceasefire", "n0.state": "unmet"},
        "kind",
        ("state", "met"),
    ),
    "check": FormExample(
        "/checks/new?actor=ee&topic=sea&found=nothing",
        {"n0.where": "Two newspapers"},
        "where",
        ("found", "something new"),
    ),
    "source": FormExample(
        "/sources/new",
        {"n0.kind": "document", "n0.publisher": "Gazette", "n0.language": "en"}
        | {"n0.reliability": "A"},
        "publisher",
        ("address", "https://gazette.example/1"),
    ),
    "link": FormExample(
        "/links/new",
        {"n0.from_id": "/pledges/3", "n0.to_id": "1", "n0.kind": "unclear"},
        "to_id",
        ("note", "It may be the same."),
    ),
    "group": FormExample(
        "/groups/new",
        {"n0.code": "baltic", "n0.name": "Baltic states", "n0.kind": "group"},
        "name",
        ("aliases", "the Baltics"),
    ),
    "country": FormExample("/countries/fr/edit", {}, "name", ("aliases", "the French")),
}
