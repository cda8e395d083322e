"""What the user chose survives, and nobody else's words are lost."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.settings.home import VARIABLE, Home, arguments, below, find_home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import Settings, load, save


def test_what_is_saved_comes_back(home):
    chosen = Settings(language="zh", theme="dark", course="motion")
    save(home.settings_file, chosen)
    assert load(home.settings_file) == chosen


def test_without_a_file_there_are_defaults(home):
    assert load(home.settings_file) == Settings()


def test_keys_of_a_newer_version_are_kept(home):
    home.config.mkdir(parents=True)
    home.settings_file.write_text('theme = "dark"\nhologram = true\n', encoding="utf-8")
    save(home.settings_file, load(home.settings_file))
    assert "hologram = true" in home.settings_file.read_text(encoding="utf-8")
    assert load(home.settings_file).theme == "dark"


def test_a_value_of_the_wrong_kind_is_passed_over(home):
    home.config.mkdir(parents=True)
    home.settings_file.write_text("theme = 3\n", encoding="utf-8")
    assert load(home.settings_file) == Settings()


def test_a_broken_file_is_said_in_words(home):
    home.config.mkdir(parents=True)
    home.settings_file.write_text("theme = ", encoding="utf-8")
    with pytest.raises(TutorError, match="can't be read"):
        load(home.settings_file)


def test_a_folder_that_cannot_be_written_is_said_in_words(home):
    home.config.parent.mkdir(parents=True)
    home.config.write_text("a file where the folder should be")
    with pytest.raises(TutorError, match="can't be saved"):
        save(home.settings_file, Settings())


def test_one_variable_moves_everything(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert find_home() == below(tmp_path)
    assert all(p.is_relative_to(tmp_path) for p in (find_home().models, find_home().logs, find_home().media))


@pytest.mark.parametrize(
    ("chosen", "lang", "language"),
    [
        ("system", "zh_CN.UTF-8", "zh"),
        ("system", "de_DE.UTF-8", "en"),
        ("zh", "en_GB.UTF-8", "zh"),
        ("en", "zh_CN.UTF-8", "en"),
    ],
)
def test_the_reader_is_spoken_to_in_the_chosen_language_or_the_systems(monkeypatch, chosen, lang, language):
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", lang)
    assert language_of_reader(Settings(language=chosen)) == language


def test_another_process_is_told_of_a_home_that_was_moved_and_of_no_other(tmp_path):
    assert arguments(below(tmp_path)) == ["--home", str(tmp_path)]
    places = (tmp_path / name for name in ("etc", "share/tutor", "state/tutor", "cache"))
    assert arguments(Home(*places)) == []
