from app.forms.question import PartQuestions, Question

LIKE = Question("like", "There is one like it.", "Record it all the same", about="7")


def test_a_question_is_unanswered_until_its_tick_comes_with_the_form():
    questions = PartQuestions()

    questions.ask(LIKE)

    assert questions.unanswered == [LIKE]
    questions.answers["like"] = "7"
    assert questions.unanswered == []


def test_a_question_names_what_it_speaks_of():
    links = (("/pledges/3", "pledge 3"), ("/pledges/4", "pledge 4"))

    assert str(LIKE) == "There is one like it."
    assert str(Question("like", "Like these:", "So be it", links=links)) == (
        "Like these: pledge 3, pledge 4"
    )


def test_a_tick_answers_only_what_it_was_about():
    questions = PartQuestions(answers={"like": "6"})

    questions.ask(LIKE)

    assert questions.unanswered == [LIKE]


def test_a_question_stands_beside_its_box_or_above_them_all():
    questions = PartQuestions()
    late = Question("late", "That is late.", "It is meant", "due")

    questions.ask(LIKE)
    questions.ask(late)

    assert (questions.beside(""), questions.beside("due")) == ([LIKE], [late])


def test_an_answer_to_what_is_not_asked_just_now_is_kept():
    questions = PartQuestions(answers={"like": "7", "late": "yes"})

    questions.ask(LIKE)

    assert questions.kept_marks == {"sure.late": "yes"}
