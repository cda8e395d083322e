"""The questions that a course gives, and where they are answered."""

import numpy as np
import pytest

from tests.engine.adapting.made_up import course, text_of_a_course
from tutor_app.engine.adapting.questions import questions_of

FILLING = " ".join(f"Warm air holds vapour number {n} and carries clouds over hills." for n in range(60))
GRINDING = " ".join(f"Mills grind grain with stones, turn {n}, and the flour falls below." for n in range(60))
BOOK = f"""# Weather

## Clouds

{FILLING}

## Mills

{GRINDING}

## {{heading}}

{{body}}
"""


@pytest.fixture
def asked(home, tmp_path):
    def of(text):
        _, index = course(home, tmp_path, text=text)
        return index, questions_of(index, np.random.default_rng(0))

    return of


def test_a_question_is_answered_in_its_neighbourhood_but_not_by_its_own_passage(asked):
    index, questions = asked(list(text_of_a_course()))
    ids, groups = (array.tolist() for array in index.neighbourhoods())
    group = dict(zip(ids, groups, strict=True))
    assert len(questions) > 200
    for question in questions:
        (place,) = question.places
        (own,) = question.covered
        assert group[own] == place
        assert sum(g == place for g in groups) > 1


def test_the_same_course_gives_the_same_questions(asked):
    index, questions = asked(list(text_of_a_course()))
    assert questions_of(index, np.random.default_rng(0)) == questions


@pytest.mark.parametrize("heading", ["Exercises", "Review questions", "习题"])
def test_exercises_are_answered_in_the_chapter_that_they_close(asked, heading):
    body = "1. Why does warm air carry so many clouds?\n\n2. What do the stones of a mill grind?"
    index, questions = asked([BOOK.format(heading=heading, body=body)])
    exercises = {question.words: question for question in questions if question.made_of.startswith("exerc")}
    assert set(exercises) == {
        "Why does warm air carry so many clouds?", "What do the stones of a mill grind?"
    }  # fmt: skip
    covered = exercises["What do the stones of a mill grind?"].covered
    assert all(index.passage(id).path[-1] == heading for id in covered)


def test_a_definition_is_answered_where_its_term_is_used(asked):
    body = "**Flour**: what is left of cereals between two heavy turning wheels"
    index, questions = asked([BOOK.format(heading="Key Terms", body=body)])
    (definition,) = [question for question in questions if question.made_of.startswith("term")]
    ids, groups = index.neighbourhoods()
    mills = {int(g) for id, g in zip(ids, groups, strict=True) if "Mills" in index.passage(int(id)).path}
    assert definition.places == mills
