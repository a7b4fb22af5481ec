"""The environment of all templates."""

from app.templating.rendering import environment


def test_a_template_has_the_very_globals_of_all():
    template = environment.get_template("about/show.html")

    assert template.globals is environment.globals


def test_a_template_with_a_global_of_its_own_has_those_of_all_beside_it():
    template = environment.from_string("{{ own }} {{ levels is defined }}", globals={"own": "mine"})

    assert template.render() == "mine True"
    assert "own" not in environment.globals
