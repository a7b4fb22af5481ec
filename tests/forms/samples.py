"""What a form finds in a small register, without a database."""

from datetime import date

from app.forms.form_part import FormPart
from app.forms.form_state import ROOT, FormState
from app.forms.references import ReferenceFinder
from app.models import Actor, Passage, Pledge, Source
from app.models.when import When
from app.queries.form_options import FormOptions, PassageOption, ThingWithParts
from app.spine.versioned import Entity, Facts, Versioned

FRANCE = Actor(entity_id=1, code="fr", name="France", kind="country", aliases=["the French"])
DAILY = Source(
    entity_id=2,
    publisher="The Daily",
    title="Troops to go",
    published=When(edtf="2026-03-01", basis="stated"),
    retrieved_on=date(2026, 3, 2),
)
GAZETTE = Source(entity_id=3, publisher="Gazette", title=None, published=None)
SAID = Passage(
    entity_id=9,
    locator="¶18",
    speaker="Mari Maa",
    gist="She says that a company will go there before the end of the summer.",
)
HEARD = PassageOption(SAID, DAILY)


# What is typed for a pledge, and for a new passage beside a citation.
PLEDGE_TEXTS = {"actor_id": "France", "title": "A brigade", "domain": "land"}
SAID_TEXTS = {"source_id": "2", "locator": "¶3", "gist": "It will go.", "mode": "paraphrase"}
SAID_TEXTS |= {"credibility": "2", "each": "false"}


def finder() -> ReferenceFinder:
    return ReferenceFinder(
        FormOptions([FRANCE], [DAILY, GAZETTE], [("Mari Maa", "minister")], [], [HEARD])
    )


def form_state(kind: type[Versioned] = Pledge, /, **texts: str) -> FormState:
    """A form for a new thing."""
    return FormState({ROOT: FormPart(ROOT, kind, "", dict(texts))}, 7)


def pledge_form() -> FormState:
    """The form for a new pledge, right as it is."""
    return form_state(Pledge, **PLEDGE_TEXTS)


def entity(number: int, kind: type[Versioned], under: int | None = None, root: int = 4) -> Entity:
    return Entity(id=number, kind=kind.noun(), parent_id=under, root_id=root)


def thing_with_parts(facts: dict[int, tuple[type[Versioned], int | None, Facts]]) -> ThingWithParts:
    """A thing, the first of these, with its parts: kind, parent and facts by number."""
    root = next(iter(facts))
    entities = {i: entity(i, kind, under, root) for i, (kind, under, _) in facts.items()}
    return ThingWithParts(
        entities[root], entities, {i: each for i, (_, _, each) in facts.items()}, 7
    )
