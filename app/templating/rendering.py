"""The environment of all templates, and a page rendered from one."""

import re
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import replace
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from app.charts.age import age_words
from app.models import kinds
from app.models.kinds import BY_NOUN, BY_PLURAL, kind_of
from app.rules.check_status import result_words
from app.rules.formatting import (
    AXES,
    format_day,
    format_instant,
    glyph_levels,
    plain,
    split_first_sentence,
    unlike,
)
from app.rules.isolation import finish_page, mark_typed
from app.rules.needs import need_words
from app.rules.staleness import evidence_age
from app.rules.status import level_words_of_any
from app.settings import ROOT
from app.spine.text import describe_removal, remove_hidden
from app.templating.label_links import link_labels
from app.templating.links import (
    link_path,
    list_path,
    page_path,
    permanent_path,
    query_path,
    sign_in_path,
    thing_path,
)
from app.templating.paths import own_path, static_url

TEMPLATES = ROOT / "templates"
NAVIGATION = (  # above every page: the name of a route, and the words of the link
    ("overview.show", "Overview"),
    *(
        (kind.route("index"), kind.title)
        for kind in (kinds.COUNTRY, kinds.GROUP, kinds.PLEDGE, kinds.STANCE, kinds.ASSESSMENT)
    ),
    ("timeline.show", "Timeline"),
    (kinds.SOURCE.route("index"), kinds.SOURCE.title),
    ("revisions.index", "Revisions"),
    ("method.show", "Method"),
)


class PageContext(Context):
    """What a template knows; functions are handed it without the variables of a loop around them.

    They read the request and the moment. Jinja copies all names for each call inside a loop.
    """

    def derived(self, locals: dict[str, object] | None = None) -> Context:  # noqa: ARG002
        """This context itself; no block may be `scoped`, which would miss what is around it."""
        return self


class SharedEnvironment(Environment):
    """An environment whose templates share its globals, where they have none of their own.

    Jinja puts a `ChainMap` before them for each template, and goes through all names of it at each
    import and include: a tenth of the time of a page.
    """

    context_class = PageContext

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """The globals of a template: those of all, or these before them."""
        return super().make_globals(d) if d else self.globals

    def getitem(self, obj: object, argument: object) -> object:
        """An item, else an attribute; what has no items is not asked for one in vain first."""
        if isinstance(argument, str) and not hasattr(type(obj), "__getitem__"):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


environment = SharedEnvironment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=mark_typed,
)
environment.globals |= {
    "link": link_path,
    "home": thing_path,
    "page_link": page_path,
    "static": static_url,
    "navigation": NAVIGATION,
    "kind_of": kind_of,
    "kinds_by_noun": BY_NOUN,
    "kinds_by_plural": BY_PLURAL,
    "signing_in": sign_in_path,
    "here": query_path,
    "lasting": permanent_path,
    "asking": list_path,
    "levels": glyph_levels,
    "axes": AXES,
    "result_words": result_words,
    "age_words": age_words,
}
environment.filters |= {
    "day": format_day,
    "instant": format_instant,
    "age": evidence_age,
    "level_words": level_words_of_any,
    "parted": split_first_sentence,
    "plain": plain,
    "need": need_words,
    "visible": remove_hidden,
    "linked": link_labels,
    "unlike": unlike,
}


def render_page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    known: Collection[str] = (),
) -> HTMLResponse:
    """`template` rendered with `context`; a name the context lacks raises.

    Whatever an address or an old line of the record holds, no character on it is hidden.

    Args:
        request: What was asked.
        template: Its path under `templates/`.
        context: What the template needs.
        status: The HTTP status.
        known: The parameters of the address that this page understands, beside the moment's.
    """
    parameters = request.query_params.multi_items()
    rest = [(n, v) for n, v in parameters if n not in ("as_of", "on")]
    moment = replace(
        request.state.moment,
        path=own_path(request),
        now_url=own_path(request) + (f"?{urlencode(rest)}" if rest else ""),
        other_parameters=tuple((n, v) for n, v in rest if n in known and n != "page"),
        unknown_parameters=tuple(dict.fromkeys(n for n, _ in rest if n not in known)),
    )
    request.state.is_address_known = not moment.unknown_parameters
    base = str(request.app.state.settings.base_url).rstrip("/")
    account = getattr(request.state, "account", None)
    # Only where a page is opened: above a refused form it would seem to speak of that.
    cookie = request.cookies.get("saved", "") if account and request.method == "GET" else ""
    shared_context = saved_words(cookie) | {
        "request": request,
        "moment": moment,
        "canonical": base + own_path(request),
        "noindex": bool(parameters),
        "account": account,
    }
    html = environment.get_template(template).render(shared_context | dict(context))
    answer = HTMLResponse(finish_page(html), status)
    if cookie:
        answer.delete_cookie("saved", secure=base.startswith("https://"), httponly=True)
    return answer


def saved_words(cookie: str) -> dict[str, str]:
    """What a page says of what was saved just now: its revision, and what was left out of it.

    Args:
        cookie: A number of a revision, 0 where nothing changed; a hyphen and the number of
            characters that were left out may follow. Of anything else nothing is said.
    """
    match = re.fullmatch("(?P<number>[0-9]{1,10})(-(?P<hidden>[0-9]{1,7}))?", cookie)
    return {
        "saved": match["number"] if match else "",
        "removal": describe_removal(int(match["hidden"] or 0)) if match else "",
    }
