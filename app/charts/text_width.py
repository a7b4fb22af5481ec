"""About how wide a text is, as no browser is asked: the widths of common sans serifs."""

SIGN_WIDTHS = {  # all others are as wide as a digit
    **dict.fromkeys("ijl|'’", 0.22),
    **dict.fromkeys(" ,./:;!It·f", 0.28),
    **dict.fromkeys('r()-“”"', 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("≠≈≥≤<>+×±=", 0.59),
    **dict.fromkeys("ABEKPSVXY&", 0.67),
    **dict.fromkeys("CDHNRUw", 0.73),
    **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("W…@%", 1.0),
}
DIGIT, BOLD = 0.6, 1.07


def text_width(text: str, *, is_bold: bool = False) -> float:
    """How wide a text is in multiples of its size; a little more rather than less."""
    width = sum(SIGN_WIDTHS.get(sign, DIGIT) for sign in text)
    return width * BOLD if is_bold else width


def wrap_text(text: str, width: float) -> list[str]:
    """A text in lines that are no wider than so many times its size, unless one word is."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
