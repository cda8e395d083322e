"""Times of tokens, and the words they make."""

from dataclasses import astuple

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.graph_outputs import with_outputs
from tutor_app.engine.registry.installed import exported, weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.runtime import PROBE_FILE, Session, open_session
from tutor_app.engine.speech.cache import at_beginning
from tutor_app.engine.speech.recording.aligner import looks_of
from tutor_app.engine.speech.recording.alignment import token_times, warped
from tutor_app.engine.speech.recording.words import Said, within_voice, words_of
from tutor_app.engine.speech.tokens import Tokens


def warped_plainly(cost):
    """Cell by cell, as in whisper/timing.py (`dtw_cpu` and `backtrace`)."""
    n, m = cost.shape
    total = np.full((n + 1, m + 1), np.inf, dtype=np.float32)
    move = -np.ones((n + 1, m + 1))
    total[0, 0] = 0
    for j in range(1, m + 1):
        for i in range(1, n + 1):
            c0, c1, c2 = total[i - 1, j - 1], total[i - 1, j], total[i, j - 1]
            if c0 < c1 and c0 < c2:
                c, t = c0, 0
            elif c1 < c0 and c1 < c2:
                c, t = c1, 1
            else:
                c, t = c2, 2
            total[i, j], move[i, j] = cost[i - 1, j - 1] + c, t
    move[0, :], move[:, 0] = 2, 1
    i, j, path = n, m, []
    while i > 0 or j > 0:
        path.append((i - 1, j - 1))
        t = move[i, j]
        i -= t != 2
        j -= t != 1
    return path[::-1]


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (5, 40), (40, 5), (30, 30)])
@pytest.mark.parametrize("kind", ["any", "steps"])
def test_the_path_is_that_of_openai_whisper_cell_by_cell(shape, kind):
    cost = np.random.default_rng(sum(shape)).standard_normal(shape)
    if kind == "steps":
        cost = cost.round()  # many ways are as cheap as others
    rows, columns = warped(cost)
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == warped_plainly(cost)


def test_a_token_begins_where_the_decoder_begins_to_look_for_it():
    """Four tokens of steering, three of text and the end; states 0-49, 50-99, 100-149 belong to the text."""
    looks = np.full((2, 8, 200), 0.001, dtype=np.float32)
    for token, (start, stop) in zip(range(3, 7), [(0, 50), (50, 100), (100, 140), (140, 150)], strict=True):
        looks[:, token, start:stop] = 1
    times = token_times(looks / looks.sum(axis=-1, keepdims=True), 4, 150)
    assert times == pytest.approx([0, 1.0, 2.0, 2.8], abs=0.1)


@pytest.mark.parametrize("states", [1, 2, 5])
def test_a_moment_of_sound_has_times_too(states):
    looks = np.full((2, 7, 20), 1 / 20, dtype=np.float32)
    times = token_times(looks, 4, states)
    assert len(times) == 3
    assert (np.diff(times) >= 0).all()
    assert times[-1] <= states / 50


@pytest.fixture(scope="module")
def tokens(models_home):
    return Tokens(weight(models_home, "whisper-base", "tokenizer.json"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" What is friction?", [" What", " is", " friction?"]),
        (' He said "no", twice.', [" He", " said", ' "no",', " twice."]),
        (" It's 9.81!", [" It's", " 9.81!"]),
        (" backpropagation", [" backpropagation"]),
        ("什么是overfitting?", None),
        ("鮞是一种鱼", None),  # a character of several tokens
    ],
)
def test_words_are_parted_at_spaces_and_between_chinese_characters(tokens, text, words):
    ids = tokens.ids(text)
    times = [n / 10 for n in range(len(ids) + 1)]
    found = words_of(ids, times, tokens)
    assert "".join(word.text for word in found) == text
    assert [word.start_s for word in found] == sorted(word.start_s for word in found)
    assert (found[0].start_s, found[-1].end_s) == (0, times[-1])
    if words:
        assert [word.text for word in found] == words
    else:
        assert "�" not in "".join(word.text for word in found)
        assert "overfitting?" in [word.text for word in found] or "鮞" in [word.text for word in found]


def test_a_pause_belongs_to_no_word():
    chances = np.array([0.0] * 10 + [0.9] * 10 + [0.0] * 10, dtype=np.float32)  # a voice from 0.32 to 0.64 s
    assert astuple(within_voice(Said(" a", 0.0, 0.96), chances)) == pytest.approx((" a", 0.288, 0.672))
    assert within_voice(Said(" a", 0.0, 0.2), chances) == Said(" a", 0.0, 0.2)  # nothing is known of it
    assert within_voice(Said(" a", 0.4, 0.5), chances) == Said(" a", 0.4, 0.5)


def test_every_speech_model_names_heads_that_follow_the_sound(models_home):
    """A graph that was exported anew may name its tensors differently: then this says so."""
    for manifest in load_manifests().values():
        if manifest.task != "speech":
            continue
        assert manifest.alignment_heads
        names = looks_of(manifest.alignment_heads)
        decoder = open_session(exported(models_home, manifest.name, "decoder", "int8"), "cpu", 1, names)
        layers, _, _, width = decoder.shape("past_keys")
        _, heads, *_ = decoder.shape("cross_keys_0")
        sound = np.random.default_rng(1).standard_normal((layers, 1, heads, 40, width // heads))
        memory = *sound.swapaxes(3, 4).astype(np.float32), *sound.astype(np.float32)
        feeds = {"tokens": np.array([[50258, 50259, 50359]]), **at_beginning(decoder, memory)}
        assert len(decoder.run(feeds, Cancellation())) == 3
        for looks in decoder.run(feeds, Cancellation(), names):
            assert looks.shape[2:] == (3, 40)
            assert looks.sum(axis=-1) == pytest.approx(1, abs=1e-4)


def test_a_graph_gives_a_tensor_inside_it_only_when_it_is_asked_for():
    onnx = pytest.importorskip("onnx")
    plain = onnx.load(PROBE_FILE)
    [inner] = [node.output[0] for node in plain.graph.node if node.op_type == "Softmax"]
    both = onnx.load_from_string(with_outputs(PROBE_FILE.read_bytes(), [inner]))
    assert [value.name for value in both.graph.output] == [plain.graph.output[0].name, inner]
    session: Session = open_session(PROBE_FILE, "cpu", 1, [inner])
    x = {"x": np.eye(4, dtype=np.float32)}
    assert len(session.run(x, Cancellation())) == 1
    [looks] = session.run(x, Cancellation(), [inner])
    assert looks.sum(axis=1) == pytest.approx(1.0)
