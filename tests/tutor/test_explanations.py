"""Who explains is tried, measured and said; and where text goes."""

import multiprocessing

import pytest

from tests.explain.server.servers import serving, status, streamed
from tests.explain.test_choice import LARGE, SMALL, Writing, have
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak
from tutor_app.engine.explain.choice import SLOW_PER_S
from tutor_app.engine.explain.speed import keep_speed, speed_of
from tutor_app.engine.lazy import Lazy
from tutor_app.settings.keys import VARIABLE, keep_key
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Settings
from tutor_app.tutor import models
from tutor_app.tutor.doctor import examine as examine_all
from tutor_app.tutor.explanations import (
    Tried,
    TriedInVain,
    destination,
    destination_in_words,
    examine,
    is_quick,
    serve_trying,
    try_out,
)

MODELS = status(200, {"data": [{"id": "qwen"}, {"id": "llama"}]})


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def chosen(server, **more):
    return Settings(language="en", explainer="server", server=str(server.address), **more)


def test_a_server_that_answers_is_named_with_its_models(home):
    with serving(MODELS, streamed("yes")) as server:
        tried = try_out(home, chosen(server))
    assert tried.models == ("qwen", "llama")
    assert tried.told.startswith(f"qwen at {server.address.place} answers in 0.")
    assert "a program on this machine" in tried.told


def test_a_key_is_tried_before_it_is_kept(home):
    with serving(MODELS, streamed("yes"), MODELS, streamed("yes")) as server:
        keep_key(home, server.address, "old")
        try_out(home, chosen(server), "new")
        try_out(home, chosen(server, server_model="qwen"))
    assert [h.headers["authorization"].split()[1] for h in server.heard] == ["new", "new", "old", "old"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [(status(401), "does not accept the key"), (status(200, {"data": []}), "has no model")],
)
def test_a_server_that_does_not_is_said_in_words(home, answer, words):
    with serving(answer) as server, pytest.raises(TutorError, match=words):
        try_out(home, chosen(server))


def test_a_key_that_can_be_none_is_not_sent(home):
    with serving(MODELS) as server:
        with pytest.raises(TutorError, match="not a key"):
            try_out(home, chosen(server), "密钥")
        assert server.heard == []


def test_quotation_needs_nothing(home):
    assert "needs no language model" in try_out(home, Settings(explainer="quote")).told


@pytest.mark.parametrize("explainer", ["auto", "local"])
def test_a_model_of_this_machine_that_is_missing_says_how_to_fetch_it(home, explainer):
    with pytest.raises(TutorError, match="not on this machine"):
        try_out(home, Settings(explainer=explainer))


def test_a_model_of_this_machine_is_measured_and_its_speed_kept(home, models_home):
    file = models_home.models / "smollm2-135m" / "SmolLM2-135M-Instruct.Q4_1.gguf"
    tried = try_out(home, Settings(explainer="local", local_model=str(file)))
    assert speed_of(home, file) > 0
    assert f"writes {speed_of(home, file):.1f} tokens a second" in tried.told


def test_what_was_tried_comes_from_another_process_in_words(home):
    ours, theirs = multiprocessing.Pipe()
    serve_trying(theirs, home, Settings(language="zh", explainer="quote"), "")
    serve_trying(theirs, home, Settings(language="zh", explainer="server"), "")
    speak("en")
    assert ours.recv() == Tried("引用材料中的句子，不需要语言模型。")
    vain = ours.recv()
    assert isinstance(vain, TriedInVain)
    assert "不是服务器地址" in vain.message


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("localhost:11434", "a program on this machine: localhost:11434."),
        ("models.school.example", "Text leaves this machine: questions and passages go to models.school.example."),  # noqa: E501
        ("http://10.0.0.7:8000", "10.0.0.7:8000. The connection is not encrypted."),
    ],
)  # fmt: skip
def test_it_is_said_where_text_goes(server, words):
    assert destination_in_words(destination(Settings(explainer="server", server=server))).endswith(words)


@pytest.mark.parametrize("explainer", ["auto", "quote", "local"])
def test_without_a_server_nothing_leaves(explainer):
    assert destination(Settings(explainer=explainer, server="models.school.example")) is None


def test_a_broken_address_is_nowhere():
    assert destination(Settings(explainer="server", server="a b")) is None


# at the first start


def test_a_model_is_measured_once(home):
    file, opened = have(home, LARGE), []

    def open_():
        opened.append(model := Writing(2))
        return model

    assert is_quick(home, Settings(), Lazy(open_))
    assert speed_of(home, file) > 0
    assert is_quick(home, Settings(), Lazy(open_))
    assert len(opened) == 1


def test_a_slow_one_is_chosen_anew(home):
    file = have(home, LARGE)
    have(home, SMALL)
    assert is_quick(home, Settings(), Lazy(lambda: Writing(0))) is False
    assert speed_of(home, file) == 0


@pytest.mark.parametrize("explainer", ["quote", "server"])
def test_what_runs_elsewhere_is_not_measured(home, explainer):
    have(home, LARGE)
    assert is_quick(home, Settings(explainer=explainer), Lazy(lambda: pytest.fail("opened")))


def test_what_cannot_be_measured_is_left_to_the_turn_that_needs_it(home):
    assert is_quick(home, Settings(), Lazy(lambda: Writing()))


# the doctor


@pytest.mark.parametrize(
    ("speed", "is_well", "told"),
    [
        (None, True, "not measured yet"),
        (11.0, True, "11.0 tokens a second"),
        (SLOW_PER_S / 2, False, "is slow"),
    ],
)
def test_the_doctor_tells_the_speed(home, speed, is_well, told):
    file = have(home, SMALL)
    if speed:
        keep_speed(home, file, speed)
    found = examine(home, Settings(local_model=SMALL))
    assert found[0] is is_well
    assert told in found[1]
    assert any(f.name == "explanations" for f in examine_all(home))


def test_the_doctor_asks_the_server_for_its_models(home):
    with serving(MODELS) as server:
        assert examine(home, chosen(server, server_model="llama"))[0]
        is_well, told = examine(home, chosen(server, server_model="gpt"))
    assert not is_well
    assert "no model gpt: qwen, llama" in told
    assert not examine(home, Settings(explainer="server", server="ftp://x"))[0]


# what is waited for


@pytest.mark.parametrize(
    ("settings", "awaited"),
    [
        (Settings(), {LARGE}),
        (Settings(explainer="local", local_model=SMALL), {SMALL}),
        (Settings(local_model="/my/model.gguf"), set()),
        (Settings(explainer="quote"), set()),
        (Settings(explainer="server"), set()),
    ],
)
def test_only_the_language_model_that_is_to_explain_is_waited_for(home, settings, awaited):
    waiting = models.awaited(home, settings)
    assert {s.manifest.name for s in waiting if s.manifest.task == "explanation"} == awaited


def test_one_that_was_chosen_and_is_not_here_is_fetched(home, monkeypatch):
    fetched = []
    monkeypatch.setattr(models, "start_fetching", lambda home, names: fetched.append(names))
    models.fetch_chosen(home, Settings())
    models.fetch_chosen(home, Settings(explainer="server", local_model=SMALL))
    models.fetch_chosen(home, Settings(local_model=SMALL))
    have(home, LARGE)
    models.fetch_chosen(home, Settings(local_model=LARGE))
    assert fetched == [[SMALL]]


def test_an_address_of_a_server_is_an_address():
    assert destination(Settings(explainer="server", server="localhost:1")) == ServerAddress(
        "http", "localhost", 1
    )
