"""The environment of all templates."""

import re

from jinja2 import pass_context
from jinja2.runtime import Context

from app.templating.rendering import TEMPLATES, environment


def test_a_template_has_the_very_globals_of_all():
    template = environment.get_template("about/show.html")

    assert template.globals is environment.globals


def test_a_template_with_a_global_of_its_own_has_those_of_all_beside_it():
    template = environment.from_string("{{ own }} {{ levels is defined }}", globals={"own": "mine"})

    assert template.render() == "mine True"
    assert "own" not in environment.globals


def test_a_function_that_is_called_in_a_loop_is_handed_the_context_of_the_page():
    contexts = []

    @pass_context
    def note_context(context: Context) -> None:
        contexts.append(context)

    template = environment.from_string("{% for each in (1, 2) %}{{ note() }}{% endfor %}")
    template.render(note=note_context)

    assert contexts[0] is contexts[1]


def test_no_block_is_scoped():
    blocks = [
        block
        for file in TEMPLATES.rglob("*.html")
        for block in re.findall("{% block [^%]*%}", file.read_text())
    ]

    assert blocks
    assert not [block for block in blocks if "scoped" in block]


def test_filters_read_items_and_attributes():
    template = environment.from_string("{{ rows | map(attribute='real') | join(',') }}")

    assert template.render(rows=[{"real": 1}, 2]) == "1,2"
