"""Merging a pledge or a source with another that is the same: which one, what stays, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import FormFields
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits.edit_request import EditRequest
from app.edits.thing_merges import MergeRequest, load_merging_thing, merge_things, plan_merger
from app.models import Pledge, Source
from app.models.kinds import PLEDGE, SOURCE
from app.queries.form_options import load_thing
from app.queries.merge_candidates import Candidate, find_candidates, likely_duplicates
from app.queries.things import Thing, things
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.not_found import missing_thing
from app.routes.reason_pages import ReasonPage, reason_redraw, render_reason_page, submit_reason
from app.routes.redraws import redraw_by
from app.routes.sections import AddressedThing, find_thing, heading_context, on_each
from app.rules.merge_summary import summarize_merger
from app.rules.merging_thing import MergingThing, differing_facts, find_obstacle
from app.spine.refusals import Refused
from app.spine.versioned import Versioned

router = APIRouter(dependencies=[Depends(redirect_to_now)])
WITH_MERGER = [PLEDGE, SOURCE]
THIS, OTHER = "this", "other"  # whose value of a fact is kept


class FactChoice(NamedTuple):
    """One fact that both state otherwise, and whose value is marked."""

    name: str
    own: object
    other: object
    side: str


@dataclass(frozen=True)
class Comparison:
    """Both things side by side.

    Attributes:
        other: The one that goes.
        choices: What they state otherwise.
        alike: What both state, by name.
        effects: What becomes of the rest, in words and counts.
        misfit: Why the marked values do not fit together; "" if they do.
        names: What the facts point at, by id.
    """

    other: Candidate
    choices: Sequence[FactChoice]
    alike: Mapping[str, object]
    effects: Sequence[tuple[str, str]]
    misfit: str
    names: Mapping[int, Thing]


@dataclass(frozen=True)
class MergePage(ReasonPage):
    """The page on which a thing is merged with another one, which goes.

    Attributes:
        text: What names the other one, as it was typed.
        candidates: What that may be.
        fields: What was sent beside it.
    """

    thing: AddressedThing
    text: str
    candidates: Sequence[Candidate]
    fields: Mapping[str, str]
    missing_reason: ClassVar[str] = "Say why: whoever comes to the old address will ask."

    @property
    def choices(self) -> frozenset[str]:
        """The facts of which the other one’s value was chosen."""
        names = type(self.thing.row).fact_names()
        return frozenset(n for n in names if self.fields.get(f"take.{n}") == OTHER)

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from the page of another thing, or of other choices."""
        return "merge", self.thing.row.entity_id, self.text, sorted(self.choices)

    @property
    def error(self) -> str:
        """Why the text names no other thing, in a sentence; "" if it names one."""
        noun = self.thing.row.noun()
        if not self.text:
            return f"Name the other {noun}."
        if not self.candidates:
            return f"There is no other {noun} “{self.text[:80]}” in the register."
        if len(self.candidates) > 1:
            labels = "; ".join(each.label for each in self.candidates)
            return f"Several may be meant: {labels}. Give the number of one."
        return ""

    def run(self, engine: Engine, edit_request: EditRequest) -> int:
        """Merge the two; the revision that does."""
        if self.error:
            raise Refused(self.error)
        root_id, [other] = self.thing.row.entity_id, self.candidates
        request = MergeRequest(root_id, other.entity_id, self.choices)
        return merge_things(engine, edit_request, request)

    def render(self, request: Request, db: Session, attempt: Attempt) -> HTMLResponse:
        """The page that asks which other one, and once it knows shows both.

        Raises:
            HTTPException: 410 when the thing is retracted.
        """
        row = self.thing.row
        current = load_thing(db, row.entity_id)
        if current is None or row.entity_id not in current.facts:
            raise missing_thing(db, type(row), row.entity_id)
        comparison, error = self.compare(db) if not self.error else (None, self.error)
        is_blank = not self.text and attempt is NO_ATTEMPT
        if error and attempt is NO_ATTEMPT and not is_blank:
            attempt = replace(attempt, status=422)
        context = heading_context(db, type(row), current)
        context |= {"here": self.thing, "text": self.text, "comparison": comparison}
        context |= {"error": "" if is_blank else error}
        context |= {"likely": likely_duplicates(db, mergeable_row(row))}
        return render_reason_page(request, "forms/merge.html", context, attempt, known=["with"])

    def compare(self, db: Session) -> tuple[Comparison | None, str]:
        """Both side by side; else why they can’t be merged."""
        root_id, [other_row] = self.thing.row.entity_id, self.candidates
        survivor = load_merging_thing(db, root_id)
        other = load_merging_thing(db, other_row.entity_id)
        if survivor is None or other is None:
            return None, f"{other_row.label} is not in the register any more."
        if obstacle := find_obstacle(survivor, other):
            return None, obstacle
        choices = self.fact_choices(survivor, other)
        names = frozenset(each.name for each in choices if each.side == OTHER)
        merger = plan_merger(db, MergeRequest(root_id, other.root.id, names))
        own_facts, other_facts = survivor.own_facts, other.own_facts
        differing_names = {each.name for each in choices}
        alike = {n: v for n, v in own_facts.items() if n not in differing_names and v is not None}
        targets = survivor.kind.targets(own_facts) | survivor.kind.targets(other_facts)
        effects = summarize_merger(merger.changes, root_id)
        return Comparison(
            other_row, choices, alike, effects, merger.obstacle, things(db, targets)
        ), ""

    def fact_choices(self, survivor: MergingThing, other: MergingThing) -> list[FactChoice]:
        """What both state otherwise: as it was sent, else the survivor’s where it states one."""
        own_facts, other_facts = survivor.own_facts, other.own_facts
        return [
            FactChoice(
                name,
                own_facts[name],
                other_facts[name],
                self.fields.get(f"take.{name}", OTHER if own_facts[name] is None else THIS),
            )
            for name in differing_facts(survivor, other)
        ]


def mergeable_row(row: Versioned) -> Candidate:
    """A row of a kind that has this page, as such."""
    assert isinstance(row, Pledge | Source)  # noqa: S101  (no other kind has the routes below)
    return row


def find_merge_page(request: Request, db: Session, fields: Mapping[str, str]) -> MergePage:
    """The page on which a thing is merged with the one that a form or an address names."""
    thing, text = find_thing(request, db), fields.get("with", "").strip()
    candidates = find_candidates(db, mergeable_row(thing.row), text) if text else []
    return MergePage(thing, text, candidates, fields)


@on_each(WITH_MERGER, router, "GET {thing}/merge", "merge")
def new(
    request: Request, _editor: Editor, db: Db, text: Annotated[str, Query(alias="with")] = ""
) -> HTMLResponse:
    """The page that asks which other one it is, or shows both."""
    return find_merge_page(request, db, {"with": text}).render(request, db, NO_ATTEMPT)


@on_each(WITH_MERGER, router, "POST {thing}/merge", "merged")
@redraw_by(reason_redraw(find_merge_page))
def create(request: Request, _reader: Reader, db: Db, fields: FormFields) -> Response:
    """Merge a thing with another one, or say what is wrong."""
    return submit_reason(request, fields, find_merge_page(request, db, fields))
