"""What an edit did with an account, in a sentence."""

from app.models import Role
from app.spine.account_record import AccountContent


def summarize_account_change(
    handle: str, before: AccountContent | None, after: AccountContent
) -> str:
    """What became of an account that is called `handle` now: “Makes the account Bea, an admin.”."""
    if before is None:
        article = "a" if after.role is Role.CONTRIBUTOR else "an"
        return f"Makes the account {handle}, {article} {after.role}."
    sentences = []
    if before.role != after.role:
        sentences.append(
            f"Gives the account {handle} the role {after.role}; it was {before.role} before."
        )
    if before.disabled != after.disabled:
        sentences.append(f"{'Disables' if after.disabled else 'Enables'} the account {handle}.")
    if before.seal != after.seal:
        sentences.append(
            f"Gives an account the handle {handle}."
            if after.seal
            else f"Erases the handle of an account, which is {handle} now."
        )
    return " ".join(sentences)
