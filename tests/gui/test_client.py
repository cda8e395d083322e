"""The window's view of the model process: answers, stops, and survives."""

import os
import time
from functools import partial
from pathlib import Path

import pytest

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak, tr
from tutor_app.core.turn import Turn
from tutor_app.engine.messages import (
    Answered,
    Doing,
    Failed,
    Found,
    Heard,
    Partial,
    Ready,
    Recited,
    RecitedPiece,
    Stopped,
)
from tutor_app.gui.client import BUSY_POLL_MS, IDLE_POLL_MS, PATIENCE_S, EngineClient, in_process, in_thread

STEPS = ("speech", "screen", "search", "explain")
EVIDENCE = (Evidence(1, "passage", 3, 0.5),)


class Fake:
    """Stands for the models: the note says what to do."""

    @property
    def ready(self):
        return Ready(f"CPU of process {os.getpid()}", tr("The CPU is used, as chosen."))

    def answer(self, ask, say, cancel):
        match ask.turn.note.split():
            case ["think", seconds]:
                end = time.monotonic() + float(seconds)
                while time.monotonic() < end:
                    cancel.check()
                    time.sleep(0.005)
            case ["hang"]:
                time.sleep(60)
            case ["crash", step]:
                for begun in STEPS[: STEPS.index(step) + 1]:
                    say(Doing(ask.id, begun))
                os.abort()
            case ["break", "off"]:
                say(Partial(ask.id, "Ice is "))
                os.abort()
            case ["bug"]:
                raise ZeroDivisionError
            case ["refuse"]:
                raise TutorError("No microphone.", "Plug one in.")
        say(Partial(ask.id, "well, "))
        return answer(ask.turn.note)

    def listen(self, listen, say, later):
        say(Heard(listen.id, "why is", " ice", final=False))
        later(lambda: say(Heard(listen.id, "why is ice", final=False)))

    def hush(self):
        pass

    def recite(self, recite, say):
        match recite.text:
            case "crash":
                os.abort()
            case "endless":
                self.reading = (recite, say)
            case _:
                say(RecitedPiece(recite.id, recite.folder / "0.wav", (recite.text,)))
                say(Recited(recite.id))

    def silence(self):
        recite, say = self.reading
        say(Stopped(recite.id))


def answer(text):
    return Answer(text, (), True, "quote")


def turn(note):
    return Turn(Path("course"), note)


def load_slowly():
    time.sleep(1.5)
    return Fake()


def load_badly():
    os.abort()


def load_without_models(flag):
    if not flag.exists():
        raise TutorError("The text encoder is missing.", "Run: tutor models fetch")
    return Fake()


@pytest.fixture(params=[in_thread, in_process], ids=["thread", "process"])
def client(request, qtbot):
    client = EngineClient(Fake, start=request.param)
    with qtbot.waitSignal(client.said, timeout=20_000, check_params_cb=lambda m: isinstance(m, Ready)):
        pass
    yield client
    client.close()


@pytest.fixture
def process(qtbot):
    client = EngineClient(Fake, start=in_process)
    yield client
    client.close()


def outcome(client, qtbot, turn, meanwhile=lambda id: None):
    heard = []
    client.said.connect(heard.append)
    id = client.ask(turn)
    meanwhile(id)
    qtbot.waitUntil(lambda: any(isinstance(m, Answered | Stopped | Failed) for m in heard), timeout=20_000)
    client.said.disconnect(heard.append)
    return [m for m in heard if not isinstance(m, Ready)]


def test_an_answer_follows_its_parts(client, qtbot):
    assert outcome(client, qtbot, turn("hello")) == [Partial(1, "well, "), Answered(1, answer("hello"))]


def test_words_come_while_they_are_spoken_also_from_between_two_turns(client, qtbot):
    heard = []
    client.said.connect(heard.append)
    id = client.listen(turn("spoken"))
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)
    assert heard == [
        Heard(id, "why is", " ice", final=False),
        Heard(id, "why is ice", final=False),
    ]
    client.hush()
    assert outcome(client, qtbot, turn("hello"))[-1] == Answered(id + 1, answer("hello"))


@pytest.fixture
def reader():
    yield
    speak("en")


def test_another_language_is_spoken_by_the_same_process(client, qtbot, reader):
    with qtbot.waitSignal(client.said, timeout=20_000) as before:
        client.speak("en")
    with qtbot.waitSignal(client.said, timeout=20_000) as after:
        client.speak("zh")
    assert before.args[0].reason == "The CPU is used, as chosen."
    assert after.args[0].reason == "按你的选择使用 CPU。"
    assert after.args[0].provider == before.args[0].provider


def test_another_language_waits_for_the_models_and_asks_for_them_anew_where_they_could_not_be_loaded(
    qtbot, tmp_path
):
    flag = tmp_path / "models have arrived"
    client = EngineClient(partial(load_without_models, flag), start=in_process)
    qtbot.waitUntil(lambda: not client.is_running, timeout=20_000)
    flag.touch()
    heard = []
    client.said.connect(heard.append)
    client.speak("zh")  # starts it
    client.speak("zh")
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)
    assert [message.reason for message in heard] == ["The CPU is used, as chosen.", "按你的选择使用 CPU。"]
    client.close()


def recited(client, qtbot, text, meanwhile=lambda id: None):
    heard = []
    client.said.connect(heard.append)
    meanwhile(client.recite(text, Path("sounds")))
    qtbot.waitUntil(lambda: any(isinstance(m, Recited | Stopped | Failed) for m in heard), timeout=20_000)
    client.said.disconnect(heard.append)
    return [m for m in heard if not isinstance(m, Ready)]


def test_a_text_is_read_aloud_piece_by_piece_also_while_a_turn_runs(client, qtbot):
    id = client.ask(turn("think 60"))
    pieces = recited(client, qtbot, "So.")
    assert pieces == [RecitedPiece(id + 1, Path("sounds/0.wav"), ("So.",)), Recited(id + 1)]
    client.cancel(id)


def test_a_reading_can_be_stopped(client, qtbot):
    assert recited(client, qtbot, "endless", client.cancel) == [Stopped(1)]


def test_a_crash_while_it_reads_asks_for_no_question_again(process, qtbot):
    with qtbot.waitSignal(process.said, timeout=20_000):
        pass
    [lost] = recited(process, qtbot, "crash")
    assert isinstance(lost, Failed)
    assert "ask again" not in lost.hint


def test_a_reading_that_comes_before_the_models_is_refused_in_words(qtbot):
    client = EngineClient(load_slowly, start=in_thread)
    [early] = recited(client, qtbot, "So.")
    assert "still loading" in early.message
    client.close()


def test_cancel_stops_a_turn_that_is_running(client, qtbot):
    start = time.monotonic()
    assert outcome(client, qtbot, turn("think 30"), meanwhile=client.cancel) == [Stopped(1)]
    assert time.monotonic() - start < 1


def test_an_expected_error_reaches_the_learner_with_its_hint(client, qtbot):
    assert outcome(client, qtbot, turn("refuse")) == [Failed(1, "No microphone.", "Plug one in.")]


def test_a_bug_is_a_failed_turn_and_the_next_one_works(client, qtbot):
    assert isinstance(outcome(client, qtbot, turn("bug"))[0], Failed)
    assert outcome(client, qtbot, turn("hello"))[-1] == Answered(2, answer("hello"))


def test_polling_is_quick_only_while_something_is_awaited(client, qtbot):
    assert client._timer.interval() == IDLE_POLL_MS
    paces = []
    outcome(client, qtbot, turn("hello"), meanwhile=lambda id: paces.append(client._timer.interval()))
    assert paces == [BUSY_POLL_MS]
    assert client._timer.interval() == IDLE_POLL_MS


def test_a_crash_in_mid_sentence_loses_one_turn_and_no_more(process, qtbot):
    heard = outcome(process, qtbot, turn("break off"))
    assert heard[0] == Partial(1, "Ice is ")
    assert isinstance(heard[1], Failed)
    assert "ask again" in heard[1].hint
    assert outcome(process, qtbot, turn("hello"))[-1] == Answered(2, answer("hello"))


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_in_any_step_loses_one_turn_and_no_more(process, qtbot, step):
    heard = outcome(process, qtbot, turn(f"crash {step}"))
    assert heard[:-1] == [Doing(1, begun) for begun in STEPS[: STEPS.index(step) + 1]]
    assert isinstance(heard[-1], Failed)
    assert "stopped unexpectedly" in heard[-1].message
    assert outcome(process, qtbot, turn("hello"))[-1] == Answered(2, answer("hello"))


def test_a_turn_that_will_not_stop_is_ended_after_three_seconds(qtbot):
    now = [0.0]
    client = EngineClient(Fake, start=in_process, clock=lambda: now[0])

    def lose_patience(id):
        client.cancel(id)
        now[0] = PATIENCE_S + 0.1

    assert outcome(client, qtbot, turn("hang"), lose_patience) == [Stopped(1)]
    assert outcome(client, qtbot, turn("hello"))[-1] == Answered(2, answer("hello"))
    client.close()


def test_asking_never_waits_for_the_models_to_load(qtbot):
    client = EngineClient(load_slowly, start=in_process)
    start = time.monotonic()
    client.ask(turn("hello"))
    assert time.monotonic() - start < 0.25
    client.close()


def test_a_process_that_cannot_load_is_not_started_again_and_again(qtbot):
    starts = []

    def start(load):
        starts.append(load)
        return in_process(load)

    client = EngineClient(load_badly, start)
    with qtbot.waitSignal(client.said, timeout=20_000) as said:
        pass
    assert isinstance(said.args[0], Failed)
    assert not client.is_running
    assert len(starts) == 1
    client.close()


def test_asking_again_tries_a_process_that_could_not_load_once_more(qtbot, tmp_path):
    flag = tmp_path / "models have arrived"
    client = EngineClient(partial(load_without_models, flag), start=in_process)
    with qtbot.waitSignal(client.said, timeout=20_000) as said:
        pass
    assert said.args == [Failed(0, "The text encoder is missing.", "Run: tutor models fetch")]
    with qtbot.assertNotEmitted(client.said):
        qtbot.waitUntil(lambda: not client.is_running, timeout=20_000)
    flag.touch()
    assert outcome(client, qtbot, turn("hello"))[-1] == Answered(1, answer("hello"))
    client.close()


def test_every_message_stays_under_4_kb():
    import pickle

    words = "机" * 1000
    messages = [Heard(1, words), Found(1, EVIDENCE * 12), Partial(1, words)]
    assert all(len(pickle.dumps(message)) < 4096 for message in messages)
