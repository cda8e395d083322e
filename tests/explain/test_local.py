"""A language model on this machine: streamed, stopped, and said in words when it can't be used."""

import threading
import time

import pytest

from tests.explain.test_quote import ICE, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.local import LocalExplainer
from tutor_app.engine.registry.installed import weight

ASKED = question("Why does ice float on water?", passage(ICE))


@pytest.fixture(scope="module")
def explainer(models_home):
    return LocalExplainer(weight(models_home, "smollm2-135m", "SmolLM2-135M-Instruct.Q4_1.gguf"))


def test_text_comes_in_pieces_that_make_the_whole(explainer):
    said = []
    text = explainer.explain(ASKED, said.append, Cancellation())
    assert len(said) > 5
    assert "".join(said) == text
    assert len(text.split()) > 5


def test_the_same_question_gives_the_same_text(explainer):
    texts = {explainer.explain(ASKED, lambda _: None, Cancellation()) for _ in range(2)}
    assert len(texts) == 1


def test_stop_ends_the_text_at_the_next_piece(explainer):
    cancel, said = Cancellation(), []

    def say(piece):
        said.append(piece)
        if len(said) == 3:
            cancel.request()

    with pytest.raises(Cancelled):
        explainer.explain(ASKED, say, cancel)
    assert len(said) <= 5


def test_stop_from_another_thread_is_heard_within_a_second(explainer):
    cancel, first = Cancellation(), threading.Event()
    stopped_at = []

    def stop():
        first.wait(30)
        stopped_at.append(time.monotonic())
        cancel.request()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Cancelled):
        explainer.explain(ASKED, lambda _: first.set(), cancel)
    assert time.monotonic() - stopped_at[0] < 1
    thread.join()


def test_the_chance_of_an_answer_is_a_chance(explainer):
    assert 0 <= explainer.chance_of_answer(ASKED, Cancellation()) <= 1


@pytest.mark.parametrize("content", [b"", b"GGUF but no more", b"not a model"])
def test_a_broken_model_file_is_said_in_words(tmp_path, content):
    file = tmp_path / "broken.gguf"
    file.write_bytes(content)
    with pytest.raises(TutorError, match=r"broken\.gguf"):
        LocalExplainer(file)


def test_a_missing_model_says_how_to_fetch_it(home):
    with pytest.raises(TutorError) as missing:
        LocalExplainer.open(home)
    assert "tutor models fetch" in missing.value.hint
