"""What stands around a picture and travels with it: title, moment, caveat, where it is from."""

from dataclasses import dataclass
from datetime import date

from app.rules.formatting import format_day


@dataclass(frozen=True)
class PictureFrame:
    """What a picture says of itself.

    Attributes:
        name: Its name in addresses and ids.
        title: The question that it answers, or what it says by a rule.
        moment: Of when it is, and how many sources that rests on.
        caveat: What must not be read into it.
        description: What there is to see, for who can't.
        address: Where it may be seen again as it is; "" for nowhere.
    """

    name: str
    title: str
    moment: str
    caveat: str
    description: str = ""
    address: str = ""


def moment_words(number: int, on: date, source_count: int) -> str:
    """Of when a picture is: “as of r18 · 28 Nov 2026 · 9 sources”."""
    sources = "1 source" if source_count == 1 else f"{source_count:,} sources"
    return f"as of r{number} · {format_day(on)} · {sources}"
