"""What pages ask is put together once, and limited to now once."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Executable, event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

# A page with a parameter that it does not know is not kept.
PAGES = ["/pledges?domain=land&odd=1", "/timeline?sort=-date&odd=1", "/countries?odd=1"]

Questions = Callable[[str], list[Executable]]


@pytest.fixture
def questions(client: TestClient) -> Iterator[Questions]:
    """The statements of a page, as they are limited to its moment."""
    statements: list[Executable] = []

    def note_statement(state: ORMExecuteState) -> None:
        statements.append(state.statement)

    def load_page(path: str) -> list[Executable]:
        statements.clear()
        assert client.get(path).status_code == 200
        return list(statements)

    event.listen(Session, "do_orm_execute", note_statement)
    yield load_page
    event.remove(Session, "do_orm_execute", note_statement)


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_asks_is_put_together_once(questions: Questions, path):
    first, second = questions(path), questions(path)

    assert len(first) > 2
    assert [id(each) for each in first] == [id(each) for each in second]
