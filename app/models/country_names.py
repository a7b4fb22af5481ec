"""What else countries are called: alternatives of Unicode CLDR, official, former and short names.

The codes of three letters are those of ISO 3166-1, as CLDR has them.
"""

import re

from babel.core import get_global

from app.models.country import NAMES
from app.spine.folding import fold_text

DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\uff0d_]")
# “Korea, Republic of”, “Gambia (the)”: the official lists put the name first.
TURNED = re.compile(
    r"(?P<name>[^,()]+?)(?:, | \()(?P<before>the|north|south|[^,()]* of(?: the)?)\)?"
)
STYLE = re.compile(r"(?:(?:federal )?republic|kingdom|commonwealth|principality) of (?:the )?(?=.)")
FORMER_CODES = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # of what is called otherwise now
OTHER_NAMES: dict[str, str] = {
    "ae": "UAE|Emirates",
    "ag": "Antigua",
    "ba": "Bosnia|Bosnia-Herzegovina|BiH",
    "bo": "Plurinational State of Bolivia",
    "bn": "Brunei Darussalam",
    "by": "Byelorussia|Belorussia",
    "cd": "Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Zaire"
    "|Congo-Kinshasa|Congo (DRC)",
    "cg": "Republic of the Congo|Congo-Brazzaville|Congo (Republic)",
    "ch": "Swiss Confederation",
    "ci": "Ivory Coast",
    "cn": "People's Republic of China|PRC|mainland China",
    "cv": "Cabo Verde",
    "cz": "Czech Republic",
    "de": "Federal Republic of Germany|FRG",
    "eh": "Sahrawi Republic",
    "fk": "Falklands|Falkland Islands (Islas Malvinas)|Malvinas",
    "fm": "Federated States of Micronesia",
    "fr": "French Republic",
    "gb": "UK|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland",
    "gm": "The Gambia",
    "gr": "Hellenic Republic|Hellas",
    "hk": "Hong Kong",
    "ie": "Republic of Ireland|Eire",
    "ir": "Islamic Republic of Iran",
    "kg": "Kyrgyz Republic|Kirghizia",
    "it": "Italian Republic",
    "kp": "Democratic People's Republic of Korea|DPRK",
    "kr": "Republic of Korea|ROK",
    "kz": "Kazakstan",
    "la": "Lao People's Democratic Republic|Lao PDR",
    "li": "Principality of Liechtenstein",
    "lu": "Luxemburg|Grand Duchy of Luxembourg",
    "md": "Republic of Moldova|Moldavia",
    "mk": "Macedonia|N. Macedonia|Republic of North Macedonia|FYROM"
    "|the former Yugoslav Republic of Macedonia",
    "mm": "Burma|Myanmar",
    "mo": "Macao|Macau",
    "nl": "Holland|Kingdom of the Netherlands",
    "nz": "Aotearoa",
    "ps": "Palestine|State of Palestine|Occupied Palestinian Territory",
    "pt": "Portuguese Republic",
    "ru": "Russian Federation",
    "sa": "KSA",
    "sk": "Slovak Republic",
    "st": "Sao Tome",
    "sy": "Syrian Arab Republic",
    "sz": "Swaziland",
    "tl": "East Timor",
    "tr": "Turkey|Republic of Türkiye",
    "tw": "Chinese Taipei|Republic of China",
    "tz": "United Republic of Tanzania",
    "us": "USA|United States of America|America|the States",
    "va": "Holy See|Vatican|Vatican City State",
    "ve": "Bolivarian Republic of Venezuela",
    "vn": "Viet Nam",
    "xk": "XKX|Republic of Kosovo|Kosova",
}


def name_key(name: str) -> str:
    """A name as names are compared: folded, without dots, apostrophes, dashes and “the”.

    “&” is “and”, “St.” before a name is “saint”, and “Korea, Republic of” is “republic of korea”.
    """
    text = DASHES.sub(" ", fold_text(name[:200].replace("´", ""))).replace("&", " and ")
    text = re.sub("[.'`]", "", text)
    if match := TURNED.fullmatch(text):
        text = f"{match['before']} {match['name']}"
    words = text.split()
    words = words[1:] if words[:1] == ["the"] else words
    if words == ["st"]:  # the code of São Tomé and Príncipe
        return "st"
    return " ".join("saint" if word == "st" else word for word in words)


def build_codes() -> dict[str, str]:
    """The code of each country, by the keys of its names and codes."""
    codes: dict[str, str] = {}
    for three_letters, territories in get_global("territory_aliases").items():
        code = territories[0].lower()
        is_current = len(territories) == 1 and three_letters not in FORMER_CODES
        if is_current and code in NAMES and re.fullmatch("[A-Z]{3}", three_letters):
            codes[three_letters.lower()] = code
    for code, names in OTHER_NAMES.items():
        codes |= dict.fromkeys(map(name_key, names.split("|")), code)
    for code, name in NAMES.items():
        codes |= dict.fromkeys((code, name_key(name)), code)
    return codes


COUNTRY_CODES: dict[str, str] = build_codes()
