"""What a form asks about before it is saved, as it may be meant or may be a slip."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Question:
    """Something unusual on a part of a form; it is saved once somebody ticks that it is meant.

    Attributes:
        key: The sort of question, in small letters and “_”; a part asks one of a sort.
        sentence: What is unusual, and what to do if it is a slip.
        tick: What the tick says, as in “It binds the state all the same”.
        box: The box that it stands beside; "" for the whole part.
        about: What the tick answers; once that is something else, the question is asked again.
        links: The address and the words of each thing that it speaks of.
        may_stay_open: Whether it is asked only once: sent again without its tick, the form says
            that it is not so.
    """

    key: str
    sentence: str
    tick: str
    box: str = ""
    about: str = "yes"
    links: tuple[tuple[str, str], ...] = ()
    may_stay_open: bool = False

    def __str__(self) -> str:
        """The sentence with what it speaks of."""
        return " ".join(filter(None, (self.sentence, ", ".join(words for _, words in self.links))))


@dataclass
class PartQuestions:
    """The questions about one part of a form, and the ticks that came with it.

    Attributes:
        by_key: What is asked, answered or not, by key.
        answers: What each tick was about, by the key of its question.
        earlier: What each question was about that the page asked and that may stay open, by key.
    """

    by_key: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Ask a question, which counts as answered where its tick is set."""
        self.by_key[question.key] = question

    def is_answered(self, question: Question) -> bool:
        """Whether somebody ticked that it is meant."""
        return self.answers.get(question.key) == question.about

    @property
    def unanswered(self) -> list[Question]:
        """What keeps the form from being saved."""
        return [
            each
            for each in self.by_key.values()
            if not self.is_answered(each) and not self.is_left_open(each)
        ]

    def is_left_open(self, question: Question) -> bool:
        """Whether it was asked before and may stay open."""
        return question.may_stay_open and self.earlier.get(question.key) == question.about

    def beside(self, box: str) -> list[Question]:
        """The questions that stand beside a box; of "" those about the whole part."""
        return [each for each in self.by_key.values() if each.box == box]

    @property
    def kept_marks(self) -> dict[str, str]:
        """What stays with the form unseen: answers to what is not asked just now; what was asked.

        By the mark that carries it: `sure.formal`, `asked.formal`.
        """
        abouts = {key: each.about for key, each in self.by_key.items() if each.may_stay_open}
        return {
            f"sure.{key}": about for key, about in self.answers.items() if key not in self.by_key
        } | {f"asked.{key}": about for key, about in (self.earlier | abouts).items()}
