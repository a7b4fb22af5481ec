"""The axes of a pledge: how firm, how ready, how far, whether it stands; and whose word it is."""

from app.spine.value import Term


class Bindingness(Term):
    """How firmly it is meant."""

    FLOATED = "floated", "considered, or suggested by another"
    DECLARED = (
        "declared",
        "promised in public, in a signed declaration of intent too; by its owner only where the "
        "attribution is own",
    )
    FORMAL = "formal", "binds the state: a treaty, a contract, or a decision of its cabinet"
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


class Attribution(Term):
    """Who says so: computed from the citations of the step that states the bindingness."""

    OWN = "own", "said on behalf of who would do it"
    ANOTHER = "said by another", "a named speaker says it, for somebody else or for nobody"
    REPORTED = "reported", "the source says it and names no speaker"
    UNCITED = "uncited", "no citation for it has been recorded"
