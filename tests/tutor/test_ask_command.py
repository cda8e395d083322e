"""`tutor ask` says in one line what counted, where the fusion model answered."""

import json
from functools import partial

import pytest

from tutor_app.cli.main import main
from tutor_app.core.answer import Answer
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import Counted, Stretch
from tutor_app.core.language import speak
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.messages import Mind, Ready
from tutor_app.settings.home import VARIABLE
from tutor_app.settings.settings import Settings, save
from tutor_app.tutor.session import Tutor

COUNTED = Counted(
    note=(Stretch(0, 3, 3000),), sound=(800,), cells=(0,) * 48 + (6200,)
)  # 30, 8 and 62 per cent


class Engine:
    ready = Ready("CPU", "chosen")

    def __init__(self, counted):
        self.counted = counted

    def answer(self, ask, say, cancel):
        if self.counted is None:
            say(Mind(ask.id, "Searched one by one.", "There is no fusion model."))
        return Answer("Ice is light.", (), True, "quote", counted=self.counted)


@pytest.fixture
def asked(home, tmp_path, monkeypatch):
    """Asks a course of one page in a language, with an engine that found what counted."""
    (tmp_path / "a.md").write_text("# Ice\n\nIce is lighter than water.\n")
    add(home, tmp_path / "a.md", Preparation(lambda language: "none"), lambda _: None, Cancellation())
    monkeypatch.setenv(VARIABLE, str(home.data.parent))

    def ask(counted, *options, language="en", **chosen):
        save(home.settings_file, Settings(language=language, **chosen))
        monkeypatch.setattr("tutor_app.cli.ask.Tutor", partial(Tutor, engine=lambda: Engine(counted)))
        assert main(["ask", "Why?", *options]) == 0

    yield ask
    speak("en")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "What counted: picture 62 %, note 30 %, speech 8 %"),
        ("zh", "起作用的部分：图片 62 %，输入的文字 30 %，语音 8 %"),
    ],
)
def test_what_counted_is_one_line(asked, capsys, language, line):
    asked(COUNTED, language=language)
    assert line in capsys.readouterr().out.splitlines()


def test_without_the_fusion_model_it_says_so_beside_the_answer(asked, capsys):
    asked(None)
    told = capsys.readouterr()
    assert "What counted" not in told.out
    assert told.err.splitlines() == ["Searched one by one. There is no fusion model."]


def test_programs_get_the_shares_as_numbers(asked, capsys):
    asked(COUNTED, "--json")
    assert json.loads(capsys.readouterr().out)["counted"] == {"note": 0.3, "picture": 0.62, "speech": 0.08}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Text leaves this machine: questions and passages go to models.school.example."),
        ("zh", "文字会离开本机：问题和段落会发送到 models.school.example。"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_text_that_leaves_the_machine_is_said_beside_the_answer(asked, capsys, language, line, options):
    asked(COUNTED, *options, language=language, explainer="server", server="models.school.example")
    assert capsys.readouterr().err.splitlines() == [line]
