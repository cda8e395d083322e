"""`tutor course adapt`: learns, says what decided, and can be undone."""

import pytest

from tests.engine.adapting.made_up import KNOWING, MISLED, course, way
from tutor_app.cli.main import STOPPED, main
from tutor_app.core.language import speak
from tutor_app.course.index import CourseIndex
from tutor_app.engine.adapting.adaptation import adaptation_of
from tutor_app.settings.home import VARIABLE
from tutor_app.settings.settings import Settings, save
from tutor_app.tutor import adapting


@pytest.fixture
def made(home, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(home.data.parent))
    save(home.settings_file, Settings(language="en"))
    folder, index = course(home, tmp_path)
    index.close()
    yield folder
    speak("en")


@pytest.fixture
def run(made, monkeypatch):
    """Runs the command on a course that is searched by a matching head with these weights."""

    def command(*options, **weights):
        monkeypatch.setattr(adapting, "way_for", lambda index, models: way(**weights))
        return main(["course", "adapt", made.path.name, *options])

    return command


def kept(folder):
    index = CourseIndex.open(folder)
    try:
        return adaptation_of(index)
    finally:
        index.close()


def test_what_is_better_is_kept_and_can_be_undone(made, run, capsys):
    assert run(**MISLED) == 0
    assert kept(made).of.startswith("the model the head")
    assert "--undo" in capsys.readouterr().out
    assert run("--undo") == 0
    assert kept(made) is None
    assert run("--undo") == 0
    assert "Nothing had been learnt" in capsys.readouterr().out


def test_what_is_not_better_is_not_kept_and_takes_the_place_of_nothing_that_was(made, run, capsys):
    assert run(**MISLED) == 0
    assert run(**KNOWING) == 0
    assert kept(made) is None
    assert "not better by more than chance" in capsys.readouterr().out


def test_ctrl_c_leaves_the_course_as_it_was(made, run, monkeypatch):
    assert run(**MISLED) == 0
    before = kept(made)

    def interrupted(progress):
        raise KeyboardInterrupt

    monkeypatch.setattr("tutor_app.cli.course._print_progress", interrupted)
    assert run(head="another head") == STOPPED
    assert kept(made) == before


def test_it_speaks_chinese(home, run, capsys):
    save(home.settings_file, Settings(language="zh"))
    assert run(**KNOWING) == 0
    assert "仍按原来的方式检索" in capsys.readouterr().out


def test_a_course_that_no_model_has_read_is_told_so(home, tmp_path, made, capsys, monkeypatch):
    class NoModels:
        text_encoders = {}

    monkeypatch.setattr("tutor_app.engine.models.models_of", lambda home, device: NoModels())
    assert main(["course", "adapt", made.path.name]) == 1
    assert "have not read all" in capsys.readouterr().err
