"""What the address of a list asks for, read word by word."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.models.actor_names import ActorNames
from app.spine.folding import fold_text
from app.spine.text import clean_text
from app.spine.value import Term

MAX_TEXT = 200  # characters of a free text


@dataclass(frozen=True)
class Parameter:
    """One name that an address may hold.

    Attributes:
        name: As it stands in the address.
        title: What data call it, in the question that a file answers.
        meaning: What it chooses, in a sentence, for programs.
        choices: The label of each word that it takes; None for any text.
        is_repeatable: Whether it may be repeated: then one of the words is enough.
        accepts_other: Whether it takes a word that `choices` lacks.
        resolve: The word for what else people call it; None where it is nothing.
        label: What pages call it, where that is plainer than the title.
        hint: What it chooses, for readers, where that is plainer than the meaning.
    """

    name: str
    title: str
    meaning: str
    choices: Mapping[str, str] | None = None
    is_repeatable: bool = True
    accepts_other: Callable[[str], bool] | None = None
    resolve: Callable[[str], str | None] | None = None
    label: str = ""
    hint: str = ""

    def parse(self, text: str) -> str:
        """The word that `text` is.

        Raises:
            ValueError: With a sentence that says what is accepted.
        """
        word = text.strip()
        if self.choices is None:
            if len(word) > MAX_TEXT:
                raise ValueError(f"{self.title}: at most {MAX_TEXT} characters.")
            return clean_text(word, is_line=True)
        for choice in self.choices:
            if fold_text(choice) == fold_text(word):
                return choice
        if self.resolve is not None and (name := self.resolve(word)):
            return name
        if self.accepts_other is not None and self.accepts_other(word):
            return word
        hint = f"Choose of: {', '.join(self.choices)}." if self.choices else self.meaning
        raise ValueError(f"“{word[:60]}” is nothing to choose for {self.name}. {hint}")

    def label_of(self, word: str) -> str:
        """The label of a word."""
        return (self.choices or {}).get(word, word)


@dataclass(frozen=True)
class ListQuery:
    """The question that an address asks: words by parameter, in the order of the parameters."""

    parameters: tuple[Parameter, ...]
    words: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words for a parameter; () for none."""
        return self.words.get(name, ())

    def word_for(self, name: str, default: str = "") -> str:
        """The word for a parameter that takes one."""
        return next(iter(self[name]), default)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """All of it, as the pairs of a query."""
        return [(name, word) for name, words in self.words.items() for word in words]

    def without(self, name: str, word: str) -> list[tuple[str, str]]:
        """The pairs of the same question without one word."""
        return [pair for pair in self.pairs if pair != (name, word)]

    @property
    def filters(self) -> list[tuple[Parameter, tuple[str, ...]]]:
        """The parameters that choose rows, each with its words."""
        return [(p, self[p.name]) for p in self.parameters if self[p.name] and p.name != "sort"]

    def __str__(self) -> str:
        """In words: “domain: land or sea; attribution: own”."""
        return "; ".join(
            f"{p.title.lower()}: {' or '.join(map(p.label_of, words))}" for p, words in self.filters
        )


def parse_list_query(
    query: Iterable[tuple[str, str]], parameters: Sequence[Parameter]
) -> ListQuery:
    """What the pairs of a query ask for; empty ones ask for nothing, unknown names are left out.

    Raises:
        ValueError: With a sentence, for a word that a parameter does not take, or one too many.
    """
    pairs = [(name, text) for name, text in query if text.strip()]
    words_by_name: dict[str, tuple[str, ...]] = {}
    for parameter in parameters:
        words = [parameter.parse(text) for name, text in pairs if name == parameter.name]
        different = tuple(dict.fromkeys(word for word in words if word))
        if len(different) > 1 and not parameter.is_repeatable:
            raise ValueError(f"{parameter.name} takes one word, not {len(different)}.")
        if different:
            words_by_name[parameter.name] = different
    return ListQuery(tuple(parameters), words_by_name)


def term_choices(terms: type[Term]) -> dict[str, str]:
    """The words of a vocabulary, as a parameter takes them."""
    return {term.value: term.value for term in terms}


def actor_parameter(meaning: str, names: ActorNames, label: str, hint: str = "") -> Parameter:
    """Which actor a list is asked for: a code or any name; also a country not on record."""
    accepted = "A code or a name, as in gb, GBR, UK or Britain."
    return Parameter(
        "actor",
        "Actor",
        f"{meaning} {accepted}",
        names.recorded_names,
        accepts_other=names.names.__contains__,
        resolve=names.find,
        label=label,
        hint=hint or meaning,
    )


def is_thing_number(word: str) -> bool:
    """Whether a word is the number of a thing."""
    return re.fullmatch("[1-9][0-9]{0,8}", word) is not None
