"""An explanation is made of spans that can be read by themselves and have the shape that is asked for."""

import pytest

from tests.explain.test_quote import passage, question
from tutor_app.engine.explain.frame import compose_frame
from tutor_app.engine.explain.paragraphs import leans_back, split_paragraphs
from tutor_app.engine.explain.question_kind import classify_question, find_compared
from tutor_app.engine.explain.rendering import render_span
from tutor_app.engine.explain.searching import NoSearch

VACCINE = (
    "A vaccine shows the immune system a harmless part of a germ. The body builds antibodies against it."
    " Because of this, a later infection is met at once. Sales of vaccines grew last year."
)
LOCKS = (
    "A canal lock lifts a boat in four steps.\n1. The lower gate is opened and the boat moves in."
    "\n2. The lower gate is shut.\n3. Water flows in from above.\n4. The upper gate is opened."
)
RISKS = "主要有以下原因。\n- 数据太少，模型记住了噪声。\n- 训练时间太长。"


def parts_of(asked, *texts, language="en", search=None):
    given = [passage(text, number) for number, text in enumerate(texts, 1)]
    return [
        part.span.text
        for part in compose_frame(question(asked, *given, language=language), search or NoSearch()).parts
    ]


def test_a_reason_is_told_with_the_fact_before_it():
    [first, *_] = parts_of("Why is a later infection met at once after a vaccine?", VACCINE)
    assert first.startswith("The body builds antibodies") or first.startswith("A vaccine shows")
    assert "Because of this, a later infection is met at once." in first
    assert "Sales" not in first


def test_steps_are_told_whole_with_what_leads_to_them():
    [first, *_] = parts_of("What are the steps by which a canal lock lifts a boat?", LOCKS)
    assert first.startswith("A canal lock lifts a boat in four steps.")
    assert first.endswith("The upper gate is opened.")


def test_a_lead_without_a_colon_keeps_its_list():
    [paragraph] = split_paragraphs(RISKS)
    assert paragraph.has_lead
    assert len(paragraph.sentences) == 3


@pytest.mark.parametrize(
    "task",
    [
        "Explain why a canal lock lifts a boat.",
        "Calculate the volume of the canal lock.",
        "Why does a canal lock lift a boat?",
        "Visit this link to see a canal lock lift a boat.",
    ],
)
def test_tasks_and_questions_explain_nothing(task):
    assert parts_of("Why does a canal lock lift a boat?", task) == []


def test_what_is_to_be_learnt_is_no_explanation():
    goals = "By the end of this section, you will be able to:\n- Explain how a lock lifts a boat"
    assert parts_of("How does a canal lock lift a boat?", goals) == []


def test_an_entry_of_a_glossary_is_told_though_it_ends_without_a_full_stop():
    entry = "**sill**: the step below the upper gate of a lock\n**pound**: the water between two locks"
    assert parts_of("What is a sill?", entry) == ["**sill**: the step below the upper gate of a lock"]


def test_a_comparison_tells_what_each_of_the_two_is():
    text = "A weir is a low wall across a river. Boats can't pass it. A lock is a basin with two gates."
    told = parts_of("What is the difference between a weir and a lock?", text)
    assert told == ["A weir is a low wall across a river.", "A lock is a basin with two gates."]


def test_a_row_of_a_table_is_told_with_its_header():
    table = "Depths of canals:\n| canal | depth |\n| Elm | 1.2 m |\n| Oak | 1.7 m |\n| Ash | 2.0 m |"
    [first, *_] = parts_of("How deep is the Oak canal?", table)
    assert "| canal | depth |" in first
    assert "| Oak | 1.7 m |" in first


def test_a_formula_is_told_with_the_sentence_that_leads_to_it():
    text = "The area of a circular pool is given by\nA = π r^2\nwhere r is its radius."
    [first, *_] = parts_of("How do I find the area of a circular pool?", text)
    assert "A = π r^2" in first
    assert first.startswith("The area of a circular pool is given by")


def test_the_readers_judgement_decides_between_sentences_with_the_same_words():
    class Read(NoSearch):
        def answering(self, question, passages, spans):
            return [
                [float("gates" in passage[start:end]) for start, end in spans_of]
                for passage, spans_of in zip(passages, spans, strict=True)
            ]

    text = "Locks and boats are old friends.\nLocks lift boats between two gates."
    [first, *_] = parts_of("Locks and boats", text, search=Read())
    assert "gates" in first


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Why does ice float?", "why"),
        ("What is osmosis?", "definition"),
        ("What is the difference between a weir and a lock?", "compare"),
        ("How many gates has a lock?", "number"),
        ("How does a lock work?", "how"),
        ("Give me an example of a weir", "example"),
        ("Does ice sink?", "truth"),
        ("What are the stages of sleep?", "list"),
        ("什么是过拟合？", "definition"),
        ("为什么要打乱数据？", "why"),
        ("训练集和测试集有什么区别？", "compare"),
        ("学习率会影响收敛吗？", "truth"),
    ],
)
def test_the_kind_of_a_question_is_told_by_its_form(asked, kind):
    assert classify_question(asked) == kind


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (
            "What is the difference between passive and active transport?",
            ("passive transport", "active transport"),
        ),
        ("how are white matter and gray matter different", ("white matter", "gray matter")),
        ("训练误差和泛化误差有什么区别？", ("训练误差", "泛化误差")),
        ("Why does ice float?", None),
    ],
)
def test_what_is_compared_is_told_by_its_names(asked, names):
    assert find_compared(asked) == names


@pytest.mark.parametrize(
    "sentence", ["Additionally, it freezes.", "In this way heat is lost.", "上述方法很慢。"]
)
def test_what_leans_on_a_sentence_before_it_is_known(sentence):
    assert leans_back(sentence)


def test_a_table_is_told_as_one_with_its_rows_that_answer():
    table = "Depths of canals:\n| canal | depth |\n| Elm | 1.2 m |\n| Oak | 1.7 m |\n| Ash | 2.0 m |"
    frame = compose_frame(question("How deep is the Oak canal?", passage(table)), NoSearch())
    text = render_span(frame.parts[0].span).text
    assert text.startswith("Depths of canals:\n\n| canal | depth |\n| --- | --- |\n")
    assert "| Oak | 1.7 m |" in text
    assert text.endswith("\n\n[1]\n\n")


def test_a_comparison_of_which_only_short_rows_speak_tells_the_rows():
    table = "|weir|1|\n|lock|5|"
    assert parts_of("What is the difference between a weir and a lock?", table)
