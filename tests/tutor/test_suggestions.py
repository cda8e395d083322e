"""A course of one's own opens with questions that it can answer, or with none."""

import pytest

from tutor_app.core.material import LineLocator, Passage, Section
from tutor_app.tutor.suggestions import suggest_questions, suggest_sections, suggest_terms

PLACE = LineLocator("a.md", 0, 1)


def course(*sections):
    made = [Section(n, 1, title, (title,), PLACE) for n, (title, _) in enumerate(sections, 1)]
    texts = [Passage(n, n, (title,), text, (PLACE,)) for n, (title, text) in enumerate(sections, 1)]
    return made, texts


@pytest.mark.parametrize(
    ("title", "text", "language", "asked"),
    [
        ("Friction", "Friction is a force that opposes motion.", "en", "What is meant by “Friction”?"),
        (
            "3.2 Weather Fronts",
            "It rains.\nA weather front is a border of air.",
            "en",
            "What is meant by “Weather Fronts”?",
        ),
        ("过拟合", "过拟合是指模型记住了训练数据。", "zh", "什么是“过拟合”？"),
        ("Friction", "Ice has little of it.", "en", None),
        ("Mass", "Matter is anything that takes up space.", "en", None),
        ("Gas", "Galaxies are groups of stars.", "en", None),
        ("Stress", "Streams are small rivers.", "en", None),
        ("Cells", "A cell is the smallest unit of life.", "en", "What is meant by “Cells”?"),
        ("Exercises", "Exercises are hard.", "en", None),
        ("How friction and drag slow you", "Friction is a force.", "en", None),
        ("小结", "小结是总结。", "zh", None),
    ],
)
def test_only_what_a_section_defines_is_offered(title, text, language, asked):
    assert suggest_questions(*course((title, text)), language) == ([asked] if asked else [])


def test_three_at_most_from_all_over_the_course():
    names = ["Friction", "Gravity", "Drag", "Lift", "Thrust", "Weight"]
    made = suggest_questions(*course(*((name, f"{name} is a force.") for name in names)), "en")
    assert [text.split("“")[1].split("”")[0] for text in made] == ["Friction", "Drag", "Thrust"]


def test_a_course_begins_with_its_chapters_and_terms_that_no_question_asks():
    defined = [
        (name, f"{name} is a force that acts on a body.") for name in ("Friction", "Drag", "Lift", "Weight")
    ]
    sections, passages = course(*defined, ("Exercises", "Do them."), ("Index", "a, b"))
    assert [one.title for one in suggest_sections(sections)] == ["Friction", "Drag", "Lift", "Weight"]
    asked = suggest_questions(sections, passages, "en")
    terms = suggest_terms(sections, passages, asked)
    assert terms == ["Weight"]
    assert not any(term in question for term in terms for question in asked)


def test_chapters_keep_the_material_s_own_order_and_names():
    names = ("Chapter 2: Forces and Newton’s Laws", "第三章 数据与测试", "Glossary", "术语表", "8 Answers")
    sections, _ = course(*((name, "") for name in names))
    assert [one.title for one in suggest_sections(sections)] == list(names[:2])


def test_one_title_over_a_whole_course_is_no_chapter():
    over = Section(1, 1, "Motion", ("Motion",), PLACE)
    below = [Section(n, 2, title, ("Motion", title), PLACE) for n, title in ((2, "Speed"), (3, "Force"))]
    assert suggest_sections([over, *below]) == below
