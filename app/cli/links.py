"""Asking the addresses of sources whether they still answer: in bounds, and nothing is sent."""

import socket
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

MAX_SECONDS = 600  # seconds for all addresses together
TIMEOUT = 15  # seconds for one step of one address
THREAD_COUNT = 4
KEPT_SIGNS = "!#$%&'()*+,/:;=?@[]~"  # of RFC 3986, and what is encoded already
REFUSALS = (401, 403, 405, 406, 429, 451)  # it is there, but not for programs, or not here
NOT_ASKED = "not asked: it is inside of this network (see --private)"
AGENT = "commitments-check (asks whether a cited page is still there)"


class PrivateAddressError(ValueError):
    """An address of this machine or its network, which no source should have."""


class LinkAnswer(NamedTuple):
    """What came of asking one address; no problem is ""."""

    source_id: int
    address: str
    problem: str

    @property
    def is_asked(self) -> bool:
        """Whether it was asked at all."""
        return self.problem != NOT_ASKED


class CarefulRedirects(HTTPRedirectHandler):
    """Follows redirects, and asks each address it is led to the same questions first."""

    def __init__(self, *, private: bool) -> None:
        self.private = private

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        """The next request; refused where the first would have been."""
        newurl = encode_address(newurl)
        refuse_address(newurl, private=self.private)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def ask_links(
    links: Sequence[tuple[int, str]], *, private: bool, seconds: float
) -> Iterator[LinkAnswer]:
    """The answers as they come, a few at a time; it ends when all came, or after `seconds`.

    Args:
        links: The ids of sources, with an address of each.
        private: Whether addresses of this machine and its network are asked, too.
        seconds: For all of them together.
    """
    questions: SimpleQueue[tuple[int, str]] = SimpleQueue()
    answers: SimpleQueue[LinkAnswer] = SimpleQueue()
    for link in links:
        questions.put(link)

    def ask_all() -> None:
        while True:
            try:
                source_id, address = questions.get_nowait()
            except Empty:
                return
            answers.put(LinkAnswer(source_id, address, find_problem(address, private=private)))

    for _ in range(THREAD_COUNT):
        Thread(target=ask_all, daemon=True).start()  # one that hangs must not keep the command
    end = monotonic() + seconds
    for _ in links:
        try:
            yield answers.get(timeout=end - monotonic())
        except (Empty, ValueError):  # it refuses to wait for less than no time
            return


def find_problem(address: str, *, private: bool) -> str:
    """Why an address does not answer, in a few words; "" when it does."""
    opener = build_opener(CarefulRedirects(private=private))
    try:
        ascii_address = encode_address(address)
        refuse_address(ascii_address, private=private)
        request = Request(ascii_address, headers={"User-Agent": AGENT})  # noqa: S310  (refuse_address)
        with opener.open(request, timeout=TIMEOUT):
            return ""
    except HTTPError as error:
        error.close()
        return "" if error.code in REFUSALS else f"answers {error.code}"
    except PrivateAddressError as refusal:
        return str(refusal)
    except OSError as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, socket.gaierror):
            return "no answer: no such name"
        return f"no answer: {getattr(reason, 'strerror', None) or reason}"
    except (HTTPException, ValueError):
        return "no address, or no answer, that makes sense"


def encode_address(address: str) -> str:
    """An address as it goes over the wire: its host in IDNA, the rest in UTF-8 and percent signs.

    Raises:
        ValueError: When its host is no name.
    """
    parts = urlsplit(address)
    before, at, place = parts.netloc.rpartition("@")
    name, colon, port = place.partition(":")
    if not name.isascii():
        name = name.encode("idna").decode()
    netloc = f"{before}{at}{name}{colon}{port}"
    return quote(urlunsplit(parts._replace(netloc=netloc)), safe=KEPT_SIGNS)


def refuse_address(address: str, *, private: bool) -> None:
    """Refuse what is not the web, and what is inside of our own network.

    Raises:
        ValueError: For another scheme than http and https, or without a host.
        PrivateAddressError: Where the host is of this machine or its network.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError
    if not private and is_private(parts.hostname):
        raise PrivateAddressError(NOT_ASKED)


def is_private(host: str) -> bool:
    """Whether a host has an address that is not of the internet; one without any has not."""
    try:
        infos = socket.getaddrinfo(host, None)
    except OSError:
        return False  # the request says why, or a proxy knows
    return any(not ip_address(info[4][0]).is_global for info in infos)
