"""Where actors stand on what, and what can be looked for."""

from app.models.vocabulary.contribution import Domain
from app.spine.value import Term


class Proposition(Term):
    """What a stance is about."""

    FORCE = "the force as such", "that there is to be a multinational force for Ukraine"
    OWN_TROOPS = "own troops in Ukraine", "that the actor’s own forces go to Ukraine"
    OWN_NEARBY = "own forces nearby", "that the actor’s own forces are based outside Ukraine for it"
    OWN_MONEY = "own money", "that the actor pays"
    OWN_PART = "own part, form not stated", "that the actor takes part, in a form it leaves open"
    LEADING = "leading", "that the actor leads the force or the drive for it"
    PLANNING = "taking part in planning", "that the actor takes part in planning the force"
    BACKSTOP = "a US backstop", "that the United States stand behind the force"
    OTHERS_TROOPS = "others' forces in Ukraine", "that forces of others go to Ukraine"
    OTHERS_NEARBY = "others' forces nearby", "that forces of others are based near Ukraine for it"


class Position(Term):
    """Where an actor stands, from leading to opposing."""

    LEADS = "leads", "it is at the head of it"
    SUPPORTS = "supports", "it is for it, without a condition on record"
    SUPPORTS_IF = "supports if", "it is for it, under conditions or within limits"
    OPEN_TO = "open to", "it does not rule it out, or says that it could contribute"
    UNDECIDED = "undecided", "it has said neither, or seems to be changing its mind"
    DECLINES = "declines own part", "it will not do so itself, and may not mind that others do"
    OPPOSES = "opposes", "it is against it"


LED = (Proposition.FORCE, Proposition.LEADING)


class Topic(Term):
    """What a check looks for: one of the domains, or one of the propositions."""

    LAND = "land", Domain.LAND.meaning
    AIR = "air", Domain.AIR.meaning
    SEA = "sea", Domain.SEA.meaning
    FUNDING = "funding", Domain.FUNDING.meaning
    TRAINING = "training", Domain.TRAINING.meaning
    ENABLING = "enabling", Domain.ENABLING.meaning
    LEADERSHIP = "leadership", Domain.LEADERSHIP.meaning
    UNSPECIFIED = "unspecified", Domain.UNSPECIFIED.meaning
    FORCE = "the force as such", Proposition.FORCE.meaning
    OWN_TROOPS = "own troops in Ukraine", Proposition.OWN_TROOPS.meaning
    OWN_NEARBY = "own forces nearby", Proposition.OWN_NEARBY.meaning
    OWN_MONEY = "own money", Proposition.OWN_MONEY.meaning
    OWN_PART = "own part, form not stated", Proposition.OWN_PART.meaning
    LEADING = "leading", Proposition.LEADING.meaning
    PLANNING = "taking part in planning", Proposition.PLANNING.meaning
    BACKSTOP = "a US backstop", Proposition.BACKSTOP.meaning
    OTHERS_TROOPS = "others' forces in Ukraine", Proposition.OTHERS_TROOPS.meaning
    OTHERS_NEARBY = "others' forces nearby", Proposition.OTHERS_NEARBY.meaning
