"""The closed vocabularies of the register: each word with what it means."""

from app.spine.value import Term


class ActorKind(Term):
    """What an actor is."""

    COUNTRY = "country", "a state, by its ISO 3166-1 code"
    ORGANISATION = "organisation", "a body that states have founded"
    COALITION = "coalition", "states that act together without a treaty"
    GROUP = "group", "several that offer as one, named or not: one row, in no country's totals"


class Domain(Term):
    """The kind of contribution."""

    LAND = "land", "forces or services on the ground"
    AIR = "air", "aircraft, and bases for them"
    SEA = "sea", "ships, and the safety of waters and ports"
    FUNDING = "funding", "money"
    TRAINING = "training", "instructors, and places to train"
    ENABLING = "enabling", "what other forces need: intelligence, air defence, transport, networks"
    LEADERSHIP = "leadership", "commanding, planning, or taking part in it; no forces by itself"
    UNSPECIFIED = "unspecified", "the source does not say on land, in the air or at sea"


class Capability(Term):
    """What a contribution can do; one list for offers and for requirements."""

    COMBAT_UNIT = "combat unit", "troops that can fight as a unit"
    PRESENCE = "presence", "troops stationed to be there and to deter, their task not stated"
    TRAINING_TEAM = "training team", "troops that train others on the ground"
    ENGINEERS = "engineers", "building, clearing mines, repairing"
    LOGISTICS = "logistics", "supply and transport on the ground"
    MEDICAL = "medical", "treating and moving the wounded"
    HEADQUARTERS = "headquarters", "staff that command on the ground"
    FORCE_PROTECTION = "force protection", "protecting the force itself"
    GROUND_BASED_AIR_DEFENCE = "ground-based air defence", "systems on the ground against aircraft"
    FIGHTERS = "fighters", "combat aircraft"
    BASING = "basing", "airfields for others' aircraft"
    REFUELLING = "refuelling", "refuelling in the air"
    TRANSPORT = "transport", "transport by air"
    SURVEILLANCE_AIRCRAFT = "surveillance aircraft", "aircraft that watch"
    RESCUE = "rescue", "search and rescue from the air"
    MINE_COUNTERMEASURES = "mine countermeasures", "finding and clearing mines at sea"
    PATROL = "patrol", "ships that patrol"
    SURVEILLANCE = "surveillance", "watching land, air or sea"
    PORT_SECURITY = "port security", "protecting ports"
    OWN_DEPLOYMENT = "own deployment", "money for sending one's own forces"
    EQUIPMENT = "equipment", "money for arms and equipment"
    TRAINING = "training", "money for training"
    BUDGET_SUPPORT = "budget support", "money for the state's budget"
    RECONSTRUCTION = "reconstruction", "money for rebuilding"
    INSTRUCTORS = "instructors", "people who train"
    FACILITIES = "facilities", "places to train"
    INTELLIGENCE = "intelligence", "gathering and sharing intelligence"
    AIR_DEFENCE = "air defence", "against aircraft, missiles and drones, however it is done"
    STRATEGIC_LIFT = "strategic lift", "moving forces over long distances"
    SATELLITE = "satellite and communications", "satellites and networks"
    CYBER = "cyber", "defence of networks"
    CEASEFIRE_MONITORING = "ceasefire monitoring", "watching that a ceasefire holds"
    COMMAND = "command", "leading the force"
    TASKFORCE = "taskforce", "leading, or taking part in, the taskforce that plans the force"
    PLANNING = "planning", "making plans for the force"


def named(words: str) -> tuple[Capability, ...]:
    """The capabilities in a list of words set apart by commas."""
    return tuple(Capability(word.strip()) for word in words.split(","))


CAPABILITIES: dict[Domain, tuple[Capability, ...]] = {
    Domain.LAND: named(
        "combat unit, presence, training team, engineers, logistics, medical, headquarters, "
        "force protection, ground-based air defence"
    ),
    Domain.AIR: named("fighters, basing, refuelling, transport, surveillance aircraft, rescue"),
    Domain.SEA: named("mine countermeasures, patrol, surveillance, port security"),
    Domain.FUNDING: named("own deployment, equipment, training, budget support, reconstruction"),
    Domain.TRAINING: named("instructors, facilities"),
    Domain.ENABLING: named(
        "intelligence, surveillance, air defence, strategic lift, satellite and communications, "
        "cyber, ceasefire monitoring"
    ),
    Domain.LEADERSHIP: named("command, taskforce, planning"),
    Domain.UNSPECIFIED: (),
}


class Bindingness(Term):
    """How firmly it is meant."""

    FLOATED = "floated", "considered, or suggested by another"
    DECLARED = (
        "declared",
        "promised in public; by its owner only where the attribution is own",
    )
    FORMAL = "formal", "signed, registered with others, or decided by a cabinet"
    AUTHORISED = "authorised", "by parliament, law or appropriation"


class Readiness(Term):
    """How far it is prepared."""

    UNSPECIFIED = "unspecified", "nothing said of size, type or amount"
    SPECIFIED = "specified", "its size, type or amount is given"
    ALLOCATED = "allocated", "units chosen, or money set aside"
    READY = "ready", "verified, with a notice to move"


class Delivery(Term):
    """How far it has come."""

    NONE = "none", "nothing deployed or disbursed"
    PARTIAL = "partial", "some of it deployed or disbursed"
    DELIVERED = "delivered", "deployed, or disbursed in full"
    ENDED = "ended", "was there, and has ended"


class Standing(Term):
    """Whether it still stands. Retracted is something else: we should not have recorded it."""

    ACTIVE = "active", "it has not been taken back; this says nothing of deployment"
    WITHDRAWN = "withdrawn", "the owner took it back"
    LAPSED = "lapsed", "its time has passed"
    SUPERSEDED = "superseded", "another pledge took its place"
    DISPUTED = "disputed", "sources disagree on whether it stands"


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


class Mode(Term):
    """How the source gives what was said."""

    QUOTE = "quote", "the speaker's own words"
    PART_QUOTE = "part quote", "a few of the speaker's words within the source's"
    PARAPHRASE = "paraphrase", "what the speaker said, in the source's words"
    NARRATOR = "narrator", "the source itself says so; it names no speaker"
    DOCUMENT = "document", "the source is the document itself"


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


class SourceKind(Term):
    """What a source is."""

    ARTICLE = "news article", "an article of a newspaper, agency or broadcaster"
    STATEMENT = "statement", "what an office has published of itself"
    DOCUMENT = "document", "a law, agreement, budget or other act"
    INTERVIEW = "interview", "somebody's spoken words, recorded or transcribed"
    REPORT = "report", "a study of an institute, parliament or auditor"
    POST = "post", "a message on a social network"
    OTHER = "other", "another kind of source"


class Attribution(Term):
    """Who says so: computed from the citations of the step that states the bindingness."""

    OWN = "own", "said on behalf of who would do it"
    ANOTHER = "said by another", "a named speaker says it, for somebody else or for nobody"
    REPORTED = "reported", "the source says it and names no speaker"
    UNCITED = "uncited", "no citation for it has been recorded"
