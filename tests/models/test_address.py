"""An address leads where it seems to, or is refused with a sentence of its own."""

import re

import pytest

from app.models.address import (
    BACKSLASH,
    NO_ADDRESS,
    NO_HOST,
    NO_PORT,
    USER,
    address_key,
    check_address,
)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.y",
        "http://example.org:8080/a?b#c",
        "https://[2001:db8::1]:443/",
        "https://münchen.example/ä",
        "https://пример.рф./",
        "https://example.org/@somebody",
        "https://my_site.example",
    ],
)
def test_a_page_of_the_web_may_be_named(address: str):
    check_address(address)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://a\njavascript:alert(1)", NO_ADDRESS),
        ("https://x y", NO_ADDRESS),
        ("https://a\t.example", NO_ADDRESS),
        ("javascript:alert(1)", NO_ADDRESS),
        ("ftp://example.org", NO_ADDRESS),
        ("//example.org", NO_ADDRESS),
        ("https:example.org", NO_ADDRESS),
        ("https://user:pass@evil.example/", USER),
        ("https://bank.example%2f@evil.example/", USER),
        ("https://good.example\\.evil.example/", BACKSLASH),
        ("https://", NO_HOST),
        ("https:///page", NO_HOST),
        ("https://a..b", NO_HOST),
        ("https://-a.example", NO_HOST),
        ("https://a%2fb.example", NO_HOST),
        ("https://a!b.example", NO_HOST),
        ("https://" + "a" * 64 + ".example", NO_HOST),
        ("https://a\u2100b.example", NO_HOST),
        ("https://[::1", NO_HOST),
        ("https://[zz]/", NO_HOST),
        ("https://[::1]evil.example/", NO_HOST),
        ("https://[v1.a]/", NO_HOST),
        ("https://a.example:0/", NO_PORT),
        ("https://a.example:99999/", NO_PORT),
        ("https://a.example:b/", NO_PORT),
    ],
)
def test_each_fault_has_its_sentence(address: str, sentence: str):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a/b",
        "https://www.example.org/a/b/",
        "HTTPS://Example.ORG:443/a/b#top",
        "https://example.org/a/b?utm_source=x&utm_medium=mail&fbclid=1",
    ],
)
def test_one_page_has_one_key_however_its_address_is_written(address: str):
    assert address_key(address) == "example.org/a/b"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://example.org", "example.org"),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("https://example.org/a?id=2&page=1", "example.org/a?id=2&page=1"),
        ("https://example.org/a?page=1&id=2&gclid=7", "example.org/a?id=2&page=1"),
        ("https://example.org/A", "example.org/A"),
        ("https://[oops/", "https://[oops/"),
    ],
)
def test_what_may_be_another_page_has_a_key_of_its_own(address: str, key: str):
    assert address_key(address) == key
