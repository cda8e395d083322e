"""A course is found by its name, or by the beginning of it where only one begins so."""

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.tutor import library


@pytest.fixture
def two(home, tmp_path):
    for name in ("Motion and Energy", "Motion Pictures"):
        (tmp_path / f"{name}.md").write_text(
            f"# {name}\n\nSomething moves in {name}, and somebody sees it.\n"
        )
        add(home, tmp_path / f"{name}.md", Preparation(lambda _: "none"), lambda _: None, Cancellation())
    return home


@pytest.mark.parametrize("name", ["motion-and-energy", "Motion and Energy", "motion-a", "Motion-A"])
def test_one_course_is_meant(two, name):
    assert library.course(two, name).title == "Motion and Energy"


@pytest.mark.parametrize("name", ["motion", "energy"])
def test_several_courses_or_none_are_not_guessed_at(two, name):
    with pytest.raises(TutorError, match=name):
        library.course(two, name)


@pytest.fixture
def same(home, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.md").write_text(f"# Gears\n\nThe gear of {folder} turns slowly.\n")
        add(home, tmp_path / folder, Preparation(lambda _: "none"), lambda _: None, Cancellation())
    return home


def test_a_folder_s_name_wins_over_a_title_that_two_courses_have(same):
    assert [library.course(same, name).path.name for name in ("gears", "gears-2")] == ["gears", "gears-2"]


def test_a_title_of_two_courses_is_refused_and_both_are_named(same):
    with pytest.raises(TutorError, match="Several") as refused:
        library.course(same, "Gears")
    assert "gears, gears-2" in refused.value.hint


def test_a_renamed_course_keeps_its_folder_by_which_questions_and_marks_know_it(two):
    before = library.course(two, "motion-and-energy")
    renamed = library.rename(before, "  Forces \n and motion ")
    assert (renamed.path, renamed.title) == (before.path, "Forces and motion")
    assert library.course(two, "Forces and motion") == renamed
    assert [file.name for file in before.path.glob(".course*")] == []


@pytest.mark.parametrize("title", ["", " \n "])
def test_a_course_without_a_name_is_refused(two, title):
    with pytest.raises(TutorError, match="needs a name"):
        library.rename(library.course(two, "motion-p"), title)
    assert library.course(two, "motion-p").title == "Motion Pictures"


@pytest.mark.parametrize("damage", [None, "{", '"x"', '[1, {"a": 2}]'])
def test_the_order_is_kept_and_a_damaged_one_costs_only_itself(two, damage):
    library.put_in_order(two, ["motion-and-energy"])
    names = [course.path.name for course in library.courses(two)]
    assert names == ["motion-and-energy", "motion-pictures"]
    if damage is not None:
        (two.data / library.ORDER).write_text(damage)
        names = [course.path.name for course in library.courses(two)]
        assert names == ["motion-pictures", "motion-and-energy"]  # by title
