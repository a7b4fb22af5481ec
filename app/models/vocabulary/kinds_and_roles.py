"""What is said beside offers, what happens, and how things bear on each other."""

from app.spine.value import Term


class AssessmentKind(Term):
    """What an assessment gives."""

    ESTIMATE = "estimate", "how large the force might be or should be, as somebody puts it"
    COMPARATOR = "comparator", "a past mission, to compare with"
    REQUIREMENT = "requirement", "what is needed, and from whom; it is no offer"
    JUDGEMENT = "judgement", "what somebody expects or thinks right"
    PURPOSE = "purpose", "what the force is for"


class EventKind(Term):
    """What sort of event it was."""

    MEETING = "meeting", "several met, in one place or by video"
    TALKS = "talks", "parties negotiated"
    STATEMENT = "statement", "an office or a person said something in public"
    INTERVIEW = "interview", "a person answered questions in public"
    PROPOSAL = "proposal", "a draft or a plan was put forward"
    DECISION = "decision", "a government, a parliament or a body decided"
    DEPLOYMENT = "deployment", "forces were sent, or came back"
    OTHER = "other", "another kind of event"


class AttendanceRole(Term):
    """What an actor did at an event."""

    HOST = "host", "it invited the others"
    CHAIR = "chair", "it presided"
    SPOKE = "spoke", "it, or somebody on its behalf, said something there that is on record"
    TOOK_PART = "took part", "it was there"


class MembershipRole(Term):
    """What a member is."""

    LEADS = "leads", "it leads the others"
    MEMBER = "member", "it belongs to it"
    OBSERVER = "observer", "it attends and does not belong to it"


class LinkKind(Term):
    """How the first of two things bears on the second."""

    ADDS_TO = "adds to", "both are meant; they are counted side by side"
    UNCLEAR = "unclear", "it may be the same or may come on top: outside totals"
    PART_OF = "part of", "it is contained in the other: outside totals"
    REPEATS = "repeats", "it says the same once more: outside totals"
    CONTRADICTS = "contradicts", "both cannot be right: both are shown, and both outside totals"
    VALUES = "values", "it says what the other is worth; totals take no notice"
    SAME_DECLARATION = (
        "same declaration as",
        "both were said in one declaration; each counts by itself",
    )
