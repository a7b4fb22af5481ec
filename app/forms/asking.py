"""What the address of a list asks for, read word by word."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.spine.value import Term

MOST = 200  # characters of a free text


@dataclass(frozen=True)
class Parameter:
    """One name that an address may hold.

    Attributes:
        name: As it stands in the address.
        title: What data call it, in the question that a file answers.
        meaning: What it chooses, in a sentence, for programs.
        accepted: The words it takes, each as it is told; None for any text.
        several: Whether it may be repeated: then one of the words is enough.
        otherwise: Whether a word that is not accepted may be one all the same.
        label: What pages call it, where that is plainer than the title.
        hint: What it chooses, for readers, where that is plainer than the meaning.
    """

    name: str
    title: str
    meaning: str
    accepted: Mapping[str, str] | None = None
    several: bool = True
    otherwise: Callable[[str], bool] | None = None
    label: str = ""
    hint: str = ""

    def read(self, text: str) -> str:
        """The word that `text` is.

        Raises:
            ValueError: With a sentence that says what is accepted.
        """
        word = text.strip()
        if self.accepted is None:
            if len(word) > MOST:
                raise ValueError(f"{self.title}: at most {MOST} characters.")
            return word.replace("\0", "")
        for known in self.accepted:
            if known.lower() == word.lower():
                return known
        if self.otherwise is not None and self.otherwise(word):
            return word
        offered = f"Choose of: {', '.join(self.accepted)}." if self.accepted else self.meaning
        raise ValueError(f"“{word[:60]}” is nothing to choose for {self.name}. {offered}")

    def told(self, word: str) -> str:
        """A word as it is told to people."""
        return (self.accepted or {}).get(word, word)


@dataclass(frozen=True)
class Asking:
    """What was asked for: the words by parameter, in the order of the parameters."""

    parameters: tuple[Parameter, ...]
    words: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words for a parameter; () for none."""
        return self.words.get(name, ())

    def one(self, name: str, default: str = "") -> str:
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
    def chosen(self) -> list[tuple[Parameter, tuple[str, ...]]]:
        """The parameters that choose rows, each with its words."""
        return [(p, self[p.name]) for p in self.parameters if self[p.name] and p.name != "sort"]

    def __str__(self) -> str:
        """In words: “domain: land or sea; attribution: own”."""
        return "; ".join(
            f"{p.title.lower()}: {' or '.join(map(p.told, words))}" for p, words in self.chosen
        )


def asking(query: Iterable[tuple[str, str]], parameters: Sequence[Parameter]) -> Asking:
    """What the pairs of a query ask for; empty ones ask for nothing, unknown names are left out.

    Raises:
        ValueError: With a sentence, for a word that a parameter does not take, or one too many.
    """
    pairs = [(name, text) for name, text in query if text.strip()]
    found: dict[str, tuple[str, ...]] = {}
    for parameter in parameters:
        words = [parameter.read(text) for name, text in pairs if name == parameter.name]
        different = tuple(dict.fromkeys(word for word in words if word))
        if len(different) > 1 and not parameter.several:
            raise ValueError(f"{parameter.name} takes one word, not {len(different)}.")
        if different:
            found[parameter.name] = different
    return Asking(tuple(parameters), found)


def of_terms(terms: type[Term]) -> dict[str, str]:
    """The words of a vocabulary, as a parameter takes them."""
    return {term.value: term.value for term in terms}


def number(word: str) -> bool:
    """Whether a word is the number of a thing."""
    return re.fullmatch("[1-9][0-9]{0,8}", word) is not None
