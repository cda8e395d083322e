"""Misheard and mistyped words find the words of the course that they sound or look like."""

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.course.alike import Alike
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.settings.home import below

WORDS = ["mitochondrion", "multicellular", "chloroplast", "photosynthesis", "heredity", "cell", "渗透"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("mitocondrion", "mitochondrion"),
        ("multisolar", "multicellular"),
        ("fotosinthesis", "photosynthesis"),
        ("photosyntehsis", "photosynthesis"),
        ("herreditty", "heredity"),
    ],
)
def test_a_wrong_word_finds_the_one_that_was_meant(wrong, meant):
    assert Alike(WORDS).nearest(wrong, 1) == [meant]


@pytest.mark.parametrize("word", ["cel", "渗透作用", "x2", "velocity", ""])
def test_a_word_that_is_like_none_finds_none(word):
    assert Alike(WORDS).nearest(word, 3) == []


def test_an_empty_vocabulary_knows_nothing_like_it():
    assert Alike([]).nearest("mitochondrion", 3) == []


@pytest.fixture
def course(tmp_path):
    text = "The mitochondrion makes energy for the cell.\n\nEach mitochondrion has two membranes.\n\n"
    (tmp_path / "cells").mkdir()
    (tmp_path / "cells" / "cells.md").write_text(
        "# Cells\n\n"
        + "\n\n".join(
            f"## Part {i}\n\n{text}A plasmid is a ring; the plasmid copies itself." for i in range(4)
        )
    )
    home = below(tmp_path / "home")
    add(home, tmp_path / "cells", Preparation(lambda _: None), lambda _: None, Cancellation())
    about = next((tmp_path / "home").glob("**/course.json"))
    return CourseIndex.open(open_folder(about.parent))


def test_a_course_is_asked_only_about_words_that_it_does_not_hold(course):
    assert course.alike("what does the mitochondrion do") == []
    assert course.alike("what does the mitocondrion do") == ["mitochondrion"]


def test_a_word_that_was_heard_as_two_is_found(course):
    assert "plasmid" in course.alike("how does a plas mid copy itself")
