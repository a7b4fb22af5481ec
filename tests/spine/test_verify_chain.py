"""The record can't be changed unseen, nor what the tables say of its revisions."""

import pytest
from sqlalchemy import Engine

from tests.spine import full_register
from tests.spine.tampering import find_fault, forge_revision, tamper_with, verify_connection

SOMEONE = (
    "INSERT INTO account (id, uid, handle, called, role, keys_on) "
    "VALUES (7, '00000000000000000000000000000007', 'someone', 'someone', 'editor', true)"
)
MORE = """INSERT INTO line (revision, position, text, sha256)
    SELECT {}, 99, text, sha256 FROM line WHERE revision = 3 AND position = 1"""
ZERO = """INSERT INTO revision (number, made_at, account_id, intent, comment, body, digest)
    SELECT 0, made_at, account_id, intent, comment, body, digest FROM revision WHERE number = 1"""


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE line SET text = replace(text, 'bear', 'cat') WHERE revision = 1", (1, "chain")),
        ("UPDATE line SET text = text || ' ' WHERE revision = 2 AND position = 0", (2, "chain")),
        ("UPDATE line SET sha256 = '' WHERE revision = 2 AND position = 3", (2, "chain")),
        ("DELETE FROM line WHERE revision = 2 AND position = 3", (2, "chain")),
        ("DELETE FROM line WHERE revision = 3 AND position = 1", (3, "chain")),
        ("DELETE FROM line WHERE revision = 3", (3, "chain")),
        (MORE.format(2), (2, "chain")),
        (MORE.format(9), (9, "chain")),
        (
            "UPDATE revision SET made_at = '2026-05-01 12:00:00.000000' WHERE number = 2",
            (2, "chain"),
        ),
        ("UPDATE revision SET account_id = 9 WHERE number = 3", (3, "chain")),
        ("UPDATE revision SET body = '' WHERE number = 2", (2, "chain")),
        ("UPDATE revision SET digest = '' WHERE number = 2", (2, "chain")),
        ("UPDATE revision SET number = 8 WHERE number = 2", (2, "chain")),
        (ZERO, (0, "chain")),
        ("UPDATE account SET uid = '00000000000000000000000000000001'", (1, "chain")),
        ("UPDATE register SET uid = '00000000000000000000000000000001'", (1, "chain")),
        ("UPDATE revision SET comment = 'Some of it.' WHERE number = 2", (2, "rows")),
        ("UPDATE revision SET intent = 'corrects' WHERE number = 2", (2, "rows")),
        ("UPDATE revision SET intent = 'nonsense' WHERE number = 2", (2, "rows")),
        ("UPDATE revision SET undoes = 1 WHERE number = 2", (2, "rows")),
    ],
)
def test_tampering_with_the_chain_is_named(whole_register: Engine, tampering: str, fault):
    assert find_fault(whole_register, tampering) == fault


def test_an_edit_put_to_another_account_is_named(whole_register: Engine):
    blamed = "UPDATE revision SET account_id = 7 WHERE number = 3"

    assert find_fault(whole_register, SOMEONE, blamed) == (3, "chain")


CUT_OFF = (
    "DELETE FROM toy WHERE since = 3",
    "DELETE FROM entity WHERE id = 39",
    "DELETE FROM line WHERE revision = 3",
    "DELETE FROM revision WHERE number = 3",
)


def test_that_the_end_was_cut_off_shows_against_a_digest_noted_down(whole_register: Engine):
    noted = full_register.revision_digests(whole_register)

    with tamper_with(whole_register, *CUT_OFF) as connection:
        assert verify_connection(connection) is None
        fault = verify_connection(connection, (3, noted[3]))

    assert (fault.number, fault.kind) == (3, "chain")
    assert str(fault).startswith("r3: chain: ")


def test_that_the_end_was_written_anew_shows_against_a_digest_noted_down(whole_register: Engine):
    noted = full_register.revision_digests(whole_register)

    with tamper_with(whole_register, *CUT_OFF) as connection:
        forge_revision(connection)
        assert verify_connection(connection) is None
        fault = verify_connection(connection, (3, noted[3]))

    assert (fault.number, fault.kind) == (3, "chain")


def test_what_was_noted_down_is_found(whole_register: Engine):
    with tamper_with(whole_register) as connection:
        for noted in full_register.revision_digests(whole_register).items():
            assert verify_connection(connection, noted) is None
