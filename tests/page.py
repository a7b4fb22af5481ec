"""A response as a page that keeps the house rules."""

import re

from bs4 import BeautifulSoup
from httpx2 import Response


def page(response: Response, status: int = 200) -> BeautifulSoup:
    """The parsed page, after checking what must hold on every one of them."""
    assert response.status_code == status, response.text[:3000]
    soup = BeautifulSoup(response.text, "html.parser")
    ids = [e["id"] for e in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"an id occurs twice in {ids}"
    [h1] = soup.select("h1")
    assert words(soup.title.text).startswith(words(h1.text)), "the title starts with the h1"
    for control in soup.select("input:not([type=hidden]), select, textarea"):
        around = control.find_parent("label")
        assert around or soup.select(f'label[for="{control["id"]}"]'), f"no label for {control}"
    for form in soup.select("form[method=post]"):
        assert form["action"] == response.request.url.path, "a form posts to another address"
    assert not soup.select("[style], style, script:not([src])"), "something stands inline"
    assert not re.search(r" on[a-z]+=\"", response.text), "a handler stands inline"
    for anchor in soup.select("a[href^='#']"):
        assert anchor["href"][1:] in ids, f"{anchor} leads nowhere"
    assert soup.select("#foot a[href^='/data']"), "nothing leads to the data"
    for cell in soup.select("th"):
        assert cell.get("scope"), f"{cell} has no scope"
    return soup


def words(text: str) -> str:
    """The words of a text, whatever stands between them."""
    return " ".join(text.split())
