"""Hints, wishes and checks from the terminal, on a real course without any model."""

import json

import pytest

import tutor_app
from tutor_app.cli import hints
from tutor_app.cli.main import main
from tutor_app.core.errors import TutorError
from tutor_app.core.material import LineLocator, PageLocator, Passage
from tutor_app.core.teaching import ANSWER, HINT, POINTER
from tutor_app.settings.home import VARIABLE, below
from tutor_app.settings.settings import Settings, save
from tutor_app.tutor import library
from tutor_app.tutor.indexing import add_course
from tutor_app.tutor.places import bare_spot

MOTION = "motion-forces-and-energy"
EXERCISE = "A car of 1,200 kg accelerates at 2 m/s². Calculate the net force."
FLOAT = "Why do astronauts float in the Space Station?"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    home = below(tmp_path_factory.mktemp("home"))
    home.data.mkdir(parents=True)
    save(home.settings_file, Settings(language="en", explainer="quote"))
    add_course(home, library.sample_sources()[0])
    return home


@pytest.fixture
def terminal(prepared, tmp_path, monkeypatch, capsys):
    """Runs a command in a home of its own with the course; what it printed."""
    home = below(tmp_path)
    home.data.mkdir(parents=True)
    home.courses.symlink_to(prepared.courses, target_is_directory=True)
    save(home.settings_file, Settings(language="en", explainer="quote"))
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    def run(*arguments, code=0):
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture
def pins(monkeypatch):
    """What is typed when a PIN is asked for."""
    typed = []
    monkeypatch.setattr(hints, "getpass", lambda _: typed.pop(0))
    return typed


def test_an_exercise_is_answered_step_by_step(terminal):
    first = terminal("ask", EXERCISE)
    assert "Where to look:" in first
    assert "2400" not in first
    assert "tutor ask --next-hint" in first
    assert "2400" not in terminal("ask", "--next-hint")
    assert "Example" in terminal("ask", "--next-hint")
    assert "\n> " in terminal("ask", "--next-hint")
    assert "no next hint" in terminal("ask", "--next-hint", code=1)


def test_a_hint_prints_no_passage_as_json_either(terminal):
    told = json.loads(terminal("ask", EXERCISE, "--json"))
    assert (told["level"], told["next_level"]) == (POINTER, HINT)
    assert told["passages"] == told["figures"] == []


def test_an_answer_is_given_again_as_it_is_wished(terminal):
    terminal("ask", FLOAT)
    assert "because they and the station fall together" in terminal("ask", "--again", "why")
    assert "只能用材料本身的语言引用" in terminal("ask", "--again", "zh")


def test_a_question_that_leans_is_understood_with_the_last_one(terminal):
    terminal("ask", FLOAT)
    assert "fall together" in terminal("ask", "--then", "and why is that?")


def test_there_must_be_something_to_go_on_with(terminal):
    assert "no turn to go on with" in terminal("ask", "--again", "more", code=1)


def test_the_lock_of_a_teacher_holds_for_the_terminal(terminal, pins):
    pins.append("4812")
    assert "locked by a PIN" in terminal("hints", MOTION, "--most", "2", "--lock")
    out = terminal("ask", FLOAT, "--hint", str(ANSWER))
    assert "fall together" not in out
    assert "--next-hint" not in out
    assert "fall together" not in terminal("ask", "--again", "more")
    pins.append("1111")
    assert "PIN is wrong" in terminal("hints", MOTION, "--unlock", code=1)
    pins.append("4812")
    assert "locked" not in terminal("hints", MOTION, "--unlock", "--most", "4")
    assert "fall together" in terminal("ask", FLOAT)


def test_a_check_of_the_last_answer_is_asked_and_kept(terminal, tmp_path):
    assert "tutor check" in terminal("ask", FLOAT)
    asked = terminal("check")
    assert "____" in asked
    with tutor_app.open(tmp_path) as tutor:
        right = tutor.turns()[0].answer.check.right
    assert "Right." in terminal("check", str(right + 1))
    assert "Not right." in terminal("check", str((right + 1) % 3 + 1))
    with tutor_app.open(tmp_path) as tutor:
        assert [checked.is_right for checked in tutor.checks()] == [True, False]
    assert "no option 9" in terminal("check", "9", code=1)


def test_levels_that_cross_are_told(terminal):
    assert "above the last" in terminal("hints", MOTION, "--first", "3", "--most", "2", code=1)


def test_a_hint_has_no_check(terminal, tmp_path):
    terminal("ask", EXERCISE)
    assert "no question to check" in terminal("check", code=1)
    with tutor_app.open(tmp_path) as tutor, pytest.raises(TutorError, match="no question"):
        tutor.check(tutor.turns()[0], 0)


def test_the_place_of_a_hint_is_a_page_or_a_line_without_title_or_file():
    def place(locator):
        return bare_spot(Passage(1, 1, ("Friction",), "Friction slows.", (locator,)))

    assert place(PageLocator(4, ())) == "page 5"
    assert place(LineLocator("friction.md", 6, 9)) == "line 7"
