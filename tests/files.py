"""What a client is given as a file."""

import csv
from io import StringIO
from typing import Any

from fastapi.testclient import TestClient


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(StringIO(answer.text, newline="")))


def told(client: TestClient, address: str) -> dict[str, Any]:
    """What a JSON file says."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
