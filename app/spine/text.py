"""Text as people type it, made into text that says on every screen what it holds.

One rule for all that is typed, with the names and lists of Unicode 16.0:

- Characters that show nothing are left out: controls (Cc), Default_Ignorable_Code_Point of
  DerivedCoreProperties.txt (zero-width and bidirectional controls, the soft hyphen, variation
  selectors, fillers, tags), and format characters (Cf) but those of Prepended_Concatenation_Mark
  in PropList.txt, which are drawn.
- Every line or paragraph break becomes a newline; every other space (Zs, the tab, the blank of
  Braille) a plain one. On one line a break is a space, and spaces side by side are one.
- The rest is put in Normalization Form C (UAX #15).
- Refused is what shows something else on each machine: private use (Co), surrogates (Cs), what
  Unicode has not assigned (Cn), and marks that cover their neighbours: one without a letter
  before it, or more than four on one (UTS #39, 5.4).

Cleaning what is clean changes nothing.
"""

import re
from collections.abc import Collection
from unicodedata import category, name, normalize

MAX_LINE = 200  # characters up to which a text is one line
MAX_MARKS = 4  # on one letter
HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
BREAKS = re.compile("\r\n|[\v\f\r\x85\u2028\u2029]")
SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")
# Right-to-left letters and digits (bidirectional classes R, AL and AN of UAX #9), by their blocks.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def clean_text(text: str, *, is_line: bool = False) -> str:
    """What was typed as it is kept: in several lines, or in one.

    Raises:
        ValueError: With a sentence, for a character that can't be kept.
    """
    clean = " ".join(tidy_text(text).split()) if is_line else tidy_text(text)
    if not clean.isascii():
        check_characters(clean)
    return clean


def tidy_text(text: str) -> str:
    """A text without what shows nothing, with plain spaces and newlines, in normal form."""
    if text.isascii() and text.isprintable():
        return text.strip()
    visible = SPACES.sub(" ", BREAKS.sub("\n", remove_hidden(text)))
    return normalize("NFC", visible).strip()


def remove_hidden(text: str) -> str:
    """A text without the characters that show nothing; its spaces and lines stay."""
    return HIDDEN.sub("", text)


def mark_hidden(text: str) -> str:
    """A text with a sign that everybody sees, �, for each character that shows nothing."""
    return HIDDEN.sub("\ufffd", text)


def count_hidden(text: str) -> int:
    """How many characters `remove_hidden` leaves out of a text."""
    return len(HIDDEN.findall(text))


def describe_removal(count: int) -> str:
    """What to tell whoever typed hidden characters; "" where there were none."""
    if not count:
        return ""
    characters = "1 character that can’t" if count == 1 else f"{count} characters that can’t"
    return f"We left out {characters} be seen."


def check_characters(text: str, refused: Collection[str] = ("Cn", "Co", "Cs")) -> None:
    """Make sure that a text looks alike everywhere and covers nothing around it.

    Args:
        text: A clean text.
        refused: The categories of characters that look different on each machine.

    Raises:
        ValueError: With a sentence that names the character.
    """
    mark_count = MAX_MARKS  # at the very beginning there is no letter to stand on
    for character in text:
        kind = category(character)
        if kind in refused:
            raise ValueError(
                f"The character {code_point(character)} looks different on each machine, or has "
                "no meaning yet. Write it with other characters."
            )
        mark_count = mark_count + 1 if kind in ("Mn", "Me") else 0
        if mark_count > MAX_MARKS:
            raise ValueError(
                f"The mark {name(character)} ({code_point(character)}) has no letter of its own "
                "to stand on. Leave it out."
            )


def code_point(character: str) -> str:
    """A character as Unicode numbers it: U+202E."""
    return f"U+{ord(character):04X}"


def find_fault(text: str) -> str:
    """Why no register can have kept a text of several lines; "" if one can.

    A character that Unicode has not assigned is no fault: a newer Python may know it.
    """
    if hidden := HIDDEN.search(text):
        return f"it holds {code_point(hidden[0])}, which can’t be seen"
    if tidy_text(text) != text:
        return "its spaces or accents are not as we keep them"
    try:
        check_characters(text, ("Co", "Cs"))
    except ValueError as refusal:
        return str(refusal)
    return ""


def runs_right_to_left(text: str) -> bool:
    """Whether a text has letters or digits that run from right to left."""
    return RIGHT_TO_LEFT.search(text) is not None
