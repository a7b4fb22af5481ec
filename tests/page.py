"""A response as a page that keeps the house rules."""

import re

from httpx2 import Response

from tests.markup import Element, parse


def page(response: Response, status: int = 200) -> Element:
    """The parsed page, after checking what must hold on every one of them."""
    assert response.status_code == status, response.text[:3000]
    soup = parse(response.text)
    every = soup.select("*")
    ids = [e["id"] for e in every if e.get("id") is not None]
    assert len(ids) == len(set(ids)), f"an id occurs twice in {ids}"
    [h1] = soup.select("h1")
    assert plain_text(soup.select_one("title").text).startswith(plain_text(h1.text)), (
        "the title starts with the h1"
    )
    label_targets = {e.get("for") for e in every if e.name == "label"}
    for e in every:
        assert "style" not in (e.name, *e.attributes), "something stands inline"
        match e.name:
            case "script":
                assert e.get("src") is not None, "something stands inline"
            case "select" | "textarea" | "input" if e.get("type") != "hidden":
                has_label = e.get("id") in label_targets or e.closest("label")
                assert has_label, f"no label for {e}"
            case "form" if e.get("method") == "post":
                path = response.request.url.path
                assert e["action"] == path, "a form posts to another address"
            case "a" if e.get("href", "").startswith("#"):
                assert e["href"][1:] in ids, f"{e} leads nowhere"
            case "th":
                assert e.get("scope"), f"{e} has no scope"
    assert soup.select("#foot a[href^='/data']"), "nothing leads to the data"
    assert not re.search(r" on[a-z]+=\"", response.text), "a handler stands inline"
    return soup


def plain_text(text: str) -> str:
    """The words of a text, whatever stands between them."""
    return " ".join(text.split())
