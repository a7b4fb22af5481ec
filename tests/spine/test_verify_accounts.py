"""Who may edit is in the record: what is changed of an account behind its back is named."""

import json
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.edits import accounts
from app.models import Account, Intent, Line, Role
from app.queries.revisions import show
from app.spine.account_check import unnamed_accounts
from app.spine.account_record import new_salt
from app.spine.lookups import last_revision
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.recording import recording
from app.spine.revision import sha256_hex
from app.spine.verify import verify
from app.spine.write_queue import writing_session
from tests.spine.tampering import find_fault, forge_revision, tamper_with, verify_connection
from tests.spine.toy_edits import day
from tests.spine.toys import Toy


@pytest.fixture
def bea(engine: Engine) -> int:
    """r1 makes Bea, an editor, who records a toy in r2; her account’s id."""
    account, _ = accounts.add_account(engine, "Bea", Role.EDITOR, day(1))
    with recording(engine, account.id, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "bear"})
    return account.id


def sentences(engine: Engine, number: int) -> list[str]:
    """What the page of a revision says of accounts."""
    with reading_session(engine) as session:
        return show(session, number).account_sentences


def signer(engine: Engine) -> int:
    with reading_session(engine) as session:
        return last_revision(session).account_id


def test_an_account_is_a_line_without_its_handle(session: Session, bea: int):
    text = session.exec(select(Line.text).where(Line.revision == 1, Line.position == 1)).one()
    account = session.get(Account, bea)

    assert json.loads(text) == {
        "facts": {
            "disabled": "no",
            "handle": sha256_hex(f"{account.salt}Bea"),
            "role": "editor",
        },
        "format": "1",
        "id": "2",
        "kind": "account",
        "uid": str(account.uid),
    }


def test_what_happens_to_an_account_is_a_revision_told_in_a_sentence(engine: Engine, bea: int):
    accounts.give_role(engine, bea, Role.CONTRIBUTOR, by=bea)
    assert signer(engine) == bea
    accounts.disable_account(engine, bea, day(2))
    accounts.enable_account(engine, bea)
    accounts.rename_account(engine, bea, "Beatrix")
    accounts.rename_account(engine, bea, "Beatrix")
    accounts.give_role(engine, bea, Role.CONTRIBUTOR)

    assert [sentences(engine, number) for number in range(1, 7)] == [
        ["Makes the account Beatrix, an editor."],
        [],
        ["Gives the account Beatrix the role contributor; it was editor before."],
        ["Disables the account Beatrix."],
        ["Enables the account Beatrix."],
        ["Gives an account the handle Beatrix."],
    ]
    assert signer(engine) == 1
    with reading_session(engine) as reading:
        assert last_revision(reading).number == 6
        assert verify(reading) is None


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        ("SET handle = 'Eve', called = 'eve' WHERE id = 2", "its handle"),
        ("SET handle = 'Eve', called = 'eve', salt = NULL WHERE id = 2", "its handle"),
        ("SET called = 'eve' WHERE id = 2", "the name it signs in by"),
        ("SET role = 'admin' WHERE id = 2", "its role"),
        ("SET disabled_at = '2026-05-01 12:00:00' WHERE id = 2", "whether it is disabled"),
        ("SET handle = 'eve', called = 'eve' WHERE id = 1", "the register's own"),
        ("SET password = 'x' WHERE id = 1", "the register's own"),
    ],
)
@pytest.mark.usefixtures("bea")
def test_an_account_changed_behind_the_record_s_back_is_named(
    engine: Engine, tampering: str, words: str
):
    with tamper_with(engine, f"UPDATE account {tampering}") as connection:
        fault = verify_connection(connection)

    assert fault is not None
    assert fault.where.endswith(words)
    assert fault.number == (1 if "id = 2" in tampering else 3)


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE account_state SET role = 'admin'", (1, "rows")),
        ("DELETE FROM account_state", (1, "rows")),
        (
            "INSERT INTO account_state (account_id, since, role, disabled) "
            "VALUES (2, 2, 'admin', false)",
            (2, "rows"),
        ),
        (
            "INSERT INTO account_state (account_id, since, role, disabled) "
            "VALUES (2, 9, 'admin', false)",
            (9, "rows"),
        ),
        (
            "INSERT INTO account (id, uid, handle, called, role, keys_on) "
            "VALUES (7, '00000000000000000000000000000007', 'eve', 'eve', 'admin', true)",
            (3, "rows"),
        ),
    ],
)
@pytest.mark.usefixtures("bea")
def test_what_the_tables_say_of_accounts_and_the_record_does_not_is_named(
    engine: Engine, tampering: str, fault: tuple[int, str]
):
    assert find_fault(engine, tampering) == fault


def test_who_was_erased_is_listed_and_no_fault(engine: Engine, bea: int):
    name = accounts.erase_handle(engine, bea, day(3))

    with reading_session(engine) as session:
        erased = unnamed_accounts(session)
        assert verify(session) is None
    assert [(each.handle, each.salt, each.password) for each in erased] == [(name, None, None)]
    assert name == "former editor 2"
    assert sentences(engine, 3) == [
        "Disables the account former editor 2. "
        "Erases the handle of an account, which is former editor 2 now."
    ]


def test_rebuilding_gives_accounts_the_role_and_standing_of_the_record(engine: Engine, bea: int):
    accounts.disable_account(engine, bea, day(2))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE account SET role = 'admin', disabled_at = NULL WHERE id = 2"
        )
        connection.exec_driver_sql("DELETE FROM account_state")

    rebuild_tables(engine)

    with reading_session(engine) as session:
        assert verify(session) is None
        account = session.get(Account, bea)
        assert (account.role, account.disabled_at is None) == (Role.EDITOR, False)


@pytest.mark.parametrize(
    "damage",
    [
        [
            "DELETE FROM account_state WHERE account_id = 2",
            "DELETE FROM invitation WHERE account_id = 2",
            "DELETE FROM account WHERE id = 2",
        ],
        ["UPDATE account SET uid = '00000000000000000000000000000007' WHERE id = 2"],
        ["UPDATE account SET called = 'eve' WHERE id = 2"],
        [
            "UPDATE account SET called = 'x' WHERE id = 2",
            "UPDATE account SET called = 'idle' WHERE id = 3",
        ],
        ["UPDATE account SET handle = 'Eve', called = 'x', salt = NULL WHERE id = 2"],
    ],
)
def test_rebuilding_mends_an_account_that_signed_nothing(engine: Engine, damage: list[str]):
    for handle in ("Idle", "Other"):
        accounts.add_account(engine, handle, Role.EDITOR, day(1))
    with engine.begin() as connection:
        for statement in damage:
            connection.exec_driver_sql(statement)

    rebuild_tables(engine)

    with reading_session(engine) as session:
        assert verify(session) is None
        is_unnamed = "DELETE" in damage[0] or "NULL" in damage[0]
        assert session.get(Account, 2).handle == ("account 2" if is_unnamed else "Idle")


def test_an_account_that_signed_nothing_is_held_against_the_record_too(engine: Engine):
    accounts.add_account(engine, "Idle", Role.EDITOR, day(1))
    uid = "00000000000000000000000000000007"

    with tamper_with(engine, f"UPDATE account SET uid = '{uid}' WHERE id = 2") as connection:
        assert str(verify_connection(connection)).endswith("(account 2: its uid)")
    with tamper_with(engine, "DELETE FROM account WHERE id = 2") as connection:
        assert str(verify_connection(connection)).endswith("(account 2)")


def test_who_made_a_revision_was_on_record_by_then(engine: Engine):
    account = Account(
        id=2, uid=UUID(int=2), handle="Eve", called="eve", role=Role.EDITOR, salt=new_salt()
    )
    with writing_session(engine) as session:
        session.add(account)
    with recording(engine, 2, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "bear"})

    with reading_session(engine) as session:
        assert str(verify(session)).endswith("(account 2, who made it)")


def test_a_line_that_gives_the_number_of_an_account_to_another_one_is_named(
    engine: Engine, bea: int
):
    with reading_session(engine) as session:
        text = session.exec(select(Line.text).where(Line.revision == 1, Line.position == 1)).one()
    line = json.loads(text) | {"uid": str(UUID(int=7))}
    line["facts"]["role"] = "admin"
    state = (
        "INSERT INTO account_state (account_id, since, role, disabled, seal) "
        f"VALUES ({bea}, 3, 'admin', false, '{line['facts']['handle']}')"
    )

    with tamper_with(engine) as connection:
        forge_revision(connection, json.dumps(line))
        connection.exec_driver_sql(state)
        assert str(verify_connection(connection)).endswith("(account 2: its uid)")
