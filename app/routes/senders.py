"""Who sends a form: whoever is signed in, or signs in with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from app.edits.signing import Refusal, SignedIn
from app.routes.signing import sign_in, welcome
from app.spine.revision import Account, Role

ENDED = "You are not signed in, or no longer. All that you typed is here: sign in to save it."
SECRETS = ("username", "password")


@dataclass(frozen=True)
class Sender:
    """Who sends a form.

    Attributes:
        came: What to let the browser hold, if the form signed somebody in.
    """

    account: Account
    came: SignedIn | None = None

    def leave(self, answer: Response) -> Response:
        """The answer; the browser is signed in with it, if the form did that."""
        if self.came is not None:
            welcome(answer, self.came)
        return answer


def sender(
    request: Request, account: Account | None, typed: Mapping[str, str], role: Role = Role.EDITOR
) -> Sender | Refusal:
    """Who sends a form that takes a role, or why it can't be sent so.

    Args:
        request: The one that brings it.
        account: Who is signed in.
        typed: What was typed, the name and the password among it.
        role: What it takes.
    """
    came: SignedIn | None = None
    if account is None:
        handle, password = (typed.get(name, "") for name in SECRETS)
        found = sign_in(request, handle, password) if handle or password else Refusal(ENDED)
        if isinstance(found, Refusal):
            return found
        came, account = found, found.account
    if not account.may(role):
        return Refusal(f"This takes an {role}; you are signed in as a {account.role}.", 403)
    return Sender(account, came)
