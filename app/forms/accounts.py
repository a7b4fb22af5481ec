"""Checks the handle, password and role that were typed for an account."""

from unicodedata import normalize

from app.models import Role
from app.rules.look_alikes import looks_like_system, mixes_scripts
from app.spine.account_record import is_placeholder
from app.spine.revision import fold_handle
from app.spine.text import clean_text

SHORTEST, LONGEST = 12, 200
HINTS = {
    "handle": "2 to 60 characters. It is public, under every edit; no real name or e-mail "
    "address is needed.",
    "password": f"At least {SHORTEST} characters, of any kind: a few words that belong together "
    "only for you are better than signs and digits.",
}
ROLES = [role for role in Role if role is not Role.SYSTEM]


def parse_handle(text: str) -> str:
    """A handle, without spaces around it.

    Raises:
        ValueError: With a sentence, when it can't be one.
    """
    name = clean_text(text, is_line=True)
    if not 2 <= len(name) <= 60:
        raise ValueError("A handle has 2 to 60 characters.")
    if name != normalize("NFC", text.strip()):
        raise ValueError(
            "A handle is one line of characters that can be seen, with one plain space between "
            "its words."
        )
    if mixes_scripts(name):
        raise ValueError("A handle keeps to the letters of one script, so that none passes for it.")
    if looks_like_system(name) or is_placeholder(name):
        raise ValueError(
            "A handle can’t be one of the names the register itself has: choose another."
        )
    return name


def parse_password(text: str, repeat: str, own_handle: str) -> str:
    """A new password for the account whose handle is `own_handle`.

    Raises:
        ValueError: With a sentence, when it will not do.
    """
    if len(text) < SHORTEST:
        raise ValueError(f"A password has at least {SHORTEST} characters. Any will do.")
    if len(text) > LONGEST:
        raise ValueError(f"A password has at most {LONGEST} characters.")
    rest = fold_handle(text).replace(fold_handle(own_handle), "")
    if rest != fold_handle(text) and not rest.strip(" 0123456789!?.-_"):
        raise ValueError("The handle is public: choose a password that is not made of it.")
    if text != repeat:
        raise ValueError("The two passwords are not alike: type the same one twice.")
    return text


def parse_role(text: str) -> Role:
    """A role that a person may have.

    Raises:
        ValueError: With a sentence that names them.
    """
    known_role = next((role for role in ROLES if role == text.strip().lower()), None)
    if known_role is None:
        raise ValueError(f"“{text[:60]}” is no role: choose {', '.join(ROLES)}.")
    return known_role
