"""A language model on this machine: streamed, stopped, and said in words when it can't be used."""

import threading
import time

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.local import LocalModel
from tutor_app.engine.registry.installed import weight

ASKED = [Message("system", "You are a tutor."), Message("user", "Why does ice float on water?")]
LONG = [Message("user", "Ice is less dense than water. " * 300)]


@pytest.fixture(scope="module")
def model(models_home):
    return LocalModel(weight(models_home, "smollm2-135m", "SmolLM2-135M-Instruct.Q4_1.gguf"))


def written(model, messages, tokens=40):
    said = []
    model.write(messages, tokens, said.append, Cancellation())
    return said


def test_text_comes_in_pieces(model):
    said = written(model, ASKED)
    assert len(said) > 5
    assert len("".join(said).split()) > 5


def test_the_same_prompt_gives_the_same_text(model):
    assert written(model, ASKED) == written(model, ASKED)


def test_a_text_that_the_assistant_began_is_gone_on_with(model):
    began = [Message("user", "Count from one to five."), Message("assistant", "1, 2, 3,")]
    assert "4" in "".join(written(model, began, 4))


def test_a_prompt_beyond_the_context_is_said_in_words(model):
    with pytest.raises(TutorError, match="context"):
        written(model, [Message("user", "ice " * 2 * model.context_tokens)])


def test_reading_ahead_changes_nothing_of_what_is_written(model):
    alone = written(model, ASKED)
    model.read_ahead([*ASKED[:1], Message("user", "Why does")])
    assert written(model, ASKED) == alone


def test_stop_ends_the_text_at_the_next_piece(model):
    cancel, said = Cancellation(), []

    def say(piece):
        said.append(piece)
        if len(said) == 3:
            cancel.request()

    with pytest.raises(Cancelled):
        model.write(ASKED, 200, say, cancel)
    assert len(said) <= 5


@pytest.mark.parametrize("messages", [ASKED, LONG])
def test_stop_from_another_thread_is_heard_within_a_fifth_of_a_second(model, messages):
    cancel, stopped_at = Cancellation(), []

    def stop():
        stopped_at.append(time.monotonic())
        cancel.request()

    timer = threading.Timer(0.1, stop)
    timer.start()
    with pytest.raises(Cancelled):
        model.write(messages, 2000, lambda _: None, cancel)
    assert time.monotonic() - stopped_at[0] < 0.2
    timer.join()


def test_the_chances_of_the_first_token_are_chances(model):
    chances = model.first_token(ASKED, Cancellation())
    assert 5 < len(chances) <= 20
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert sum(chances.values()) <= 1.001


@pytest.mark.parametrize("content", [b"", b"GGUF but no more", b"not a model"])
def test_a_broken_model_file_is_said_in_words(tmp_path, content):
    file = tmp_path / "broken.gguf"
    file.write_bytes(content)
    with pytest.raises(TutorError, match=r"broken\.gguf"):
        LocalModel(file)


def test_a_missing_model_says_how_to_fetch_it(home):
    with pytest.raises(TutorError) as missing:
        LocalModel.open(home)
    assert "tutor models fetch" in missing.value.hint
