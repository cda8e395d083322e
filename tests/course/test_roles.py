"""What stands in material is kept as a kind: exercises, objectives, references, …, by titles and by shape."""

from itertools import count

import pytest

from tutor_app.core.material import Block, LineLocator, Section
from tutor_app.course.roles import assign_roles
from tutor_app.course.section_titles import role_from_title

PLACE = LineLocator("a.md", 0, 0)
PROSE = (
    "Friction acts along the surface of two bodies that touch each other. It grows with the force that"
    " presses them together, and it doesn't depend on how large the surface is. A dry surface holds better."
)


def told(titles, *texts):
    """The roles of blocks under a path of titles; "- x" and "1. x" are items of lists."""
    section = Section(1, len(titles), titles[-1], tuple(titles), PLACE)
    blocks = [block(number, text) for number, text in enumerate(texts, start=1)]
    return assign_roles([section], blocks)


def block(id, text, section=1, role="body"):
    kinds = {"-": "list", "|": "table"}
    is_item = text[:1].isdigit() or text[1:2] in (".", ")")
    return Block(id, section, "list" if is_item else kinds.get(text[0], "paragraph"), text, PLACE, role)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Learning Objectives", "objectives"),
        ("By the end of this section, you will be able to:", "objectives"),
        ("学习目标", "objectives"),
        ("Chapter 4 Review Questions", "exercise"),
        ("4.2 Exercises", "exercise"),
        ("Conceptual Questions and Problems", "exercise"),
        ("Problem Set 3", "exercise"),
        ("Problems & Exercise", "exercise"),
        ("第三章 习题", "exercise"),
        ("一、选择题", "exercise"),
        ("思考与练习", "exercise"),
        ("Answers to Odd-Numbered Problems", "solution"),
        ("Solution to Exercise 3.2", "solution"),
        ("习题参考答案", "solution"),
        ("Key Terms", "glossary"),
        ("术语表", "glossary"),
        ("Suggested Reading", "references"),
        ("参考文献", "references"),
        ("Table of Contents", "contents"),
        ("本章目录", "contents"),
        ("Course Schedule", "syllabus"),
        ("教学进度安排", "syllabus"),
        ("Key Takeaways", "summary"),
        ("本章小结", "summary"),
        ("The exercise of power", None),
        ("Problems of large cities", None),
        ("Solutions and their concentration", None),
        ("Reference frames", None),
        ("Exercise", None),
        ("目标函数", None),
        ("参考系", None),
        ("练习曲的演奏", None),
    ],
)
def test_a_title_gives_a_role_as_a_whole_and_never_by_a_word_in_it(title, role):
    assert role_from_title(title) == role


@pytest.mark.parametrize(
    ("titles", "texts", "roles"),
    [
        (("Friction", "Exercises"), ("1. A box slides.", "2. Why does it stop?"), "exercise exercise"),
        (("摩擦", "练习"), ("1. 为什么箱子会停下？", "1. 改变质量，会发生什么？"), "exercise exercise"),
        (("Friction", "Summary"), (PROSE,), "summary"),
        (("Friction", "Practice"), ("1. A box slides.", "2. Why?"), "exercise exercise"),
        (("Friction", "Practice"), (PROSE,), "body"),
        (
            ("Friction", "Physics End of Chapter Exercises"),
            ("1. A box slides.", "2. Why?"),
            "exercise exercise",
        ),
        (("Health", "Breathing exercises"), (PROSE, "Breathe in slowly."), "body body"),
        (
            ("Friction", "References"),
            ("Newton, I. Principia. 1687.", "1. Why is ice smooth?"),
            "references exercise",
        ),
        (("Chemistry", "Solutions"), (PROSE, PROSE), "body body"),
        (("Answers", "Solutions"), ("1. 4 N", "2. 7 N"), "solution solution"),
        (("Exercises", "4.1 Weight"), (PROSE, PROSE, PROSE), "body body body"),
        (("Exercises", "4.1 Weight"), ("1. Find the weight.", "2. Why does it change?"), "exercise exercise"),
        (("Glossary", "friction"), ("a force against sliding",), "glossary"),
        (("References",), ("Newton, I. Principia. 1687.", "See also the archive."), "references references"),
        (
            ("Learning Objectives",),
            ("- Explain friction", "- Measure it", PROSE),
            "objectives objectives body",
        ),
    ],
)
def test_a_section_gives_its_role_to_what_has_the_shape_of_it(titles, texts, roles):
    assert told(titles, *texts) == roles.split()


@pytest.mark.parametrize(
    ("texts", "roles"),
    [
        (
            ("By the end of this section, you will be able to:", "- Explain friction", PROSE),
            "objectives objectives body",
        ),
        (("通过本章的学习，你应该能够：", "- 解释摩擦", "- 测量摩擦"), "objectives objectives objectives"),
        (
            (PROSE, "5. Which of the following slows a sledge?", "a. friction", "b. weight", "c. light",
             PROSE),
            "body exercise exercise exercise exercise body",
        ),
        (("3. 下列哪一项使雪橇变慢？", "A. 摩擦力", "B. 重力", "C. 光", "D. 声"), "exercise " * 5),
        (("1. Why is ice smooth?", "2. What wears out a tyre?"), "exercise exercise"),
        (("1. 计算摩擦力。", "2. 证明它与面积无关。", "3. 画出受力图。"), "exercise " * 3),
        (
            ("To find the friction, follow these steps:", "1. Find the weight.", "2. Compare it.",
             "3. Solve it."),
            "body " * 4,
        ),
        (("Exercise 3.2. Show that the box stops.", "Solution. It loses energy."), "exercise solution"),
        (("Example 3.2 A sledge", "Solution", "The force is 4 N."), "body body body"),
        (("Example 1 A sledge", "Solution", PROSE, "1. Why is ice smooth?"), "body body body exercise"),
        (("Example 1 A sledge", "1. How far?", "2. How fast?", "Solution", "1. 4 m"), "body " * 5),
        (("Ten people lost weight:", "- Week 1 weight: 4 lb", "- Week 2 weight: 5 lb", "- Week 3 weight: 5"),
         "body " * 4),
        (("例 3.2 雪橇", "解：力为 4 N。"), "body body"),
        (("1 Weight ..... 3\n2 Friction ..... 9\n3 Motion ..... 14",), "contents"),
        (("Weight 3", "Friction 9", "Motion 14", "Energy 20", PROSE), "contents " * 4 + "body"),
        (("- [Weight](a.md)", "- [Friction](b.md)", "- [Motion](c.md)"), "contents " * 3),
        (("Week 1: Weight", "Week 2: Friction", "Week 3: Motion"), "syllabus " * 3),
        (("| Date | Topic |\n| Sept 4 | Weight |\n| Sept 11 | Friction |\n| Sept 18 | Motion |",),
         "syllabus"),
        (("- 第1周 重力", "- 第2周 摩擦", "- 第3周 运动"), "syllabus " * 3),
        (("- In 1776 a nation began.", "- In 1789 another fell.", "- In 1848 many rose."), "body " * 3),
        (("[1] A. Author, On Friction. Press, 2009.", "[2] B. Writer, On Ice. 2011."),
         "references references"),
        (("Author, A. (2009). On friction.", "Writer, B. C. (2011). On ice."), "references references"),
        (("[1] 张三. 论摩擦[J]. 物理, 2009.", "[2] 李四. 论冰[M]. 北京, 2011."), "references references"),
        (("**Check Your Understanding**", "Why is ice smooth?", PROSE), "exercise exercise body"),
        (("**Solution**", PROSE), "body body"),
    ],
)  # fmt: skip
def test_text_of_no_telling_title_is_told_by_its_shape(texts, roles):
    assert told(("Friction",), *texts) == roles.split()


def test_a_question_that_was_taken_for_a_heading_stays_an_exercise():
    titles = (("Forces", "Exercises"), ("Forces", "7. Why is ice smooth?"), ("Forces", "Weight"))
    sections = [Section(n, 2, path[-1], path, PLACE) for n, path in enumerate(titles, start=1)]
    blocks = [
        block(n, text, n)
        for n, text in zip(count(1), ("6. Find it.", "Say it in a sentence.", PROSE), strict=False)
    ]
    assert assign_roles(sections, blocks) == ["exercise", "exercise", "body"]
