import re
from pathlib import Path

import pytest

from app.models import Actor, Stance
from app.models.kinds import ATTENDANCE, BY_MODEL, BY_NOUN, BY_PLURAL, KINDS, Kind, kind_of
from app.models.vocabulary import ActorKind
from app.settings import ROOT
from app.spine.versioned import Versioned, kinds

OURS = [each for each in kinds() if each.__module__.startswith("app.")]
FILES = [
    file
    for file in (*ROOT.glob("app/**/*.py"), *ROOT.glob("templates/**/*.html"))
    if file != ROOT / "app/models/kinds.py"
]
# An s more or a letter less makes another noun: `f"{noun}s"`, `noun ~ 's.show'`, `section[:-1]`.
CUT_NOUN = re.compile(
    r"""\bnoun(?:\(\))?\ ?\}+(?:s\b|\{+\ ?['"]s['"])
      | \b(?:noun|kind|refers_to)(?:\(\))?\ ~\ ['"]s\b
      | \b(?:noun|section|plural)\[:-1\]
      | aeiou""",
    re.VERBOSE,
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_table_of_versions_is_in_the_table_of_kinds(model: type[Versioned]):
    assert BY_MODEL[model].noun == model.noun()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_a_kind_is_found_by_its_words(kind: Kind):
    assert BY_NOUN[kind.noun] is kind
    assert BY_PLURAL[kind.plural] is kind


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("event", ("an event", "Events", "an event", "/events/{event_id}", "event_id")),
        ("country", ("a country", "Countries", "a country", "/countries/{code}", "code")),
        (
            "check",
            ("a check", "Looked for", "that somebody looked", "/checks/{check_id}", "check_id"),
        ),
    ],
)
def test_a_kind_says_its_words_and_addresses(noun: str, words: tuple[str, ...]):
    kind = BY_NOUN[noun]

    assert (kind.with_article, kind.title, kind.record_object, kind.path, kind.key) == words


def test_a_kind_names_its_routes():
    assert BY_NOUN["country"].route("show") == "countries.show"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 attendances"), (1, "1 attendance"), (2, "2 attendances")]
)
def test_a_kind_counts(number: int, words: str):
    assert ATTENDANCE.count(number) == words


@pytest.mark.parametrize(
    ("kind", "noun"), [(ActorKind.COUNTRY, "country"), (ActorKind.COALITION, "group")]
)
def test_an_actor_is_a_country_or_a_group(kind: ActorKind, noun: str):
    assert kind_of(Actor(kind=kind)).noun == noun


def test_the_kind_of_another_row_is_that_of_its_table():
    assert kind_of(Stance()).noun == "stance"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_the_table_of_kinds_makes_nouns(file: Path):
    assert CUT_NOUN.findall(file.read_text("utf-8")) == []
