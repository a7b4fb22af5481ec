"""All that forms ask about before they are saved: one function for each sort of question."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from app.forms.citation_questions import ask_about_citations
from app.forms.date_questions import ask_about_dates
from app.forms.duplicate_questions import (
    ask_for_like_actors,
    ask_for_like_links,
    ask_for_like_pledges,
    ask_for_like_sources,
    ask_for_like_steps,
    refuse_ring_of_reposts,
)
from app.forms.form_background import FormBackground
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.own_word_questions import ask_for_own_word
from app.forms.question import PartQuestions, Question
from app.models import Check, Citation, Pledge, Step
from app.models.vocabulary import Bindingness, CheckResult, Domain, Mode
from app.queries.citations import passage_modes
from app.queries.duplicates import pledges_in_domain
from app.spine.desired import Key
from app.spine.versions import current_rows

NOTHING = Question(
    "nothing",
    "“Nothing” says that there was nothing at all, and this is on record. Choose “nothing newer” "
    "where nothing was there beyond it:",
    "The search found nothing at all",
    "found",
)
NO_PLEDGE = Question(
    "no_pledge",
    "No pledge of this actor in this domain is on record that it could be said of. Choose "
    "“nothing”, or “something new” and record what was there.",
    "It is said of what is recorded elsewhere",
    "found",
)
OTHER_PLEDGE = Question(
    "whose",
    "This is the pledge of another actor, and its page would tell of this search. Choose that "
    "actor, or leave this empty:",
    "The search was about that pledge all the same",
    "pledge_id",
)


def ask_questions(form: FormState, background: FormBackground) -> bool:
    """Ask about a form what ASKERS find in it; whether all of that is answered.

    A form that recorded something already is asked only about what it changed since: it would be
    like itself.
    """
    for part in form.parts.values():
        part.questions = PartQuestions({}, part.questions.answers, part.questions.earlier)
    for ask in (ask_about_citations,) if background.is_sent_again else ASKERS:
        ask(form, background)
    return not any(part.questions.unanswered for part in form.parts.values())


def ask_what_binds(form: FormState, background: FormBackground) -> None:
    """Ask about a step that was made formal, though nothing cited for it is a document."""
    for part in form.parts.values():
        if part.kind is not Step or not background.is_changed(part, "bindingness"):
            continue
        is_formal = (part.facts or {}).get("bindingness") is Bindingness.FORMAL
        if is_formal and Mode.DOCUMENT not in cited_modes(form, part, background.session):
            part.questions.ask(
                Question(
                    "formal",
                    "Formal is what binds the state: a treaty, a contract, a decision of its "
                    "cabinet. No passage cited for this step is the document itself. Choose "
                    "“declared” for a signed declaration of intent, or cite the document.",
                    "It binds the state all the same",
                    "bindingness",
                )
            )


def cited_modes(form: FormState, row: FormPart, session: Session) -> set[Mode]:
    """How the passages that a row of a form cites give what was said."""
    citations = [each for each in form.tree.get(row.key, ()) if each.kind is Citation]
    passages = [each.facts["passage_id"] for each in citations if each.facts is not None]
    new_parts = [form.parts[each.name] for each in passages if isinstance(each, Key)]
    modes = {part.facts["mode"] for part in new_parts if part.facts is not None}
    return modes | passage_modes(session, [each for each in passages if isinstance(each, int)])


def ask_what_is_on_record(form: FormState, background: FormBackground) -> None:
    """Ask about a search whose result does not fit what is on record of its kind."""
    facts = form.root.facts or {}
    if form.root.kind is not Check or facts.get("found") is CheckResult.SOMETHING_NEW:
        return
    if not background.is_changed(form.root, "found", "actor_id", "topic"):
        return
    if facts.get("topic") not in list(Domain):
        return
    actor_id, topic = facts["actor_id"], facts["topic"]
    is_new = not isinstance(actor_id, int)
    pledges = [] if is_new else pledges_in_domain(background.session, actor_id, topic)
    links = tuple((f"/pledges/{each.entity_id}", each.title) for each in pledges)
    if pledges and facts["found"] is CheckResult.NOTHING:
        form.root.questions.ask(replace(NOTHING, links=links))
    elif not pledges and facts["found"] is not CheckResult.NOTHING and not facts["pledge_id"]:
        form.root.questions.ask(NO_PLEDGE)


def ask_whose_pledge_it_is(form: FormState, background: FormBackground) -> None:
    """Ask about a search of one actor that is said to be for the pledge of another."""
    facts = form.root.facts or {}
    if form.root.kind is not Check or not facts.get("pledge_id"):
        return
    if not background.is_changed(form.root, "pledge_id", "actor_id"):
        return
    pledge_id = facts["pledge_id"]
    row = current_rows(background.session, [pledge_id]).get(pledge_id)
    if isinstance(row, Pledge) and row.actor_id != facts["actor_id"]:
        links = ((f"/pledges/{pledge_id}", row.title),)
        form.root.questions.ask(replace(OTHER_PLEDGE, about=str(pledge_id), links=links))


# To ask about something else: one more function of this shape, named here.
ASKERS: tuple[Callable[[FormState, FormBackground], None], ...] = (
    ask_what_binds,
    ask_for_own_word,
    ask_what_is_on_record,
    ask_whose_pledge_it_is,
    ask_about_dates,
    ask_for_like_pledges,
    ask_for_like_steps,
    ask_for_like_sources,
    refuse_ring_of_reposts,
    ask_for_like_actors,
    ask_for_like_links,
    ask_about_citations,
)
