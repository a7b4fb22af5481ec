"""Who may do what: the account that a route asks for, with the role it takes."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Request

from app.access.session import Db
from app.models import Account, Role
from app.templating.paths import own_url


def current_account(request: Request, _db: Db) -> Account | None:
    """Who is signed in; None for nobody. Opening the session has found it out."""
    account: Account | None = request.state.account
    return account


def require_role(role: Role) -> Callable[[Request, Account | None], Account]:
    """A dependency that returns who is signed in, if they have `role` or a higher one.

    Raises there:
        HTTPException: For nobody, 303 to where one signs in, or 401 if something was sent; 403 for
            whoever has a lower role.
    """

    def account_with_role(
        request: Request, account: Annotated[Account | None, Depends(current_account)]
    ) -> Account:
        if account is None and request.method == "GET":
            path = request.app.url_path_for("sign_in.show")
            query = urlencode({"to": own_url(request)})
            raise HTTPException(303, headers={"Location": f"{path}?{query}"})
        if account is None:
            raise HTTPException(401, "Nothing was changed: sign in first, then send it again.")
        if not account.may(role):
            raise HTTPException(
                403,
                f"This takes the role {role}: who has it {role.meaning}. You are signed in as "
                f"{account.handle}, with the role {account.role}.",
            )
        return account

    return account_with_role


# A reader may be nobody; the others have the role, or the request ends.
Reader = Annotated[Account | None, Depends(current_account)]
Contributor = Annotated[Account, Depends(require_role(Role.CONTRIBUTOR))]
Editor = Annotated[Account, Depends(require_role(Role.EDITOR))]
Admin = Annotated[Account, Depends(require_role(Role.ADMIN))]
