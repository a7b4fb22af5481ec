"""Naming the columns of tables and of their aliases."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.models import Actor
from app.spine.columns import shared_alias

MODULES = [each for each in sorted(Path("app").rglob("*.py")) if each.name != "columns.py"]


def test_an_alias_that_threads_share_has_its_columns_before_any_of_them_uses_it():
    selectable = inspect(shared_alias(Actor)).selectable

    assert "_columns" in vars(selectable)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_makes_an_alias_whose_columns_threads_would_race_to_make(module: Path):
    at_import = [
        node for node in ast.parse(module.read_text()).body if isinstance(node, ast.Assign)
    ]
    calls = [each for node in at_import for each in ast.walk(node) if isinstance(each, ast.Call)]

    assert not [call for call in calls if getattr(call.func, "id", "") == "aliased"]
