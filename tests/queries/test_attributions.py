from app.queries.attributions import REPORTED_BY, SAID_BY, SEPARATOR, attribution_words


def test_speakers_who_differ_in_spelling_alone_are_named_once():
    sayings = [f"{SAID_BY}{name}" for name in ("Jo Li", "JO  LI", "Élodie Brun", "Elodie Brun")]

    assert attribution_words(False, SEPARATOR.join(sayings)) == "said by Elodie Brun and JO  LI"


def test_publishers_are_named_where_nobody_speaks():
    sayings = [f"{REPORTED_BY}The Daily", f"{REPORTED_BY}the daily", f"{REPORTED_BY}Gazette"]

    assert attribution_words(False, SEPARATOR.join(sayings)) == (
        "reported by Gazette and reported by The Daily"
    )
