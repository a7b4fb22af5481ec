"""What people type without seeing it: the hyphens and spaces of word processors."""

_PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u00ad": None})


def normalize_text(text: str) -> str:
    """A text with one space between words and one kind of hyphen; dashes stay dashes."""
    return " ".join(text.translate(_PLAIN).split())
