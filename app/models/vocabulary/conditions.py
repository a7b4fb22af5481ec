"""What offers wait for, and how it stands with that."""

from app.spine.value import Term


class Gate(Term):
    """What waits for a condition."""

    COMMITMENT = "commitment", "no firm commitment before it is met"
    DEPLOYMENT = "deployment", "committed, but nothing is sent before it is met"


class ConditionKind(Term):
    """What must hold first, in the world or of an actor; or what limits the offer."""

    CEASEFIRE = "ceasefire", "the fighting has stopped by agreement"
    PEACE_AGREEMENT = "peace agreement", "a peace agreement is in force"
    TERMS_AGREED = "terms agreed by both sides", "Ukraine and Russia have agreed terms"
    HOST_CONSENT = "host consent", "the country where forces would be has agreed"
    RUSSIAN_ACQUIESCENCE = "Russian acquiescence", "Russia does not resist it"
    US_BACKSTOP = "US backstop", "the United States stand behind it"
    MANDATE = "UN/OSCE mandate", "the UN or the OSCE has mandated it"
    PARLIAMENTARY_APPROVAL = "parliamentary approval", "the actor's parliament has agreed"
    GOVERNMENT_DECISION = "government decision", "the actor's government has decided"
    FUNDING_APPROVED = "funding approved", "the money has been approved"
    MISSION_DEFINED = "mission defined", "the task has been laid down"
    BURDEN_SHARING = "burden sharing", "others carry their share"
    LOCATION = "location", "only in certain places"
    ROLE = "role", "only for certain tasks"
    TIMING = "timing", "only from or until a time"
    DURATION = "duration", "only for so long"
    PLATFORM = "platform", "only bilaterally, in the coalition, not under NATO, or in the EU"
    PROTECTION = "force protection", "only with protection for the force"
    OTHER = "other", "another limit"


LIMITS = frozenset(
    ConditionKind(word)
    for word in ("location", "role", "timing", "duration", "platform", "force protection", "other")
)


OF_AN_ACTOR = frozenset(  # each actor has its own; the other kinds that can be met are the world's
    ConditionKind(word)
    for word in (
        "parliamentary approval",
        "government decision",
        "funding approved",
        "mission defined",
        "burden sharing",
    )
)


class CircumstanceState(Term):
    """How far what is waited for has come."""

    MET = "met", "it holds"
    PARTLY = "partly", "some of it holds; what waits for it still waits"
    UNMET = "unmet", "it does not hold"
    UNKNOWN = "unknown", "nobody has said, or recorded, whether it holds"
