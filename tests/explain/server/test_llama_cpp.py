"""A server as people run it: llama.cpp's own, with a key, on this machine."""

import threading
import time

import pytest
import xllamacpp

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.server.model import ServerModel
from tutor_app.engine.registry.installed import weight
from tutor_app.settings.server import ServerAddress

ASKED = [Message("user", "Why does ice float on water?")]


@pytest.fixture(scope="module")
def model(models_home):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weight(models_home, "smollm2-135m", "SmolLM2-135M-Instruct.Q4_1.gguf"))
    parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 1024, 1, -1
    parameters.n_batch = parameters.n_ubatch = 64
    parameters.warmup = False
    parameters.api_keys = ["sk-school"]
    server = xllamacpp.Server(parameters)
    yield ServerModel(ServerAddress.parse(server.listening_address), key="sk-school")
    del server


def test_it_names_its_model_and_writes_in_pieces(model):
    assert len(model.models(Cancellation())) == 1
    texts = []
    for _ in range(2):
        pieces = []
        model.write(ASKED, 12, pieces.append, Cancellation(), seed=7)
        assert len(pieces) > 5
        texts.append("".join(pieces))
    assert texts[0] == texts[1]


def test_it_gives_the_chances_of_the_first_token(model):
    chances = model.first_token(ASKED, Cancellation())
    assert len(chances) > 5
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_its_own_words_are_passed_on_where_it_refuses(model):
    with pytest.raises(TutorError, match="context size"):
        model.write([Message("user", "ice " * 3000)], 9, lambda _: None, Cancellation())


def test_stop_is_heard_at_once_while_it_reads(model):
    cancel, stopped_at = Cancellation(), []

    def stop():
        stopped_at.append(time.monotonic())
        cancel.request()

    timer = threading.Timer(0.1, stop)
    timer.start()
    with pytest.raises(Cancelled):
        model.write([Message("user", "Ice is cold. " * 200)], 200, lambda _: None, cancel)
    assert time.monotonic() - stopped_at[0] < 0.2
    timer.join()
