"""A part that ended the process is left out, and no other one for it."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.course.trials import MAX_TRIES, Trials

UNFINISHED = []  # kept: one that is collected would be ended in order


def die_at(file, *parts):
    """Begin to look at these parts, one in another, and end as a kill does: nothing after it is written."""
    trials = Trials(file)
    for part in parts:
        looked_at = trials.attempt(part)
        looked_at.__enter__()
        UNFINISHED.append(looked_at)


def is_left_out(file, part):
    try:
        with Trials(file).attempt(part):
            return False
    except TutorError:
        return True


def test_a_part_that_ended_the_process_twice_is_left_out(tmp_path):
    file = tmp_path / "trials.json"
    for _ in range(MAX_TRIES):
        assert not is_left_out(file, "7")
        die_at(file, "7")
    assert is_left_out(file, "7")
    assert not is_left_out(file, "8")


def test_a_page_looked_at_for_its_neighbour_counts_alone(tmp_path):
    file = tmp_path / "trials.json"
    for _ in range(MAX_TRIES):
        die_at(file, "5", "7")
    assert is_left_out(file, "7")
    assert not is_left_out(file, "5")


def test_what_was_looked_at_to_its_end_never_counts(tmp_path):
    file = tmp_path / "trials.json"
    for _ in range(MAX_TRIES + 1):
        trials = Trials(file)
        with trials.attempt("5"), trials.attempt("7"):
            pass
    assert not is_left_out(file, "5")
    assert not is_left_out(file, "7")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"open": 1, "counts": {}}', "[" * 5000])
def test_a_broken_note_counts_nothing(tmp_path, content):
    (tmp_path / "trials.json").write_text(content)
    assert not is_left_out(tmp_path / "trials.json", "7")


def test_notes_follow_a_course_into_its_folder(tmp_path):
    die_at(tmp_path / "a.json", "7")
    trials = Trials(tmp_path / "a.json")
    with trials.attempt("1"):
        pass
    trials.move(tmp_path / "b.json")
    assert not (tmp_path / "a.json").exists()
    die_at(tmp_path / "b.json", "7")
    assert is_left_out(tmp_path / "b.json", "7")


def test_without_a_file_nothing_is_noted():
    with Trials().attempt("7"):
        pass
