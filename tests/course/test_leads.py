"""A list is joined with the sentence that introduces it, a solution with its exercise."""

import pytest

from tests.course.test_roles import PLACE, PROSE, block
from tutor_app.core.material import Section
from tutor_app.course.leads import find_leads
from tutor_app.course.solutions import match_solutions


@pytest.mark.parametrize(
    ("texts", "leads"),
    [
        (("It depends on two things:", "- the weight", "- the surface"), [None, 1, 1]),
        ((f"{PROSE} There are three kinds of friction.", "- dry", "- fluid"), [None, 1, 1]),
        (("主要有以下原因。", "1. 重量", "2. 表面"), [None, 1, 1]),
        (("摩擦分为两种。", "- 干摩擦", PROSE), [None, 1, None]),
        ((PROSE, "- dry", "- fluid"), [None, None, None]),
        (("Do as follows.", "1. Push the box.", PROSE, "2. Let it go."), [None, 1, 1, 1]),
        (("What slows it?", "1. Which force?", "a. friction", "b. weight", "2. Why?"), [None, 1, 2, 2, 1]),
        (("The following table shows both.", "| a | b |\n| 1 | 2 |"), [None, 1]),
    ],
)
def test_a_list_knows_what_introduces_it(texts, leads):
    assert find_leads([block(n, text) for n, text in enumerate(texts, start=1)]) == leads


def test_no_list_is_led_by_another_section():
    blocks = [block(1, "There are two kinds:", 1), block(2, "- dry", 2)]
    assert find_leads(blocks) == [None, None]


def solved(*rows):
    """What each block solves; a row is the path of its section, its role and its text."""
    sections, blocks = {}, []
    for id, (path, role, text) in enumerate(rows, start=1):
        section = sections.setdefault(path, Section(len(sections) + 1, 2, path[-1], path, PLACE))
        blocks.append(block(id, text, section.id, role))
    return match_solutions(list(sections.values()), blocks)


ONE, TWO, KEY = ("Chapter 1", "Exercises"), ("Chapter 2", "Exercises"), ("Answer Key", "Chapter 2")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (((ONE, "exercise", "1. Why?"), (ONE, "exercise", "2. How?"), (ONE, "solution", "Solution. So.")),
         [None, None, 2]),
        (((ONE, "exercise", "3. A?"), (TWO, "exercise", "3. B?"), (KEY, "solution", "3. 4 N")),
         [None, None, 2]),
        (((("3.1 Ice", "Exercises"), "exercise", "1. A?"), (("3.2 Oil", "Exercises"), "exercise", "1. B?"),
          (("Answers", "Section 3.1"), "solution", "1. 4 N")), [None, None, 1]),
        (((("第一章", "习题"), "exercise", "1. 甲？"), (("第二章", "习题"), "exercise", "1. 乙？"),
          (("参考答案", "第一章"), "solution", "1. 对")), [None, None, 1]),
        (((ONE, "exercise", "3. A?"), (ONE, "exercise", "a. x"), (ONE, "solution", "Answer: a")),
         [None, None, 1]),
        (((ONE, "exercise", "1. A?"), (ONE, "exercise", "1. B?"), (("Chapter 1", "Answers"), "solution",
         "1. x"),
          (("Chapter 1", "Answers"), "solution", "1. y")), [None, None, 1, 2]),
        (((ONE, "exercise", "1. A?"), (KEY, "solution", "7. 4 N")), [None, None]),
        (((("1 Ice",), "exercise", "Exercise 3.7. A?"), (("Solutions",), "solution", "3.7. 4 N"),
          (("Solutions",), "solution", "It stops.")), [None, 1, 1]),
    ],
)  # fmt: skip
def test_a_solution_knows_its_exercise_by_number_and_chapter(rows, found):
    assert solved(*rows) == found
