"""A place in a source, and what is said there: what citations name."""

from typing import Annotated

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.vocabulary import Credibility, Mode
from app.spine.column_marks import FoldedColumn, ReferenceList
from app.spine.folding import FOLDED_TEXT
from app.spine.value import IdListColumn, term_column
from app.spine.versioned import Facts, Versioned

MAX_QUOTE = 300  # characters: a sentence
MAX_GIST = 600


class PassageFields(SQLModel):
    """Who says what, for whom, where, and how far to believe it."""

    locator: str = Field(
        min_length=1,
        max_length=60,
        title="Place in the source",
        description="As in p. 4, ¶18 or para 18.",
    )
    gist: str | None = Field(
        default=None,
        min_length=3,
        max_length=MAX_GIST,
        title="What it says there",
        description="In our own words. It may stay empty beside a quote.",
    )
    drafted: bool = Field(
        default=False,
        title="Drafted",
        description="Whether what it says was put together from the boxes of a form, and nobody "
        "has written it anew. Only beside a quote.",
    )
    quote: str | None = Field(
        default=None,
        max_length=MAX_QUOTE,
        title="Quote",
        description="The speaker’s words, at most a sentence.",
    )
    translated: str | None = Field(
        default=None,
        max_length=35,
        title="Quote translated from",
        description="As in French, or fr.",
    )
    speaker: str | None = Field(default=None, min_length=1, max_length=120, title="Speaker")
    speaker_role: str | None = Field(
        default=None, min_length=1, max_length=120, title="Speaker's role"
    )
    on_behalf: Annotated[list[int], ReferenceList("actor")] = Field(
        default_factory=list,
        title="On behalf of",
        description="Whose word it is: the state’s, where its minister speaks for it; of several, "
        "where one speaks for all. Empty: nobody’s, and an offer is then “not confirmed” by its "
        "owner.",
        sa_type=IdListColumn,
    )
    each: bool = Field(
        default=False,
        title="Each for itself",
        description="Whether it gives the own word of each that it is cited for, as in a list of "
        "what several said.",
    )
    mode: Mode = Field(title="Mode", sa_type=term_column(Mode))
    credibility: Credibility | None = Field(
        default=None,
        title="Credibility",
        description="Empty: not graded.",
        sa_type=term_column(Credibility),
    )

    @model_validator(mode="after")
    def says_something_in_words_or_a_quote(self) -> "PassageFields":
        """What is drafted, or left to the quote, has a quote; and so has what is quoted."""
        if self.quote is None:
            if self.mode is Mode.QUOTE:
                raise ValueError("Give the quote, or choose another mode.")
            if self.gist is None:
                raise ValueError("Say what it says there, or quote it.")
            if self.drafted:
                raise ValueError("Only what stands beside a quote may be drafted.")
        if self.each and self.on_behalf:
            raise ValueError("It is on behalf of those you name, or each for itself: not both.")
        return self

    def is_word_of(self, actor_id: int | None) -> bool:
        """Whether it is the own word of an actor that it is cited for."""
        return actor_id is not None and (self.each or actor_id in self.on_behalf)


class Passage(PassageFields, Versioned, table=True):
    """One version of one passage, a child of its source."""

    gist_folded: Annotated[str | None, FoldedColumn("gist")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    quote_folded: Annotated[str | None, FoldedColumn("quote")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    speaker_folded: Annotated[str | None, FoldedColumn("speaker")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    speaker_role_folded: Annotated[str | None, FoldedColumn("speaker_role")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )

    @classmethod
    def label_text(cls, facts: Facts) -> str:
        """The place in the source and who speaks there, as in “¶3, Mari Maa”."""
        return ", ".join(facts[name] for name in ("locator", "speaker") if facts.get(name))

    @property
    def source_id(self) -> int:
        """The source that it is a place in."""
        return self.root_id
