"""What is offered, estimated or asked for: by whom, of what kind, to do what."""

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


class Instrument(Term):
    """In what form money comes."""

    GRANT = "grant", "money that is given and not paid back"
    LOAN = "loan", "money that is to be paid back, on whatever terms"
    GUARANTEE = "guarantee", "a promise to pay if somebody else does not"
    IN_KIND = "in kind", "things or services that the money buys, and no transfer"


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


def parse_capabilities(words: str) -> tuple[Capability, ...]:
    """The capabilities in a list of words set apart by commas."""
    return tuple(Capability(word.strip()) for word in words.split(","))


CAPABILITIES: dict[Domain, tuple[Capability, ...]] = {
    Domain.LAND: parse_capabilities(
        "combat unit, presence, training team, engineers, logistics, medical, headquarters, "
        "force protection, ground-based air defence"
    ),
    Domain.AIR: parse_capabilities(
        "fighters, basing, refuelling, transport, surveillance aircraft, rescue"
    ),
    Domain.SEA: parse_capabilities("mine countermeasures, patrol, surveillance, port security"),
    Domain.FUNDING: parse_capabilities(
        "own deployment, equipment, training, budget support, reconstruction"
    ),
    Domain.TRAINING: parse_capabilities("instructors, facilities"),
    Domain.ENABLING: parse_capabilities(
        "intelligence, surveillance, air defence, strategic lift, satellite and communications, "
        "cyber, ceasefire monitoring"
    ),
    Domain.LEADERSHIP: parse_capabilities("command, taskforce, planning"),
    Domain.UNSPECIFIED: (),
}


# What meets a need for a capability, beside that capability itself.
MET_BY: dict[Capability, tuple[Capability, ...]] = {
    Capability.AIR_DEFENCE: (Capability.GROUND_BASED_AIR_DEFENCE, Capability.FIGHTERS),
}


def meeting_capabilities(need: str) -> tuple[str, ...]:
    """The capabilities that meet a need for one: itself first, then those of MET_BY."""
    others = {str(each): capabilities for each, capabilities in MET_BY.items()}.get(need, ())
    return need, *map(str, others)


def misfit(domain: Domain | None, capability: Capability | None) -> str:
    """What is wrong with a capability in a domain, in a sentence; "" if it belongs there."""
    fitting = CAPABILITIES[domain] if domain else ()
    if capability is None or capability in fitting:
        return ""
    whose = " or ".join(
        each for each, capabilities in CAPABILITIES.items() if capability in capabilities
    )
    choice = f"a capability of {domain}: {', '.join(fitting)}" if fitting else "no capability"
    return f"“{capability}” is of {whose}: choose {whose} for the domain, or {choice}."
