"""Recording and changing things: one form for each, with its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app.edits.signed import Signed
from app.edits.things import Disputed, save
from app.forms import disputes
from app.forms.boxes import boxes
from app.forms.finding import Finder
from app.forms.offered import listed, offered
from app.forms.openings import opening
from app.forms.sent import sent
from app.forms.sheet import FULL, ROOT, Part, Sheet, below
from app.forms.telling import called, gist, heard, is_disputed, is_folded
from app.models import Account, Versioned
from app.models.country import NAMES
from app.models.parts import parts
from app.queries.choices import Whole, choices, whole
from app.queries.register import made_by
from app.routes.finding import missing
from app.routes.headings import heading
from app.routes.landing import back_to, landed
from app.routes.sending import OPENED, SECRETS, Attempt, Sending, drawn, send
from app.spine.moment import at
from app.spine.revision import Intent
from app.spine.versioned import named
from app.templating import own_path

MEANT = {each.value: each for each in (Intent.UPDATES, Intent.CORRECTS)}
WHICH = "Say which it is."
WRONG = Attempt(422)
SAYING: dict[str, Any] = {  # how the page says what it holds
    **{"offered": offered, "parts_of": parts, "boxes_of": boxes, "called": called, "gist": gist},
    **{"open_on": disputes.open_on, "words_of": disputes.shown},
    **{"is_folded": is_folded, "is_disputed": is_disputed},
}
Items = list[tuple[str, str]]


async def items(request: Request) -> Items:
    """What a form sent, in its order."""
    async with request.form(max_fields=10_000) as form:
        return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


Sent = Annotated[Items, Depends(items)]


@dataclass
class Desk:
    """A form on somebody's screen.

    Attributes:
        kind: Of the thing.
        whole: The thing as it is; None for a new one.
    """

    request: Request
    db: Session
    kind: type[Versioned]
    whole: Whole | None
    finder: Finder

    @property
    def known(self) -> dict[str, Part]:
        """The parts that are in the register or ever were, parents first; or the new thing."""
        if self.whole is None:
            return {ROOT: Part(ROOT, self.kind)}
        return {
            str(each.id): Part(str(each.id), named(each.kind), str(each.parent_id or ""))
            for each in self.whole.entities.values()
        }

    @property
    def label(self) -> str:
        """The thing in a sentence."""
        if self.whole is None:
            return ""
        root = self.whole.root
        return self.kind.called_by(root.id, self.whole.facts.get(root.id, {}))

    def shown(self, sheet: Sheet, attempt: Attempt = OPENED, **more: object) -> HTMLResponse:
        """The page of the form."""
        context: dict[str, Any] = {"kind": self.kind, "whole": self.whole, "label": self.label}
        context |= {"sheet": sheet, "tree": sheet.tree, "listed": listed(sheet)}
        context |= {"choices": self.finder.choices, "countries": NAMES, "finder": self.finder}
        context |= {"at": own_path(self.request), "focus": "", "by": None} | SAYING
        context |= {"back": back_to(self.request, self.db, self.kind, self.whole)}
        context |= {"problems": told(sheet), "disputed": disputed(sheet)}
        context |= {"heard": heard if self.request.method == "POST" else None, "row": None}
        if self.whole is not None and self.whole.root.id in self.whole.facts:
            context |= heading(self.db, self.kind, self.whole)
        known = [*self.kind.names(), "new", "under", "intent", "actor", "link", "to"]
        return drawn(self.request, "forms/show.html", context | more, attempt, known)

    def take(self, sent_items: Items) -> Response:
        """What becomes of a form that was sent: saved, or shown again with what is wrong."""
        secrets = {n: text for n, text in sent_items if n in SECRETS}
        rest = [(n, text) for n, text in sent_items if n not in secrets]
        newest: int = self.request.state.moment.number
        sheet = sent(rest, self.known, newest)
        if more := asked(sheet, self.finder):
            return self.shown(sheet, focus=more)
        settled, read = disputes.settle(sheet), sheet.read(self.finder)
        if self.whole is not None and sheet.words.get("intent") not in MEANT:
            sheet.errors["intent"] = WHICH
        if not settled or not read or sheet.errors:
            return self.shown(sheet, WRONG)
        return self.sent(secrets, sheet)

    def sent(self, secrets: Mapping[str, str], sheet: Sheet) -> Response:
        """Save it, and go to the page of the thing; or show what stands against it."""

        def do(account: Account) -> int | None:
            intent = MEANT[sheet.words["intent"]] if self.whole else Intent.RECORDS
            why = sheet.words.get("comment", "").strip()
            signed = Signed(account.id, why, sheet.form, sheet.base)
            engine = self.request.app.state.engine
            return save(engine, signed, intent, sheet.wanted, self.finder.fresh)[0]

        def done(number: int | None) -> Response:
            return landed(self.request, self.kind, number, sheet.root.entity_id)

        def anew(attempt: Attempt) -> HTMLResponse:
            if isinstance(attempt.reason, Disputed):
                return self.disputed(sheet, attempt, attempt.reason)
            return self.shown(sheet, attempt)

        return send(self.request, secrets, Sending(do, done, anew))

    def disputed(self, sheet: Sheet, attempt: Attempt, conflict: Disputed) -> HTMLResponse:
        """The form with what others changed since it was drawn."""
        with at(self.request.app.state.engine) as session:
            now = whole(session, int(sheet.root.key))
            assert now is not None  # noqa: S101  (only what is there can be disputed)
            by = made_by(session, [now.since]).get(now.since)
        told = conflict.number, conflict.clashes, conflict.agreed
        disputes.dispute(sheet, *told, self.finder, now.facts)
        return self.shown(sheet, attempt, by=by)


def disputed(sheet: Sheet) -> list[tuple[str, str]]:
    """The facts that both changed: where each stands on the page, and what it is called."""
    return [
        (f"#dispute-{part.key}-{box.fact}", box.title)
        for part in sheet.parts.values()
        for box in boxes(part.kind)
        if box.is_main and disputes.open_on(sheet, part.key, box.fact)
    ]


def told(sheet: Sheet) -> list[tuple[str, str]]:
    """All that is wrong: where it stands on the page, and a sentence that names the box."""
    found = []
    for name, sentence in sheet.problems():
        key, _, box = name.partition(".")
        titles = {each.name: each.title for each in boxes(sheet.parts[key].kind)} if box else {}
        place = f"#b-{name.replace('.', '-')}" if name else ""
        found.append((place, f"{titles[box]}: {sentence}" if box in titles else sentence))
    return found


def asked(sheet: Sheet, finder: Finder) -> str:
    """Do what a button of the form asks that does not save; the key of what it is about."""
    if command := sheet.words.pop("add", ""):
        noun, _, under = command.partition(":")
        fits = [kind for kind in sheet.fitting(under) if kind.noun() == noun]
        if fits and sheet.is_full:
            sheet.errors[""] = FULL
            return sheet.root.key
        return opening(sheet, fits[0], under, finder).key if fits else sheet.root.key
    if (dropped := sheet.words.pop("drop", "")) in sheet.parts:
        part = sheet.parts[dropped]
        for each in list(below(sheet.tree, part)):
            del sheet.parts[each.key]
        return part.under or sheet.root.key
    return ""


def desk(request: Request, db: Session, kind: type[Versioned], entity_id: int | None) -> Desk:
    """The desk for a thing, or for a new one.

    Raises:
        HTTPException: 404 when there never was such a thing, 410 when it was retracted; what was
            typed of one that is retracted by now has a desk all the same.
    """
    found = whole(db, entity_id) if entity_id is not None else None
    if entity_id is not None and (
        found is None
        or found.root.kind != kind.noun()
        or (request.method == "GET" and entity_id not in found.facts)
    ):
        raise missing(db, kind, entity_id)
    facts = found.facts.values() if found else ()
    cited = {each["source_id"] for each in facts if "source_id" in each}
    return Desk(request, db, kind, found, Finder(choices(db, cited)))
