"""How texts are compared and put in order: by one rule of ours, the same on every database.

SQLite's `lower`, LIKE and order know ASCII only, and PostgreSQL's depend on how a server was set
up. So neither is asked: a text is folded here, in Python, and databases compare the bytes of what
comes out, in columns that `FoldedColumn` marks.
"""

from unicodedata import combining, normalize

from sqlalchemy import Text

# The order of bytes, which in UTF-8 is that of code points, as in Python and as SQLite has it.
FOLDED_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

# What Unicode takes apart into no letter and mark, apostrophes, hyphens and dashes.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i"}
    | dict.fromkeys("‘’ʼ`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)


def fold_text(text: str) -> str:
    """A text as it is compared and sorted: “ Åland  Islands” is “aland islands”.

    The rule: characters taken apart (NFKD), marks left out, capitals made small (case folding),
    letters without a mark of their own spelled plainly (ø as o, ł as l, æ as ae), apostrophes made
    one, hyphens and dashes made one, white space made one space, none at the ends. The order is
    that of code points, so Åland stands before Albania. Folding what is folded changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    letters = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return " ".join(letters.casefold().translate(LETTERS).split())
