"""The questions about what may be on record already."""

from collections.abc import Sequence

from app.forms.form_background import FormBackground
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.question import Question
from app.models import Actor, Link, Pledge, Source, Step
from app.models.actor_names import ActorNames
from app.models.address import address_key
from app.models.kinds import kind_of
from app.queries.actors import index
from app.queries.duplicates import pledges_with_steps, sources_at, steps_of
from app.queries.origins import load_origins
from app.rules.likeness import are_steps_alike, share_amount
from app.rules.reposts import RING
from app.spine.folding import fold_text
from app.spine.refusals import namesake_sentence
from app.spine.versioned import Versioned
from app.spine.versions import current_rows, versions_pointing_at

ALL_THE_SAME = "Record it all the same"


def ask_about(part: FormPart, sentence: str, rows: Sequence[Versioned], box: str = "") -> None:
    """Ask whether something is one of these once more; about others it asks anew."""
    about = "-".join(str(row.entity_id) for row in rows)
    links = tuple((f"/{kind_of(row).plural}/{row.entity_id}", row.label) for row in rows)
    part.questions.ask(Question("like", sentence, ALL_THE_SAME, box, about, links))


def ask_for_like_pledges(form: FormState, background: FormBackground) -> None:
    """Ask about a new pledge that states what one of the same actor and domain does."""
    root, facts = form.root, form.root.facts or {}
    actor_id = facts.get("actor_id")
    if root.kind is not Pledge or root.entity_id is not None or not isinstance(actor_id, int):
        return
    steps = [each.facts for each in form.parts.values() if each.kind is Step and each.facts]
    alike: dict[int, Pledge] = {}
    for pledge, step in pledges_with_steps(background.session, actor_id, facts["domain"]):
        is_called_so = fold_text(pledge.title) == fold_text(facts["title"])
        if is_called_so or (step and any(share_amount(each, step.facts()) for each in steps)):
            alike[pledge.entity_id] = pledge
    if alike:
        sentence = "There is one like it. Where this is the same pledge, add a step there instead:"
        ask_about(root, sentence, list(alike.values()))


def ask_for_like_links(form: FormState, background: FormBackground) -> None:
    """Ask about a new link that joins two things as one on record does, from whichever end."""
    root, facts = form.root, form.root.facts or {}
    ends = {facts.get("from_id"), facts.get("to_id")}
    is_read = all(isinstance(each, int) for each in ends)
    if root.kind is not Link or root.entity_id is not None or not is_read:
        return
    alike = [
        each.entity.id
        for each in versions_pointing_at(background.session, [facts["from_id"]])
        if each.kind is Link
        and each.facts["kind"] is facts["kind"]
        and {each.facts["from_id"], each.facts["to_id"]} == ends
    ]
    if alike:
        rows = current_rows(background.session, alike)
        ask_about(root, "There is one like it:", [rows[i] for i in sorted(alike)])


def ask_for_like_steps(form: FormState, background: FormBackground) -> None:
    """Ask about a new step that states what one of the pledge does, added by whomever."""
    root_id = form.root.entity_id
    new_steps = [
        each
        for each in form.parts.values()
        if each.kind is Step and each.entity_id is None and each.facts
    ]
    if root_id is None or not new_steps:
        return
    gone_keys = {each.key for each in form.parts.values() if each.is_removed}
    for part in new_steps:
        for step in steps_of(background.session, root_id):
            is_kept = str(step.entity_id) not in gone_keys
            if is_kept and are_steps_alike(part.facts or {}, step.facts()):
                part.questions.ask(
                    Question(
                        "like",
                        f"There is one like it: {step.label}. Where a further source says so, add "
                        "a citation to that one instead.",
                        ALL_THE_SAME,
                        about=str(step.entity_id),
                        links=((f"/pledges/{root_id}#steps", "The steps of this pledge"),),
                    )
                )


def ask_for_like_sources(form: FormState, background: FormBackground) -> None:
    """Ask about a source at an address that another one has but for its spelling.

    Where it is the very same address, that is an error: it can't be recorded.
    """
    for part in form.parts.values():
        address = (part.facts or {}).get("address") if part.kind is Source else None
        if not address or not background.is_changed(part, "address"):
            continue
        others = sources_at(background.session, address_key(address), part.entity_id or 0)
        if same := [each for each in others if each.address == address]:
            part.errors["address"] = namesake_sentence(same[0].label)
        elif others:
            sentence = "There is one like it, at the same address but for how it is written:"
            ask_about(part, sentence, others, "address")


def refuse_ring_of_reposts(form: FormState, background: FormBackground) -> None:
    """Refuse a source that would repeat what repeats it: an error beside what it repeats."""
    root, origin_id = form.root, (form.root.facts or {}).get("origin_id")
    is_same = not background.is_changed(root, "origin_id")
    if root.kind is not Source or is_same or not isinstance(origin_id, int):
        return
    origins = load_origins(background.session, [origin_id])
    if root.entity_id in {origin_id, *origins.values()}:
        root.errors["origin_id"] = RING.format("This source")


def ask_for_like_actors(form: FormState, background: FormBackground) -> None:
    """Ask about an actor that is called as another one is."""
    root, facts = form.root, form.root.facts or {}
    name = facts.get("name")
    if root.kind is not Actor or not name or not background.is_changed(root, "name"):
        return
    others = [each for each in index(background.session) if each.entity_id != root.entity_id]
    if facts["code"] in [each.code for each in others]:
        return  # which can't be saved at all
    code = ActorNames(others).find(name)
    for actor in others:
        if actor.code == code:
            url = f"/{'countries' if actor.is_country else 'groups'}/{code}"
            root.questions.ask(
                Question(
                    "like",
                    "There is one that is called so already, and two of one name can’t be told "
                    "apart:",
                    ALL_THE_SAME,
                    "name",
                    str(actor.entity_id),
                    ((url, actor.name),),
                )
            )
