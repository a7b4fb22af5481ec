import pytest
from sqlalchemy import Engine

from app.edits.authentication import find_account, network
from app.edits.hashing import Hasher
from app.edits.sign_in_attempts import format_wait
from app.settings import Settings


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a socket", "a socket"),
        ("", ""),
    ],
)
def test_a_household_shares_its_address(address: str, shared: str):
    assert network(address) == shared


def test_no_account_has_a_name_that_a_database_can_not_hold(engine: Engine):
    assert find_account(engine, "a\0b") is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (2, "2 seconds"), (90, "90 seconds"), (91, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_told_in_words(seconds: int, words: str):
    assert format_wait(seconds) == words


def test_passwords_are_hashed_as_owasp_advises(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COMMITMENTS_PASSWORD_MEMORY", raising=False)
    default = Settings(_env_file=None)

    password_hash = Hasher(default.password_memory, default.password_rounds).hash("a lamp beside")

    assert password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_is_the_same_in_every_form_of_its_letters():
    hasher = Hasher(memory=8, rounds=1)

    assert hasher.matches("Cafe\u0301 at noon", hasher.hash("Café at noon"))
    assert not hasher.matches("Cafe at noon", hasher.hash("Café at noon"))
    assert not hasher.matches("Café at noon", "no hash at all")
    assert not hasher.matches("Café at noon", None)
