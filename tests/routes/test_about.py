"""What the register says of itself."""

import pytest
from fastapi.testclient import TestClient

from tests.page import page, plain_text


@pytest.mark.parametrize("licence", ["Apache License 2.0", "CC BY 4.0"])
def test_the_about_page_tells_the_licences(client: TestClient, licence: str):
    assert licence in plain_text(page(client.get("/about")).text)
