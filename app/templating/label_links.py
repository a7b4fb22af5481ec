"""What sentences speak of, as links: “source 2” leads to its page."""

import re

from markupsafe import Markup, escape

from app.models.kinds import KINDS
from app.rules.isolation import mark_typed

PLURALS = {kind.noun: kind.plural for kind in KINDS if kind.has_page and kind.key != "code"}
LABEL = re.compile(rf"\b({'|'.join(PLURALS)}) ([1-9][0-9]{{0,8}})\b", re.IGNORECASE)


def link_labels(sentence: str) -> Markup:
    """A sentence in which each “link 7” or “source 2” leads to that page, beside this one."""
    return Markup(LABEL.sub(link_label, str(escape(mark_typed(sentence)))))  # noqa: S704


def link_label(match: re.Match[str]) -> str:
    """The link of one of them."""
    path = f"/{PLURALS[match[1].lower()]}/{match[2]}"
    return f'<a href="{path}" target="_blank">{match[0]}</a>'
