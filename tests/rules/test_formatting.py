from app.rules.formatting import unlike


def test_names_that_differ_in_spelling_alone_are_one():
    names = ["Élodie Brun", "Jo Li", "elodie\xa0brun", "JO LI"]

    assert unlike(names) == ["Élodie Brun", "Jo Li"]
    assert unlike(names, ["jo  li"]) == ["Élodie Brun"]
