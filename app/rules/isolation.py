"""Keeps what people typed from turning around the words beside it, on pages and in attributes.

A text with right-to-left letters stands in a `<bdi>` of its own (UAX #9, 6.3), with the direction
of its first letter. Any other text keeps to its place on a left-to-right page, and costs no byte.
"""

import re

from app.spine.text import mark_hidden, runs_right_to_left

# Noncharacters, which no typed text holds, until the page is whole.
OPENING, CLOSING = "\ufdd0", "\ufdd1"
TOKEN = re.compile(
    f"<(?P<name>title|textarea|option)\\b.*?</(?P=name)>|<[^>]*>|[{OPENING}{CLOSING}]", re.DOTALL
)
TAGS = {OPENING: "<bdi>", CLOSING: "</bdi>"}


def mark_typed(value: object) -> object:
    """What a template prints; between marks, where it is a plain text from right to left."""
    if type(value) is str and not value.isascii() and runs_right_to_left(value):
        return f"{OPENING}{value}{CLOSING}"
    return value


def finish_page(html: str) -> str:
    """A page with a `<bdi>` for each pair of marks, where an element may stand; nothing hidden."""
    html = mark_hidden(html)
    return TOKEN.sub(replace_token, html) if OPENING in html else html


def replace_token(match: re.Match[str]) -> str:
    """A mark as a tag; anything else, which takes no tags inside, without the marks in it."""
    return TAGS.get(match[0]) or match[0].replace(OPENING, "").replace(CLOSING, "")
