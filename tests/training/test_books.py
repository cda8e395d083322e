"""The benchmark's books lose their exercises and keep their sections."""

import json

import pytest

from tutor_app.training.books import is_book, module_of, read_book, write_markdown

MODULES = [
    {
        "module": "m1",
        "section_title": "Friction",
        "blocks": [
            {"type": "para", "path": [], "text": "Friction slows\nblocks."},
            {"type": "exercise", "path": [], "text": "Why does the block stop?"},
            {"type": "para", "path": ["Kinds", "Static"], "text": "# is no heading here."},
            {"type": "list", "path": ["Kinds", "Static"], "text": "- one\n- two"},
        ],
    },
    {"module": "m2-b", "section_title": "Energy", "blocks": []},
]
EXERCISES = [{"problem": "Why does the block stop?", "module": "m1"}, {"problem": " ", "module": "m1"}]


@pytest.fixture
def folder(tmp_path):
    book = tmp_path / "physics"
    book.mkdir()
    for name, lines in (("sections", MODULES), ("exercises", EXERCISES)):
        (book / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return book


def test_a_book_becomes_one_file_a_section_without_its_exercises(folder, tmp_path):
    write_markdown(read_book(folder), tmp_path / "out")
    first, second = sorted((tmp_path / "out").iterdir())
    assert [module_of(first.name), module_of(second.name)] == ["m1", "m2-b"]
    assert first.read_text(encoding="utf-8").split("\n\n") == [
        "# Friction",
        "Friction slows blocks.",
        "## Kinds",
        "### Static",
        "\\# is no heading here.",
        "- one\n- two",
    ]


def test_exercises_without_words_are_left_out(folder):
    assert [exercise.module for exercise in read_book(folder).exercises] == ["m1"]


def test_other_folders_are_no_books(folder, tmp_path):
    assert is_book(folder)
    assert not is_book(tmp_path)
