"""The Chinese book loses its tools' marks; what is measured stays out of what is trained on."""

import json

import pytest

from tutor_app.training.books import read_book
from tutor_app.training.d2l import clean, convert, items

CHAPTERS = ("a", "b", "c", "d")  # the third is kept for measuring


def section(chapter, number):
    def block(place, text, *path):
        return {
            "id": f"{chapter}{number}-{place}",
            "type": "para",
            "path": [f"第{number}节", *path],
            "text": text,
        }

    return {
        "file": f"chapter_{chapter}/s{number}.md",
        "section_title": f"第{number}节",
        "blocks": [
            block(0, f"如 :numref:`fig_{chapter}{number}`所示，章{chapter}讲的是梯度。"),
            block(1, "梯度指向上升最快的方向。", f"{chapter}{number}的梯度方向"),
            block(2, "1. 为什么梯度指向上升最快的方向？\n1. 短？", "练习"),
            block(3, f"* 章{chapter}第{number}节里梯度很重要。", "小结"),
        ],
    }


def figure(chapter, number):
    return {
        "file": f"chapter_{chapter}/s{number}.md", "label": f"fig_{chapter}{number}", "caption_clean": "梯度",
        "image": f"images/{chapter}{number}.jpg", "dhash": "", "prev_para_id": f"{chapter}{number}-0",
    }  # fmt: skip


@pytest.fixture
def books(tmp_path):
    source = tmp_path / "source"
    (source / "images").mkdir(parents=True)
    places = [(chapter, number) for chapter in CHAPTERS for number in range(5)] + [("preface", 0)]
    for name, lines in (
        ("sections", map(section, *zip(*places, strict=True))),
        ("figures", [figure("b", 1), figure("c", 1)]),
    ):
        (source / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for name in ("b1", "c1"):
        (source / "images" / f"{name}.jpg").touch()
    convert(source, tmp_path, "book", [["谁？"], ["何时？"]])
    return read_book(tmp_path / "book"), read_book(tmp_path / "book-test")


def test_marks_of_the_books_tools_are_left_out():
    text = "如 :numref:`fig_a`所示，[**梯度**]见[这里](https://a.b/c_(d))。\n:begin_tab:`mxnet`\n[Discussions](x)"
    assert clean(text) == "如所示，梯度见这里。"


def test_lines_below_a_point_belong_to_it():
    assert items("1. 求导数。\n    1. 先看一边。\n\n2. 为什么？") == ["求导数。 先看一边。", "为什么？"]
    assert items("* 一点\n  接着说") == ["一点 接着说"]


def test_chapters_that_are_measured_are_not_trained_on(books):
    train, test = books
    assert {one.module.split("-")[0] for one in train.exercises} == {"a", "b", "d"}
    assert {one.module.split("-")[0] for one in test.exercises} == {"c"}
    assert {module["module"].split("-")[0] for module in train.modules} == {"a", "b", "d", "preface"}
    assert len(test.modules) == 21
    assert [f.id for book in books for f in book.figures] == ["fig_b1", "fig_c1"]


def test_exercises_and_summaries_are_asked_and_leave_the_text(books):
    train, _ = books
    asked = {exercise.problem for exercise in train.exercises if exercise.module == "a-s1"}
    assert {"为什么梯度指向上升最快的方向？", "章a第1节里梯度很重要。"} < asked
    assert any("a1的梯度方向" in question for question in asked)
    assert "短？" not in asked
    texts = [block["text"] for module in train.modules for block in module["blocks"]]
    assert not [text for text in texts if "为什么" in text or "重要" in text]


def test_each_book_has_its_own_strange_questions(books):
    assert [[one.problem for one in book.strange] for book in books] == [["谁？"], ["何时？"]]


def test_a_figure_stands_behind_its_paragraph_and_is_mentioned(books):
    (figure,) = books[0].figures
    assert (figure.after, figure.mentions) == ("b1-0", ("b1-0",))
