"""Which handles a reader could take for another one: mixed scripts, and letters that look alike."""

from collections.abc import Iterable
from unicodedata import category, name

from app.spine.revision import fold_handle

# Scripts that one word may mix, as Japanese and Korean do; any other word keeps to one.
WRITTEN_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})

# Letters, small or capital, that look like one of Latin; after the confusables of Unicode.
LOOKS_LIKE = str.maketrans(
    dict(zip("авекмнорстухіјѕһԁԛԝѵӏүґ", "abekmhopctyxijshdqwvlyr", strict=True))  # Cyrillic
    | dict(zip("αβεζηικμνορτυχγ", "abezhikmnoptuxy", strict=True))  # Greek
    | dict(zip("օոսհցզյ", "onuhgqj", strict=True))  # Armenian
    | {"0": "o", "1": "l", "|": "l", "ı": "i", "ɑ": "a", "ɡ": "g"}
)

# What the own account of the system is called, or could be.
SYSTEM_NAMES = ("register", "system", "commitments", "commandline", "formereditor")


def mixes_scripts(handle: str) -> bool:
    """Whether the letters of a handle are of scripts that no language writes together."""
    scripts = {script(sign) for sign in fold_handle(handle) if category(sign)[0] == "L"}
    return len(scripts) > 1 and not any(scripts <= group for group in WRITTEN_TOGETHER)


def script(letter: str) -> str:
    """The script of a letter: the first word of its name in Unicode."""
    return name(letter, "UNKNOWN").partition(" ")[0].partition("-")[0]


def looks_of(handle: str) -> str:
    """What a handle looks like: the same for two that a reader could mistake."""
    return fold_handle(handle).translate(LOOKS_LIKE)


def looks_like_system(handle: str) -> bool:
    """Whether a handle would pass for the system’s own, with signs between or a number behind."""
    letters = "".join(sign for sign in looks_of(handle) if sign.isalpha())
    plain_letters = "".join(sign for sign in fold_handle(handle) if sign.isalpha())
    return any(each in SYSTEM_NAMES for each in (letters, plain_letters))


def find_look_alike(handle: str, others: Iterable[str]) -> str | None:
    """The first of other handles that looks like this one."""
    return next((other for other in others if looks_of(other) == looks_of(handle)), None)
