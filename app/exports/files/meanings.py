"""What facts mean and why they are left out, where their declaration says neither."""

from collections.abc import Mapping

from app.models import Condition, Versioned
from app.models.vocabulary import LIMITS, OF_AN_ACTOR
from app.spine.versioned import Facts

FACT_MEANINGS = {
    ("actor", "name"): "Its English name.",
    ("actor", "kind"): "Country, organisation, the coalition, or a group.",
    ("actor", "aliases"): "Other names that readers look for.",
    ("source", "kind"): "What sort of text or recording it is.",
    ("source", "title"): "Its headline or title.",
    ("source", "publisher"): "Who brought it out.",
    ("source", "author"): "Who wrote it, as named there.",
    ("source", "published"): "When it came out, with its doubt.",
    ("pledge", "actor_id"): "The actor whose offer it is; its own word or not.",
    ("pledge", "domain"): "Of what sort: on land, in the air, at sea, money and so on.",
    ("pledge", "capability"): "What exactly is offered, where it is known.",
    ("pledge", "place"): "Where it would be.",
    ("condition", "kind"): "What must hold first, or what limits the offer.",
    ("condition", "words"): "The condition as we put it.",
    ("stance", "actor_id"): "The actor whose position it is.",
    ("stance", "proposition"): "What the position is about.",
    ("assessment", "kind"): "Estimate, comparator, requirement, judgement or purpose.",
    ("assessment", "about_actor_id"): "The actor that it judges or asks.",
    ("assessment", "domain"): "Of what sort it speaks.",
    ("assessment", "capability"): "Of what exactly it speaks.",
    ("event", "kind"): "What sort of happening it was.",
    ("event", "place"): "Where it was.",
    ("attendance", "actor_id"): "The actor that was there.",
    ("attendance", "role"): "In which part it was there.",
    ("membership", "member_id"): "The actor that belongs to the other.",
    ("membership", "role"): "In which part it belongs to it.",
    ("membership", "began"): "When it joined.",
    ("circumstance", "kind"): "What is waited for.",
    ("circumstance", "state"): "How far it had come at that date.",
    ("check", "actor_id"): "The actor that was looked for.",
    ("check", "checked_on"): "The day on which somebody looked.",
    ("link", "from_id"): "The thing that bears on the other.",
    ("link", "to_id"): "The thing that it bears on.",
    ("link", "kind"): "How it bears on it.",
    ("link", "note"): "What should be known about it.",
    ("citation", "source_id"): "The source that says so.",
    ("citation", "speaker"): "Who says so, as the source names them.",
    ("citation", "speaker_role"): "What the speaker is.",
    ("citation", "mode"): "Quoted, paraphrased, told by the source itself, or a document.",
    ("citation", "credibility"): "Of what is said, by the Admiralty code: 1 best, 5 worst, 6 open.",
    ("source", "reliability"): "Of the source, by the Admiralty code: A best, E worst, F open.",
}
NO_DATE = "no date: it is as old as its oldest source"
BLANK_REASONS = {  # why a fact is left out, where more can be said than that it is not recorded
    **{(noun, "at"): NO_DATE for noun in ("step", "stance", "assessment", "event", "circumstance")},
    ("circumstance", "actor_id"): "it is of the whole world",
    ("assessment", "about_actor_id"): "it is about no single actor",
    ("condition", "gate"): "a limit holds up nothing",
    ("condition", "alternative_to_id"): "it is the first or only one of its set",
    ("condition", "actor_id"): "of the owner, or of the world",
    ("citation", "fact"): "it is for all that the row says",
    ("citation", "speaker"): "the source names no speaker",
    ("citation", "on_behalf_id"): "nobody is spoken for",
    ("citation", "quote"): "nothing is quoted",
    ("citation", "translated"): "nothing is translated",
    ("source", "origin_id"): "it repeats no other source",
    ("membership", "ended"): "not known to have ended",
    **{("step", name): "this step does not state it" for name in
       ("bindingness", "readiness", "delivery", "standing", "quantity")},
}  # fmt: skip


def row_blank_reasons(version: Versioned | None, computed: Facts) -> Mapping[str, str]:
    """Why fields of this row are blank, where its other fields tell which of several reasons."""
    reasons = dict.fromkeys(unknown_first_days(computed), "the date has no first day")
    if isinstance(version, Condition):
        why = "a limit is the owner’s" if version.kind in LIMITS else "it is of the world"
        why = "it is of the owner" if version.kind in OF_AN_ACTOR else why
        reasons |= {"actor_id": why, "actor_uid": why}
    return reasons


def unknown_first_days(computed: Facts) -> list[str]:
    """The first days of those dates of which only the last day is known."""
    firsts = (name for name in computed if name.endswith("_earliest"))
    return [n for n in firsts if computed[f"{n.removesuffix('earliest')}latest"] is not None]
