from app.templating.label_links import link_labels


def test_what_a_sentence_speaks_of_is_a_link_and_all_else_is_text():
    html = link_labels("Source 2 “<b>” can’t go: link 7, step 3 still point there.")

    assert html == (
        '<a href="/sources/2" target="_blank">Source 2</a> “&lt;b&gt;” can’t go: '
        '<a href="/links/7" target="_blank">link 7</a>, step 3 still point there.'
    )
