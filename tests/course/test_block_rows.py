"""Blocks in an index: asked by passage, by what introduces or solves them; of an old index, too."""

import sqlite3
import time
from itertools import pairwise

import pytest

from tests.course.paper import Paper, paragraph, words
from tutor_app.core.cancel import Cancellation
from tutor_app.core.locators import to_json
from tutor_app.core.material import LineLocator
from tutor_app.course.block_rows import update_roles
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add, complete
from tutor_app.course.preparation import Preparation
from tutor_app.course.schema import STEPS, migrate
from tutor_app.tutor.library import unread

MODELS = Preparation(encoder_for=lambda _: "none")
BOOK = """# Friction

Friction depends on two things:

- the weight of the body
  and what lies on it
- the surface

## Exercises

1. Why does a sledge stop?
2. Find the force on a sledge of 20 kg.
   1. on snow
   2. on ice

## Key Terms

**weight**: what pulls a body down
**sledge**: a body on snow

friction
: what acts against sliding

## Answer Key

1. It loses energy. 2. 19.6 N 3. none
"""


def course_from(home, source):
    return add(home, source, MODELS, lambda _: None, Cancellation())


@pytest.fixture
def book(home, tmp_path):
    (tmp_path / "book.md").write_text(BOOK, encoding="utf-8")
    return course_from(home, tmp_path / "book.md")


def first(index, text):
    return next(block for block in index.blocks() if text in block.text)


def test_an_item_a_term_and_an_answer_are_a_block_each(book):
    texts = [(block.role, " ".join(block.text.split())) for block in CourseIndex.open(book).blocks()]
    assert texts == [
        ("body", "Friction depends on two things:"),
        ("body", "- the weight of the body and what lies on it"),
        ("body", "- the surface"),
        ("exercise", "1. Why does a sledge stop?"),
        ("exercise", "2. Find the force on a sledge of 20 kg. 1. on snow 2. on ice"),
        ("glossary", "**weight**: what pulls a body down"),
        ("glossary", "**sledge**: a body on snow"),
        ("glossary", "**friction**: what acts against sliding"),
        ("solution", "1. It loses energy."),
        ("solution", "2. 19.6 N"),
        ("solution", "3. none"),
    ]


def test_items_and_solutions_are_found_from_their_lead_and_exercise(book):
    index = CourseIndex.open(book)
    items = index.find_items(first(index, "depends on").id)
    assert [" ".join(item.text.split()) for item in items] == [
        "- the weight of the body and what lies on it",
        "- the surface",
    ]
    assert [block.text for block in index.find_solutions(first(index, "Find the force").id)] == ["2. 19.6 N"]
    assert index.find_solutions(first(index, "3. none").id) == []


def test_the_blocks_of_a_passage_cover_its_text_in_order(book):
    index = CourseIndex.open(book)
    for passage in index.first_passages(10):
        spans = index.find_blocks(passage.id)
        covered = "".join(passage.text[span.start : span.end] for span in spans)
        assert "".join(covered.split()) == "".join(passage.text.split())
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_paragraph_over_a_page_end_is_in_its_passage_before_the_note_between(home, tmp_path):
    paper = Paper()
    paper.page(paragraph(["Friction holds a box on its place, and it grows with the"], 50, 80),
               words("1 A note at the foot of the page.", 50, 40, 8))  # fmt: skip
    paper.page(paragraph(["weight of the box until somebody pushes it."], 50, 550))
    course = course_from(home, paper.save(tmp_path / "a.pdf"))
    index = CourseIndex.open(course)
    (passage,) = index.first_passages(9)
    held = [passage.text[span.start : span.end].split()[0] for span in index.find_blocks(passage.id)]
    assert sorted(held) == ["1", "Friction", "weight"]
    assert held.index("weight") == held.index("Friction") + 1


def test_an_index_of_an_older_version_is_read_as_body_and_told_anew(book, home):
    with sqlite3.connect(book.index_file) as db:
        db.executescript(
            "DROP INDEX block_section; DROP INDEX block_lead; DROP INDEX block_solves;"
            "ALTER TABLE block DROP COLUMN role; ALTER TABLE block DROP COLUMN lead;"
            "ALTER TABLE block DROP COLUMN solves; DELETE FROM about WHERE key = 'roles';"
            "PRAGMA user_version = 1"
        )
    index = CourseIndex.open(book)
    assert {block.role for block in index.blocks()} == {"body"}
    assert index.find_items(1) == [] == index.find_solutions(1)
    index.close()
    assert [course.path for course in unread(home)] == [book.path]
    complete(book, MODELS, lambda _: None, Cancellation())
    index = CourseIndex.open(book)
    assert {block.role for block in index.blocks()} == {"body", "exercise", "glossary", "solution"}
    assert unread(home) == []


def test_every_step_of_the_schema_is_made_of_whole_statements():
    db = sqlite3.connect(":memory:")
    for step in STEPS:
        for statement in step.split(";"):
            db.execute(statement)


PIECES = ("n\u0301\u0301\u0301", "a.b,c;", "Smith, ", "1. a ", "| a ", "**a", "冰浮在水上。")


@pytest.mark.parametrize("piece", PIECES)
def test_roles_of_an_endless_line_are_told_in_time_that_does_not_grow_with_it(piece):
    db = sqlite3.connect(":memory:")
    migrate(db)
    place = to_json((LineLocator("a.md", 0, 0),))
    db.execute("INSERT INTO section VALUES (1, 1, 'Ice', '[\"Ice\"]', ?)", (place,))
    for text in (piece * (1_000_000 // len(piece)), "Exercise 1. Why does ice float?"):
        db.execute(
            "INSERT INTO block (section, kind, text, locator) VALUES (1, 'paragraph', ?, ?)", (text, place)
        )
    began = time.process_time()
    update_roles(db)
    assert time.process_time() - began < 2  # it was minutes
    assert db.execute("SELECT role FROM block ORDER BY id DESC").fetchone() == ("exercise",)
