"""A question about what was explained, whose key the passage holds."""

from tests.teaching.shelf import Course, passage
from tutor_app.core.checking import GAP
from tutor_app.engine.teaching.check import check_of

COURSE = Course(
    passage(
        1,
        ("Ice",),
        "Ice floats because its molecules form an open lattice in winter. "
        "Each molecule has a place in the lattice.",
    ),
    passage(
        2, ("Steel",), "The hull of a ship pushes the water aside. A hull is hollow, and the cargo fits in."
    ),
    passage(
        3, ("Air",), "The pressure of the air falls with the altitude. A balloon has a pressure of its own."
    ),
)
EXPLAINED = "Your material says:\n\n> Ice floats because its molecules form an open lattice in winter. [1]"


def test_the_gap_is_in_a_sentence_of_what_was_explained_and_the_key_stands_there():
    check = check_of(COURSE, COURSE.question("Why does ice float?", 1, 2, 3), EXPLAINED)
    assert check.passage == 1
    assert check.sentence in COURSE.passage(1).text
    assert check.options[check.right].lower() in EXPLAINED.lower()
    assert check.text.replace(GAP, check.options[check.right]).lower() == check.sentence.lower()


def test_the_sentence_is_not_printed_in_the_answer_above_it():
    check = check_of(COURSE, COURSE.question("Why does ice float?", 1, 2, 3), EXPLAINED)
    assert check.sentence == "Each molecule has a place in the lattice."
    everything = f"{EXPLAINED}\n\n> Each **molecule** has a place in the lattice. [1]"
    assert check_of(COURSE, COURSE.question("Why does ice float?", 1, 2, 3), everything) is None


def test_wrong_options_are_terms_of_the_course_that_the_sentence_does_not_have():
    check = check_of(COURSE, COURSE.question("Why does ice float?", 1, 2, 3), EXPLAINED)
    wrong = [option for place, option in enumerate(check.options) if place != check.right]
    texts = " ".join(COURSE.passage(id).text.lower() for id in (1, 2, 3))
    assert len(wrong) >= 2
    assert all(option in texts and option not in check.sentence.lower() for option in wrong)


def test_the_same_answer_has_the_same_question():
    asked = COURSE.question("Why does ice float?", 1, 2, 3)
    assert check_of(COURSE, asked, EXPLAINED) == check_of(COURSE, asked, EXPLAINED)


def test_nothing_fair_can_be_asked_about_what_the_material_does_not_say():
    asked = COURSE.question("Why does ice float?", 1, 2, 3)
    assert check_of(COURSE, asked, "Because of magic.") is None


def test_a_course_with_too_few_terms_has_no_question():
    course = Course(passage(1, ("Ice",), "Ice floats because its molecules form an open lattice in winter."))
    assert check_of(course, course.question("Why?", 1), EXPLAINED) is None


def test_a_chinese_gap_is_a_term_of_the_titles():
    course = Course(
        passage(1, ("学习率",), "训练模型时要小心选步长。学习率是最需要小心的一个数。"),
        passage(2, ("过拟合",), "过拟合时验证误差升高。"),
        passage(3, ("反向传播",), "反向传播从后往前求梯度。"),
        language="zh",
    )
    check = check_of(
        course, course.question("怎么选步长？", 1, 2, 3), "> 训练模型时要小心选步长，即学习率。 [1]"
    )
    assert check.text == f"{GAP}是最需要小心的一个数。"
    assert sorted(check.options) == ["反向传播", "学习率", "过拟合"]
