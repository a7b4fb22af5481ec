"""What names must be, so that a newcomer can guess the file and the function from the question."""

import ast
from collections import defaultdict
from pathlib import Path

from app.settings import ROOT

PARTICIPLES = {
    *("asked", "begun", "called", "drawn", "found", "given", "heard", "kept", "listed", "looked"),
    *("made", "named", "opened", "said", "sent", "shown", "stated", "taken", "told", "wanted"),
}
# What a page is for: route actions, and the queries of its list and of one thing.
ACTIONS = {"index", "show", "new", "create", "edit", "update"}
MODULES = sorted((ROOT / "app").rglob("*.py"))
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(file: Path, *, nested: bool) -> list[Definition]:
    """The functions and classes of a module; with `nested`, those inside of others too."""
    tree = ast.parse(file.read_text())
    return [
        node for node in (ast.walk(tree) if nested else tree.body) if isinstance(node, Definition)
    ]


def files_by_name(kinds: type | tuple[type, ...]) -> dict[str, set[str]]:
    """The modules that define each public name at their top."""
    files: dict[str, set[str]] = defaultdict(set)
    for file in MODULES:
        for node in definitions(file, nested=False):
            if isinstance(node, kinds) and not node.name.startswith("_"):
                files[node.name].add(str(file.relative_to(ROOT)))
    return files


def test_a_public_function_name_stands_in_at_most_three_files():
    files = files_by_name((ast.FunctionDef, ast.AsyncFunctionDef))

    assert {name: its for name, its in files.items() if len(its) > 3 and name not in ACTIONS} == {}


def test_a_class_name_stands_in_one_file():
    files = files_by_name(ast.ClassDef)

    assert {name: its for name, its in files.items() if len(its) > 1} == {}


def test_no_module_and_no_function_is_named_by_a_participle():
    names = {
        f"{file.relative_to(ROOT)}:{node.name}"
        for file in MODULES
        for node in definitions(file, nested=True)
        if node.name.strip("_") in PARTICIPLES
    }

    assert names | {str(file) for file in MODULES if file.stem in PARTICIPLES} == set()


def test_no_local_variable_is_named_by_a_participle():
    names = {
        f"{file.relative_to(ROOT)}:{node.lineno}:{node.id}"
        for file in MODULES
        for function in definitions(file, nested=True)
        if not isinstance(function, ast.ClassDef)  # a fact may be called `found`
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in PARTICIPLES
    }

    assert names == set()
