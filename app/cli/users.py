"""`commitments user`: accounts without a browser, for whoever runs the register."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy import Engine

from app.cli.register import CommandFailure, load_settings, open_register
from app.edits.accounts import (
    add_account,
    disable_account,
    enable_account,
    erase_handle,
    give_role,
    rename_account,
    reset_password,
    sign_in_link,
)
from app.exports.files.file_cache import drop_erased
from app.forms.accounts import ROLES, parse_handle, parse_role
from app.models import Account, Role
from app.queries import accounts
from app.rules.formatting import format_instant
from app.settings import Settings
from app.spine.moment import reading_session
from app.spine.revision import fold_handle

users = typer.Typer(
    help="Accounts: who may propose, publish, and manage accounts. Readers need none.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Handle = Annotated[str, typer.Argument(help="What the account is called.")]
ROLE = f"One of {', '.join(ROLES)}."


@users.command()
def add(
    handle: Annotated[str, typer.Argument(help="2 to 60 characters, public, no real name needed.")],
    role: Annotated[str, typer.Option(help=ROLE)] = Role.CONTRIBUTOR.value,
) -> None:
    """Make an account, and print the link by which its owner chooses a password."""
    name, new_role = parse_new_handle(handle), parse_new_role(role)
    with open_register() as engine:
        account, token = add_account(engine, name, new_role, datetime.now(UTC))
    typer.echo(f"{account.handle} has the role {account.role}: it {account.role.meaning}.")
    print_link(token)


@users.command()
def role(handle: Handle, role: Annotated[str, typer.Argument(help=ROLE)]) -> None:
    """Give an account another role; it is signed out everywhere."""
    new_role = parse_new_role(role)
    with open_register() as engine:
        account = require_account(engine, handle)
        give_role(engine, account.id, new_role)
    typer.echo(f"{account.handle} has the role {new_role}: it {new_role.meaning}.")


@users.command()
def disable(handle: Handle) -> None:
    """Let an account be of no use, at once. What it did stays."""
    with open_register() as engine:
        account = require_account(engine, handle)
        disable_account(engine, account.id, datetime.now(UTC))
    typer.echo(f"{account.handle} is disabled and signed out everywhere.")


@users.command()
def enable(handle: Handle) -> None:
    """Let a disabled account be used again, with the password it had."""
    with open_register() as engine:
        account = require_account(engine, handle)
        enable_account(engine, account.id)
    typer.echo(f"{account.handle} may sign in again.")


@users.command()
def reset(handle: Handle) -> None:
    """Take an account's password away, and print the link by which its owner chooses another."""
    with open_register() as engine:
        account = require_account(engine, handle)
        token = reset_password(engine, account.id, datetime.now(UTC))
    typer.echo(f"{account.handle} is signed out everywhere and has no password.")
    print_link(token)


@users.command()
def name(
    handle: Handle, new: Annotated[str, typer.Argument(help="What it is to be called.")]
) -> None:
    """Give an account another handle, under all that it ever did."""
    new_handle = parse_new_handle(new)
    with open_register() as engine:
        account = require_account(engine, handle)
        rename_account(engine, account.id, new_handle)
    typer.echo(f"{account.handle} is called {new_handle} now.")


@users.command()
def erase(handle: Handle) -> None:
    """Forget what an account was called, for good, and disable it. What it did stays."""
    with open_register() as engine:
        account = require_account(engine, handle)
        new_handle = erase_handle(engine, account.id, datetime.now(UTC))
        typer.echo(f"{account.handle} is {new_handle} from now on, and disabled.")
        drop_exports(engine)


def drop_exports(engine: Engine) -> None:
    """Delete the files of the whole register that may hold a handle which was erased.

    Raises:
        CommandFailure: When one can't be deleted.
    """
    folder = load_settings().exports
    try:
        drop_erased(engine, folder)
    except OSError as error:
        raise CommandFailure(
            f"But files of the whole register that were made before may still hold the handle: "
            f"{error.strerror}. Delete them: they are in {folder}."
        ) from None


@users.command("list")
def index() -> None:
    """Every account: handle, role, since when, and whether it can sign in; tabs between them."""
    with open_register() as engine, reading_session(engine) as session:
        people = accounts.index(session)
    for each in people:
        created_at = format_instant(each.created_at) if each.created_at else "not noted"
        typer.echo("\t".join((each.handle, each.role, created_at, sign_in_state(each))))
    if not people:
        typer.echo("There is no account yet.")


def sign_in_state(account: Account) -> str:
    """Whether an account can sign in."""
    if account.disabled_at:
        return f"disabled since {format_instant(account.disabled_at)}"
    return "can sign in" if account.password else "has no password"


def parse_new_handle(text: str) -> str:
    """A handle as it is kept.

    Raises:
        CommandFailure: When it will not do.
    """
    try:
        return parse_handle(text)
    except ValueError as refusal:
        raise CommandFailure(str(refusal), 2) from None


def parse_new_role(text: str) -> Role:
    """A role that a person may have.

    Raises:
        CommandFailure: When it is none.
    """
    try:
        return parse_role(text)
    except ValueError as refusal:
        raise CommandFailure(str(refusal), 2) from None


def require_account(engine: Engine, handle: str) -> Account:
    """The account of somebody.

    Raises:
        CommandFailure: When there is none of that name.
    """
    with reading_session(engine) as session:
        account = accounts.find_by_name(session, fold_handle(handle.strip()))
        if account is None or account.role is Role.SYSTEM:
            raise CommandFailure(f"There is no account {handle}. See: commitments user list")
        return account


def print_link(token: str) -> None:
    """Print the link of a token."""
    typer.echo("This link works once, within 3 days. Hand it over so that only they can read it:")
    settings = load_settings()
    typer.echo(sign_in_link(settings.base_url, token))
    if "base_url" not in settings.model_fields_set:
        typer.echo(
            f"COMMITMENTS_BASE_URL is not set, so the link begins with {settings.base_url}. If the "
            "register is served at another address, put that in its place."
        )


def print_first_link(settings: Settings, token: str) -> None:
    """Print the link that makes the first admin."""
    typer.echo("Nobody can sign in yet. This link makes the first admin, once, within 3 days:")
    typer.echo(sign_in_link(settings.base_url, token))
