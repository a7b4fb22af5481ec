"""Sources and what they say, graded by the Admiralty code."""

from app.spine.value import Term


class SourceKind(Term):
    """What a source is."""

    ARTICLE = "news article", "an article of a newspaper, agency or broadcaster"
    STATEMENT = "statement", "what an office has published of itself"
    DOCUMENT = "document", "a law, agreement, budget or other act"
    INTERVIEW = "interview", "somebody's spoken words, recorded or transcribed"
    REPORT = "report", "a study of an institute, parliament or auditor"
    POST = "post", "a message on a social network"
    OTHER = "other", "another kind of source"


class Mode(Term):
    """How the source gives what was said."""

    QUOTE = "quote", "the speaker's own words"
    PART_QUOTE = "part quote", "a few of the speaker's words within the source's"
    PARAPHRASE = "paraphrase", "what the speaker said, in the source's words"
    NARRATOR = "narrator", "the source tells it in its own voice, and quotes nobody"
    DOCUMENT = "document", "the source is the document itself"


class CheckResult(Term):
    """What a search came to."""

    NOTHING = "nothing", "nothing was there, and nothing is on record"
    NOTHING_NEWER = (
        "nothing newer",
        "nothing was there beyond what is on record, whose evidence keeps its age",
    )
    STILL_SO = (
        "still so",
        "a source says that what is on record still holds; its day renews the evidence",
    )
    SOMETHING_NEW = "something new", "something was there, and is recorded apart"


class Reliability(Term):
    """The Admiralty code for a source, apart from what it says."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(Term):
    """The Admiralty code for what is said, apart from the source."""

    ONE = "1", "confirmed by other sources"
    TWO = "2", "probably true"
    THREE = "3", "possibly true"
    FOUR = "4", "doubtful"
    FIVE = "5", "improbable"
    SIX = "6", "truth cannot be judged"
