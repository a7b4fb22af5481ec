"""The address of a page on the web, as it may be typed for a source."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

MAX_NAME = 253  # characters of the name of a site (RFC 1035)
LABEL = re.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)
IPV6_HOST = re.compile(r"\[(?P<address>[0-9a-f:.]+)\](:[0-9]*)?", re.IGNORECASE)
# Parameters that advertisers, mail and social networks put behind the address of a page.
TRACKING = re.compile(
    "utm_.*|at_(medium|campaign|link.*|format|ptr_name|bbc_team)|mc_[ce]id|mkt_tok|_hs(enc|mi)"
    "|(fb|g|dc|ms|tw|y|igs?h|li_fat_|wbra|gbra)cl?id|fbclid|gclid|igshid|cmpid|CMP|ocid|ref|ref_src"
    "|ref_url|referrer|smid|partner|ns_.*|xtor|s_cid|ito|feature|share|sh",
    re.IGNORECASE,
)
NO_ADDRESS = "Write all of it, from https:// or http:// on, without spaces."
NO_HOST = "Name the site after https://, as in https://example.org/page."
NO_PORT = "What follows the name of the site after “:” is no port from 1 to 65535."
BACKSLASH = "An address has no “\\”: browsers take it for “/”. Write “/”."
USER = "Leave out the “@” and what stands before it: it names no site, and everybody can read it."


def check_address(text: str) -> None:
    """Make sure that a text is the address of a page, which leads where it seems to.

    It is read by RFC 3986, the name of its site by RFC 3490 (IDNA).

    Raises:
        ValueError: With a sentence for the first fault.
    """
    if not re.fullmatch(r"https?://[^\s\x00-\x20\x7f]*", text):
        raise ValueError(NO_ADDRESS)
    if "\\" in text:
        raise ValueError(BACKSLASH)
    if "@" in re.split("[/?#]", text.split("//", 1)[1])[0]:
        raise ValueError(USER)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError(NO_HOST) from None
    if not is_host(parts):
        raise ValueError(NO_HOST)
    if not is_port(parts):
        raise ValueError(NO_PORT)


def address_key(address: str) -> str:
    """What tells a page from others, however its address is written.

    That is the site without “www.”, the path without a slash at its end, and the query in order
    and without what only tells where a reader came from.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.").removesuffix(".")
    site = host if port in (None, 80, 443) else f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not TRACKING.fullmatch(pair[0])))
    return f"{site}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def is_port(parts: SplitResult) -> bool:
    """Whether an address names no port, or one that there can be."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def is_host(parts: SplitResult) -> bool:
    """Whether the site of an address has a name, or a number, that there can be."""
    try:
        if match := IPV6_HOST.fullmatch(parts.netloc):
            return bool(IPv6Address(match["address"]))
        name = "[" if "[" in parts.netloc else (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return False
    labels = name.removesuffix(".").split(".")
    return len(name) <= MAX_NAME and all(LABEL.fullmatch(label) for label in labels)
