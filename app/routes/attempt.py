"""How sending a form went, as its page tells it."""

from dataclasses import dataclass

from app.edits.authentication import SignInRefusal
from app.forms.reason_form import ReasonForm
from app.spine.refusals import Refused

UNSAVED = "Nothing was saved yet"


@dataclass(frozen=True)
class Attempt:
    """How sending a form went, as its page tells it.

    Attributes:
        status: The HTTP status of the page.
        sentence: Why nothing was recorded; "" where the page says that beside its boxes.
        wait: The seconds after which to send it again; 0 for at once.
        refusal: Why nobody was signed in.
        handle: The name that was typed to sign in.
        reason_form: What was sent, where the form asks only for a reason.
        outcome: What became of it, in a heading.
        knows_sender: Whether the register could be asked who sends it.
    """

    status: int = 200
    sentence: str = ""
    wait: int = 0
    refusal: SignInRefusal | None = None
    handle: str = ""
    reason_form: ReasonForm | None = None
    outcome: str = UNSAVED
    knows_sender: bool = True

    @property
    def as_refusal(self) -> SignInRefusal:
        """The same for the pages that ask for a password."""
        return SignInRefusal(self.sentence, self.status, self.wait)

    @property
    def as_error(self) -> Refused:
        """The same for the pages of accounts."""
        error = Refused(self.sentence)
        error.status, error.wait = self.status, self.wait
        return error


NO_ATTEMPT = Attempt()
