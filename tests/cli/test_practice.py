"""Practice in the terminal."""

import json

import pytest

from tutor_app.cli.main import main
from tutor_app.settings.settings import Settings, save


@pytest.fixture
def course(home):
    save(home.settings_file, Settings(language="en"))
    folder = home.courses / "motion"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def cards(home, course, monkeypatch):
    monkeypatch.setattr("tutor_app.tutor.library.courses", lambda _home: [_folder(course)])
    monkeypatch.setattr("tutor_app.tutor.library.course", lambda _home, _name: _folder(course))
    for prompt, answer in (("What is force?", "a push"), ("What is mass?", "inertia")):
        assert main(["practice", "add", prompt, answer]) == 0


def _folder(path):
    return FoundCourse(path)


class FoundCourse:
    title = "Motion"

    def __init__(self, path):
        self.path = path


def test_what_is_due_is_answered_graded_and_undone(cards, capsys, monkeypatch):
    typed = iter(["h", "my answer", "3", "", "x", "4", "q", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert main(["practice", "review"]) == 0
    assert "a push" in capsys.readouterr().out
    main(["practice", "today", "--json"])
    today = json.loads(capsys.readouterr().out)
    assert (today["new"], today["done"]) == (0, 2)
    assert main(["practice", "undo"]) == 0
    main(["practice", "today", "--json"])
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1])["new"] == 1


def test_items_are_listed_and_deleted_by_their_ids_and_come_back(cards, capsys):
    capsys.readouterr()
    main(["practice", "list"])
    first = capsys.readouterr().out.splitlines()[0].split()[0]
    main(["practice", "delete", first])
    main(["practice", "list"])
    assert first not in capsys.readouterr().out
    main(["practice", "undo"])
    main(["practice", "list"])
    assert first in capsys.readouterr().out


def test_nothing_to_practise_is_told_in_words(home, course, capsys):
    assert main(["practice", "review"]) == 1
    assert "tutor practice make" in capsys.readouterr().err
