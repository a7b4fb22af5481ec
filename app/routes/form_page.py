"""Recording and changing things: one form for each, with its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.edits.save_conflict import FormConflict
from app.forms import form_conflicts
from app.forms.empty_form import add_prefilled_part
from app.forms.form_background import FormBackground
from app.forms.form_part import FormPart
from app.forms.form_state import FULL, ROOT, FormState, part_subtree
from app.forms.list_query import is_thing_number
from app.forms.options import box_options, condition_list
from app.forms.preview import gist_start, has_conflict, is_folded, part_label, preview_text
from app.forms.references import ReferenceFinder
from app.models import Versioned
from app.models.country import NAMES
from app.queries.form_options import ThingWithParts, load_form_options, load_thing
from app.queries.passages import newest_changes
from app.queries.register import load_revisions
from app.routes.attempt import NO_ATTEMPT, Attempt
from app.routes.form_submit import SESSION_ENDED, refused_attempt, render_form_page
from app.routes.not_found import missing_thing
from app.routes.redirects import cancel_url
from app.routes.sections import heading_context
from app.spine.lookups import submission_revisions
from app.spine.moment import reading_session
from app.spine.versioned import find_kind
from app.spine.versions import facts_at
from app.templating.paths import own_path

TEMPLATE_NAMES: Mapping[str, object] = {  # how the page says what it holds
    **{
        "box_options": box_options,
        "part_label": part_label,
        "gist_start": gist_start,
    },
    "find_fact_conflict": form_conflicts.find_fact_conflict,
    "display_text": form_conflicts.display_text,
    **{"is_folded": is_folded, "has_conflict": has_conflict},
}

PARAMETERS = (
    "new",
    "under",
    "intent",
    "actor",
    "link",
    "to",
    "source",
    "passage",
)  # of the address, beside facts


@dataclass
class FormPage:
    """The page of a form, for a thing that is there or a new one.

    Attributes:
        kind: The kind of the thing.
        thing: The thing as it is; None for a new one.
        finder: What finds the things that the form names.
    """

    request: Request
    db: Session
    kind: type[Versioned]
    thing: ThingWithParts | None
    finder: ReferenceFinder

    @property
    def known_parts(self) -> dict[str, FormPart]:
        """The parts that are in the register or ever were, parents first; or the new thing."""
        if self.thing is None:
            return {ROOT: FormPart(ROOT, self.kind)}
        return {
            str(each.id): FormPart(str(each.id), find_kind(each.kind), str(each.parent_id or ""))
            for each in self.thing.entities.values()
        }

    def load_background(self, form: FormState) -> FormBackground:
        """What questions about the form are judged by."""
        submissions = submission_revisions(self.db, form.submission)
        base = max([form.base, *(number for _, number in submissions)])
        facts, entities = (self.thing.facts, self.thing.entities) if self.thing else ({}, {})
        if self.thing is not None and base < self.thing.since:
            facts = facts_at(self.db, entities.values(), base)
        recorded_facts = {str(entity_id): each for entity_id, each in facts.items()}
        today = self.request.state.moment.today
        return FormBackground(self.db, today, recorded_facts, entities, bool(submissions))

    @property
    def label(self) -> str:
        """The thing in a sentence."""
        if self.thing is None:
            return ""
        root = self.thing.root
        return self.kind.entity_label(root.id, self.thing.facts.get(root.id, {}))

    def render(
        self, form: FormState, attempt: Attempt = NO_ATTEMPT, **more: object
    ) -> HTMLResponse:
        """The page of the form."""
        context = form_context(self.request, self.kind, form, self.finder)
        context |= {"thing": self.thing, "label": self.label, "row": None}
        context |= {"back": cancel_url(self.request, self.db, self.kind, self.thing)}
        is_sent = self.request.method == "POST"
        if attempt.status == 422 and self.request.state.account is None:
            context["problems"] = [("#sign-in-name", SESSION_ENDED), *form_errors(form)]
        context |= {"preview_text": preview_text if is_sent else None}
        context["session_ended"] = SESSION_ENDED
        if self.thing is not None and self.thing.root.id in self.thing.facts:
            context |= heading_context(self.db, self.kind, self.thing)
        names = [*self.kind.fact_names(), *PARAMETERS]
        return render_form_page(self.request, "forms/show.html", context | more, attempt, names)

    def render_conflict(self, form: FormState, conflict: FormConflict) -> HTMLResponse:
        """The form with what others saved since its page was shown."""
        root_id = form.root.entity_id
        with reading_session(self.request.app.state.engine) as session:
            now = load_thing(session, root_id) if root_id is not None else None
            changed = max([now.since if now else 0, *newest_changes(session, cited_ids(conflict))])
            last_edit = load_revisions(session, [changed]).get(changed)
        differences = conflict.number, conflict.conflicts, conflict.resolutions
        current_ids = now.facts if now else {}
        form_conflicts.open_conflicts(form, *differences, self.finder, current_ids)
        return self.render(form, refused_attempt(conflict), last_edit=last_edit)


def cited_ids(conflict: FormConflict) -> set[int]:
    """The passages that the rows in conflict name, as far as they are recorded."""
    facts = (each.mine or {} for each in conflict.conflicts.values())
    return {i for each in facts if isinstance(i := each.get("passage_id"), int)}


def form_context(
    request: Request, kind: type[Versioned], form: FormState, finder: ReferenceFinder
) -> dict[str, object]:
    """What the page of a form needs of the form itself, and asks the register nothing for."""
    context: dict[str, object] = {"kind": kind, "form": form, "tree": form.tree}
    context |= {"condition_names": condition_list(form), "at": own_path(request), "focus": ""}
    context |= {"choices": finder.choices, "countries": NAMES, "finder": finder}
    context |= {"problems": form_errors(form), "conflict_links": conflict_links(form)}
    context["last_edit"] = None
    return {**context, **TEMPLATE_NAMES}


def conflict_links(form: FormState) -> list[tuple[str, str]]:
    """The anchor and the title of each fact that both changed."""
    return [
        (f"#conflict-{part.key}-{box.fact}", box.title)
        for part in form.parts.values()
        for box in part.boxes
        if box.is_main and form_conflicts.find_fact_conflict(form, part.key, box.fact)
    ]


def form_errors(form: FormState) -> list[tuple[str, str]]:
    """The anchor of each error, and a sentence that names its box; then what is asked about."""
    errors = []
    for name, sentence in form.problems():
        key, _, box = name.partition(".")
        titles = {each.name: each.title for each in form.parts[key].boxes} if box else {}
        anchor = f"#b-{name.replace('.', '-')}" if name else ""
        errors.append((anchor, f"{titles[box]}: {sentence}" if box in titles else sentence))
    for part in form.parts.values():
        for question in part.questions.unanswered:
            errors.append((f"#b-{part.key}-sure-{question.key}", str(question)))
    return errors


def apply_button(form: FormState, finder: ReferenceFinder) -> str:
    """Add or drop a part, where the form was sent by such a button; the key of what to show."""
    if command := form.words.pop("add", ""):
        noun, _, under = command.partition(":")
        fitting_kinds = [kind for kind in form.allowed_kinds(under) if kind.noun() == noun]
        if fitting_kinds and form.is_full:
            form.errors[""] = FULL
            return form.root.key
        return (
            add_prefilled_part(form, fitting_kinds[0], under, finder).key
            if fitting_kinds
            else form.root.key
        )
    if (dropped_key := form.words.pop("drop", "")) in form.parts:
        part = form.parts[dropped_key]
        for each in list(part_subtree(form.tree, part)):
            del form.parts[each.key]
        return part.under or form.root.key
    return ""


def load_form_page(
    request: Request, db: Session, kind: type[Versioned], entity_id: int | None
) -> FormPage:
    """The form page of a thing, or of a new one where `entity_id` is None.

    Raises:
        HTTPException: 404 when there never was such a thing, 410 when it was retracted; what was
            typed of one that is retracted by now has its page all the same.
    """
    thing = load_thing(db, entity_id) if entity_id is not None else None
    if entity_id is not None and (
        thing is None
        or thing.root.kind != kind.noun()
        or (request.method == "GET" and entity_id not in thing.facts)
    ):
        raise missing_thing(db, kind, entity_id)
    facts = thing.facts.values() if thing else ()
    passage_ids = {each["passage_id"] for each in facts if "passage_id" in each}
    if (number := request.query_params.get("passage", "")) and is_thing_number(number):
        passage_ids.add(int(number))
    return FormPage(request, db, kind, thing, ReferenceFinder(load_form_options(db, passage_ids)))
