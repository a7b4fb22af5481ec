"""Why a text is no amount, and what to write instead."""

import re
from typing import NoReturn

from app.models.unit import UNITS

_QUOTE = "put all of it in quotation marks, to keep it in words"
_NEARLY = re.compile(r"(?i)(nearly|almost|close to|just under|just over) (\D*[0-9].*)")
_MIL = re.compile(r"(?i)([0-9]) ?mil\b(?!\.)|([0-9]) ?mil\.")
_SIZE = re.compile(
    r"(?i)[0-9]+[- ]?(?:(?:mm|cm|km|kg|kw|mw|caliber|calibre)\b"
    r"|(?:ft|foot|inch|ton|tonne|litre|liter|hour|day|week|month|year)[- ](?=[a-z]))"
)
_EMPTY = re.compile(
    r"(?i)tb[adc]|to be (?:announced|confirmed|decided|determined|defined|agreed)|unknown|unclear"
    r"|not (?:yet )?(?:known|stated|specified|disclosed|decided|announced|clear|available)"
    r"|n/?a|not applicable|pending|undisclosed|unspecified"
)
# Letters in place of a figure, with a sign or a unit: “€TBD”, “TBD million euros”, “€xx million”.
_STAND_IN = re.compile(r"(?i)(?:\W ?|[A-Z]{3} )?(?:tb[acd]|x{1,3}|n\.a\.?)(?:[ ,][^0-9]*|[mbk]n?)?")
_NOTHING = re.compile(
    r"(?i)(?:none|nil|zero|nought|nothing|no)(?: (?!less|fewer|more|over)[^0-9]+)?"
)


def refuse(text: str) -> NoReturn:
    """Raise ValueError for a text that isn't understood whole."""
    raise ValueError(
        f"“{text[:60]}” is not understood. Write figures like “about 500 troops” or “£5m to £6m”,"
        " or put words in quotation marks."
    )


def refuse_unit(name: str) -> NoReturn:
    """Raise ValueError for what is no unit."""
    raise ValueError(
        f"No unit is called “{name[:60]}”. Write one of {', '.join(UNITS)}, or a currency such as"
        f" GBP; or {_QUOTE}, in no total."
    )


def refuse_sizes(text: str) -> None:
    """Raise ValueError for “155mm shells” and “5-ton trucks”, which don’t say how many."""
    if size := _SIZE.search(text):
        raise ValueError(
            f"“{size[0].strip(' -')}” is a measure, and not how many. Write how many there are, and"
            " the measure behind in brackets: 10,000 rounds (155mm)."
        )


def refuse_slash(text: str, low: str, high: str, name: str) -> NoReturn:
    """Raise ValueError for “5/6 ships”: five to six, or five of six?"""
    raise ValueError(
        f"“{text[:60]}” can be read in two ways. Write {low} to {high}{name} if there are so many,"
        f" or {low}{name} if it is {low} of {high}."
    )


def refuse_two_amounts(text: str, first: str, second: str, joint: str | None) -> NoReturn:
    """Raise ValueError for two amounts: of one thing in two currencies, or of two things."""
    if joint in ("and", "plus"):
        raise ValueError(f"“{text[:60]}” states two amounts. Record each of them by itself.")
    raise ValueError(
        f"“{text[:60]}” states two amounts. Write the one that the source states first, and the"
        f" other in brackets: {first} ({second})."
    )


def refuse_what_is_no_offer(text: str) -> None:
    """Raise ValueError for “TBD”, “€TBD” and “none”, which state no amount."""
    if _EMPTY.fullmatch(text) or _STAND_IN.fullmatch(text):
        raise ValueError(
            f"“{text}” states no amount. Leave this empty where the source states none, or put its"
            " words in quotation marks."
        )
    if _NOTHING.fullmatch(text):
        refuse_nothing(text)


def refuse_nothing(text: str) -> NoReturn:
    """Raise ValueError for “none” and “0 ships”."""
    raise ValueError(
        f"“{text[:60]}” is no offer. Leave this empty. That a country declines is recorded as a"
        " position; that it took an offer back, as a step whose standing is withdrawn."
    )


def refuse_two_meanings(text: str) -> None:
    """Raise ValueError for “nearly 500”, about or less than; and “5 mil”, thousand or million."""
    if match := _NEARLY.fullmatch(text):
        bound = "more than" if "over" in match[1].lower() else "less than"
        raise ValueError(
            f"“{match[1]}” can be read in two ways. Write about {match[2]} or {bound} {match[2]}."
        )
    if _MIL.search(text):
        raise ValueError(
            "“mil” is a thousand in some languages and a million in others. Write thousand or"
            " million."
        )
