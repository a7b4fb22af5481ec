"""A language as people type it: its English name, or its code."""

import re

from babel import Locale

from app.spine.folding import fold_text

_NAMES: dict[str, str] = {
    code.replace("_", "-"): str(name) for code, name in Locale("en").languages.items()
}
_CODES: dict[str, str] = {fold_text(name): code for code, name in _NAMES.items()}
_TAG = re.compile("([A-Za-z]{2,3})(-[A-Za-z]{4})?(-[A-Za-z]{2}|-[0-9]{3})?")


def parse_language(text: str) -> str:
    """The code (BCP 47) of the language that was typed.

    Raises:
        ValueError: With a sentence, for what is no language.
    """
    if code := _CODES.get(fold_text(text)):
        return code
    match = _TAG.fullmatch(text)
    if match and match[1].lower() in _NAMES:
        script, region = match[2] or "", match[3] or ""
        return f"{match[1].lower()}{script.title()}{region.upper()}"
    raise ValueError(f"“{text[:40]}” is no language we know. Write English, or a code like en-GB.")
