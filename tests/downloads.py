"""What a client is given as a file."""

import csv
from io import StringIO
from typing import Any

from fastapi.testclient import TestClient


def csv_rows(client: TestClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(StringIO(answer.text, newline="")))


def json_content(client: TestClient, address: str) -> dict[str, Any]:
    """What a JSON file says."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content
