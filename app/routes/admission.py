"""How many readers are answered at once: the others wait a little, or are asked to come again."""

from collections import OrderedDict
from contextlib import nullcontext

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routes import problems
from app.routes.guard import READING
from app.routes.headers import is_data
from app.routes.turnstile import Turnstile, TurnstileFull
from app.spine.revision import sha256_hex
from app.templating.paths import own_url
from app.templating.rendering import environment

UNLIMITED = ("/healthz", "/readyz", "/metrics")
MAX_KNOWN = 1000  # browsers of which one process remembers that somebody is signed in
RETRY_AFTER = "5"  # seconds
TITLE = "Many are reading just now"
SENTENCE = "So many people are reading the register that this page has to wait. Nothing is wrong."


class Admission:
    """Lets few reads in at once, before they take a thread; saves are not held up.

    While somebody who is signed in saves, one reader at a time is let in: what is drawn meanwhile
    takes the interpreter from the save. `Guard` stands around this and has read all of its form:
    one that is still on its way holds up nobody.

    Whoever is signed in has places of their own. Anybody can send a cookie: one of which this
    process does not know that somebody is signed in by it has places beside both.

    Args:
        app: What answers.
        places: How many readers are answered at once.
        cookie: The name of the cookie of a session.
    """

    def __init__(self, app: ASGIApp, *, places: int, cookie: str) -> None:
        self.app = app
        self.cookie = cookie
        self.readers = Turnstile(places, queue=4 * places, patience=5)
        self.strangers = Turnstile(2, queue=50, patience=20)
        self.editors = Turnstile(12, queue=50, patience=20)
        self.known: OrderedDict[str, None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or is_unlimited(scope["path"]):
            await self.app(scope, receive, send)
            return
        token = Request(scope).cookies.get(self.cookie)
        key = sha256_hex(token) if token else None
        if scope["method"] not in READING:
            with self.readers.narrowed() if key in self.known else nullcontext():
                await self.app(scope, receive, send)
            return
        turnstile = self.turnstile_of(key)
        try:
            await turnstile.enter()
        except TurnstileFull:
            await busy_answer(Request(scope))(scope, receive, send)
            return
        try:
            await self.answer(turnstile, scope, receive, send)
        finally:
            self.note_browser(key, scope)

    def turnstile_of(self, key: str | None) -> Turnstile:
        """Where the request of a browser has to pass, by the hash of its cookie; None for none."""
        if key is None:
            return self.readers
        return self.editors if key in self.known else self.strangers

    async def answer(
        self, turnstile: Turnstile, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer one request that has passed; its place is free while its reader takes a part."""
        is_inside = True

        async def send_outside(message: Message) -> None:
            nonlocal is_inside
            if message["type"] != "http.response.body":
                await send(message)
                return
            turnstile.leave()
            is_inside = False
            await send(message)
            if message.get("more_body"):
                await turnstile.enter_again()
                is_inside = True

        try:
            await self.app(scope, receive, send_outside)
        finally:
            if is_inside:
                turnstile.leave()

    def note_browser(self, key: str | None, scope: Scope) -> None:
        """Remember whether somebody is signed in by the cookie of that hash.

        An answer that never asked who it is for, or failed before, says nothing of that.
        """
        state = scope.get("state", {})
        if key is None or not state.get("is_account_known"):
            return
        self.known.pop(key, None)
        if state["account"] is not None:
            self.known[key] = None
            if len(self.known) > MAX_KNOWN:
                self.known.popitem(last=False)


def is_unlimited(path: str) -> bool:
    """Whether answers at an address cost next to nothing, or are for machines that watch."""
    return path in UNLIMITED or path.startswith("/static/")


def busy_answer(request: Request) -> Response:
    """A page, or problem details, that cost next to nothing and ask to come again."""
    if is_data(request.url.path):
        answer: Response = problems.problem(request, 503, TITLE, SENTENCE)
    else:
        template = environment.get_template("errors/busy.html")
        home_url = request.app.url_path_for("overview.show")
        urls = {"home_url": home_url, "same_url": own_url(request)}
        urls["data_url"] = request.app.url_path_for("data.show")
        text = template.render(urls, title=TITLE, sentence=SENTENCE, seconds=RETRY_AFTER)
        answer = HTMLResponse(text, 503)
    answer.headers["Retry-After"] = RETRY_AFTER
    return answer
